import { expect, test } from "vitest";
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

test("an id in a description cannot shadow one of the page's", () => {
  expect(renderMarkdown('<p id="main">x</p>')).toContain('id="md-main"');
});

test("plain text has no marks", () => {
  expect(plainText("# Hi\n\nUse **`x`** [here](https://example.com) <b>now</b>")).toBe("Hi Use x here now");
});
