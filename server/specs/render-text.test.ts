import { expect, test } from "vitest";
import { unifyAdmonitions } from "./admonitions.ts";
import { linkImages, renderMarkdown } from "./render-markdown.ts";
import { renderText } from "./render-text.ts";

const MINUTE_MS = 60_000;

test.each([
  ["remarks, line after line", `:::note${" ".repeat(100_000)}\u2028x\u2028x`],
  ["openings of images", "![".repeat(1_000_000)],
  ["labels that do not end", `![${"a".repeat(1_000_000)}`],
])("%s are read once, however many they are", (_, text) => {
  // With an expression that reads them anew from each place these take from minutes to years.
  unifyAdmonitions(text);
  linkImages(text);
});

test("a text that would keep the parser for hours is refused under the name of its field", {
  timeout: 5 * MINUTE_MS,
}, async () => {
  await expect(renderText("*a_ ".repeat(50_000), "markdown")).rejects.toMatchObject({
    code: "invalid_input",
    fields: { markdown: expect.stringContaining("too long") },
  });
});

test("a small table that would be drawn as megabytes is refused", { timeout: MINUTE_MS }, async () => {
  const columns = 400;
  const table = `${"|a".repeat(columns)}\n${"|-".repeat(columns)}\n${"|x\n".repeat(1_500)}`;
  await expect(renderText(table, "text")).rejects.toMatchObject({
    code: "invalid_input",
    fields: { text: /./ },
  });
});

test("a long text gets the same markup as a short one", { timeout: MINUTE_MS }, async () => {
  const text = `# Title\n\n- a <script>alert(1)</script>\n- [b](https://b.example)\n\n${"Some *words*. ".repeat(100)}`;
  expect(await renderText(text, "text")).toBe(renderMarkdown(text));
  expect(await renderText("*b*", "text")).toBe("<p><em>b</em></p>");
});

test("the server answers while a text is being read", { timeout: MINUTE_MS }, async () => {
  let beats = 0;
  const beat = setInterval(() => beats++, 5);
  await renderText("*a_ ".repeat(1_000), "text");
  clearInterval(beat);
  expect(beats).toBeGreaterThan(0);
});
