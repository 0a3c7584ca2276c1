import { expect, test } from "vitest";
import { placeLinks } from "#lib/reference-links.ts";
import { plainText, renderMarkdown } from "./render-markdown.ts";

test.each([
  ["Plain prose.", "<p>Plain prose.</p>"],
  ["Use `a<b` and **now**.", "<p>Use <code>a&lt;b</code> and <strong>now</strong>.</p>"],
  [
    "See [the docs](https://example.com/a?b=1&c=2).",
    '<p>See <a href="https://example.com/a?b=1&amp;c=2" rel="nofollow noopener">the docs</a>.</p>',
  ],
  ["One.\n\nTwo.", "<p>One.</p>\n<p>Two.</p>"],
  ["snake_case_name stays", "<p>snake_case_name stays</p>"],
])("%j needs no parser and reads the same", (markdown, html) => {
  expect(renderMarkdown(markdown)).toBe(html);
});

test("lists, tables, code and headings are rendered; headings start below a page's own", () => {
  expect(renderMarkdown("# Top\n\n- a\n- b")).toMatch(/<h3[^>]*>Top<\/h3>[\s\S]*<ul>[\s\S]*<li>a<\/li>/);
  expect(renderMarkdown("| a | b |\n|---|---|\n| 1 | 2 |")).toContain("<table>");
  expect(renderMarkdown('```json\n{"a": 1}\n```')).toContain('class="hljs-');
});

test.each([
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "![x](https://tracker.example/pixel.png)",
  "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
  "[x](javascript:alert(1))",
  "[x](data:text/html,<script>1</script>)",
  "<a href='  javascript:alert(1)'>x</a>",
  "<svg><animate onbegin=alert(1)></svg>",
  "<style>@import 'https://tracker.example/x.css'</style>",
  "<form action='https://evil.example'><input name=a><button>go</button></form>",
  "<p style='background:url(https://tracker.example)'>x</p>",
  "<link rel=stylesheet href=https://tracker.example>",
  "<video src=https://tracker.example autoplay></video>",
  "<math><mtext></mtext><mglyph><svg><mtext><style><path id='</style><img onerror=alert(1) src>'>",
  "![a][b]\n\n[b]: https://tracker.example/x.png",
])("%s runs nothing and fetches nothing", (payload) => {
  const html = renderMarkdown(`before\n\n${payload}\n\nafter`);
  expect(html).not.toMatch(
    /<(script|img|iframe|style|svg|form|input|button|link|video|math|object|embed)\b/i,
  );
  expect(html).not.toMatch(/\son\w+\s*=|javascript:|data:|style=|srcdoc/i);
  expect(html).toContain("before");
  expect(html).toContain("after");
});

const find = (href: string) =>
  href === "#operation/list" ? ({ kind: "operation", key: "list" } as const) : undefined;

test("links into the document wait for their place, and those that lead nowhere are text", () => {
  const markup = renderMarkdown("[a](#operation/list) [b](/account) [c](x.md) [d](https://a.example)", {
    find,
  });
  const placed = placeLinks(markup, { api: "an api", version: "v1" });
  expect(placed).toContain(
    '<a href="/apis/an%20api/v/v1/operations/list">a</a> <span>b</span> <span>c</span>',
  );
  expect(placed).toContain('href="https://a.example"');
  expect(placeLinks(markup, undefined)).toContain("<a>a</a>");
});

test.each([
  "[x](reference:operation/list)",
  '<a href="reference:section/x">x</a>',
  '<div class="admonition admonition-danger" role="alert">x</div>',
  "> [!NOTE] <img src=x onerror=alert(1)>\n> <script>alert(1)</script>",
  ":::danger <b onclick=alert(1)>\n<iframe src=x></iframe>\n:::",
  "<input type=text name=password value=x>",
  "<span class='task task-done' role=img aria-label='Done:'>x</span>",
  "> [!EVIL] x",
])("%s forges neither links nor remarks nor fields", (payload) => {
  const html = renderMarkdown(payload, { find });
  expect(html).not.toMatch(
    /reference:|<(input|script|img|iframe)|\son\w+=|role="alert"|class="admonition admonition-danger" role="alert"/,
  );
  expect(html.replace(/<div class="admonition admonition-(note|danger)" role="note">/, "")).not.toContain(
    "admonition admonition",
  );
});

test("the remarks of GitHub, Docusaurus and Redocly carry their kind in words; in code they are code", () => {
  expect(renderMarkdown("> [!CAUTION]\n> Hot.")).toContain('<p class="admonition-title">Caution</p>');
  expect(renderMarkdown(":::note[Read this]\nText.\n:::\nAfter.")).toMatch(
    /Note: Read this<\/p>[\s\S]*<\/div>\s*<p>After/,
  );
  expect(renderMarkdown("```\n:::note\n```")).toContain(":::note");
});

test("line ends of Windows and of old Macs change nothing", () => {
  const text = ":::warning Mind the gap\nText.\n:::\n\n# Title\n\nOne.\n\nTwo.";
  for (const end of ["\r\n", "\r"])
    expect(renderMarkdown(text.replaceAll("\n", end))).toBe(renderMarkdown(text));
  expect(renderMarkdown("One.\r\n\r\nTwo.")).toBe("<p>One.</p>\n<p>Two.</p>");
});

test.each([
  [":::note", "Note"],
  ["  ::::tip  [Do this]", "Tip: Do this"],
  [":::info {#id}", "Note"],
  [":::DANGER Hot", "Danger: Hot"],
])("%j opens a remark", (opening, title) => {
  expect(renderMarkdown(`${opening}\nText.\n:::`)).toContain(`<p class="admonition-title">${title}</p>`);
});

test.each([":::notes", ":::note1", ":::note [a] b", ":::note[a", ":::note {a} b", "::note"])(
  "%j opens none",
  (opening) => {
    expect(renderMarkdown(`${opening}\nText.\n:::`)).not.toContain("admonition");
  },
);

test("footnotes of two texts on one page do not meet", () => {
  const one = renderMarkdown("One[^1].\n\n[^1]: First.");
  const two = renderMarkdown("Two[^1].\n\n[^1]: Second.");
  const ids = [...`${one}${two}`.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
  expect(new Set(ids).size).toBe(ids.length);
  for (const [, target] of `${one}${two}`.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(target);
});

test("an id in a description cannot shadow one of the page's", () => {
  expect(renderMarkdown('<p id="main">x</p>')).toContain('id="md-main"');
});

test("plain text has no marks", () => {
  expect(plainText("# Hi\n\nUse **`x`** [here](https://example.com) <b>now</b>")).toBe("Hi Use x here now");
});
