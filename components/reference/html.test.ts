import { describe, expect, it } from "vitest";
import { described, html } from "./html.ts";

describe("html", () => {
  it("escapes every value and leaves markup of its own alone", () => {
    expect(html`<b title="${'"<>'}">${["a<b", html`<i>${1}</i>`, false, undefined]}</b>`.text).toBe(
      '<b title="&quot;&lt;&gt;">a&lt;b<i>1</i></b>',
    );
  });
});

describe("described", () => {
  it("begins at the level asked for and skips none", () => {
    expect(described("<h4>a</h4><h6>b</h6><h5>c</h5>", 2).text).toBe("<h2>a</h2><h3>b</h3><h3>c</h3>");
  });

  it("lets keyboards reach what scrolls", () => {
    expect(described("<pre>x</pre>").text).toBe('<pre tabindex="0">x</pre>');
  });
});
