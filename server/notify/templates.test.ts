import { expect, test } from "vitest";
import { renderMail } from "./render-mail.ts";
import { templates } from "./templates.ts";
import { sampleDataOf, TEMPLATE_NAMES } from "./testing/sample-data.ts";

const PORTAL = "https://developers.example";

test.each(TEMPLATE_NAMES)(
  "%s says the same in plain text as in HTML, in both themes, and fetches nothing",
  (name) => {
    for (const isShort of [false, true]) {
      const body = templates[name].write(sampleDataOf(name, isShort), "The Portal");
      const { subject, text, html } = renderMail(body, "The Portal", PORTAL);
      expect(subject.length).toBeGreaterThan(8);
      expect(`${subject}${text}${html}`).not.toMatch(/undefined|null|\[object/);
      expect(html.match(/<h1>/g)).toHaveLength(1);
      expect(html).toContain("prefers-color-scheme:dark");
      expect(html).not.toMatch(/<img|<script|src=|@import|url\(/);
      const read = decode(html.replace(/<style>[\s\S]*<\/style>/, "").replace(/<[^>]+>/g, " "));
      for (const words of [body.heading, ...body.paragraphs, body.afterword ?? ""]) {
        expect(text).toContain(words);
        expect(read).toContain(words);
      }
      if (!body.action) continue;
      expect(text).toContain(`${body.action.label}:\n${PORTAL}${body.action.path}`);
      expect(html).toContain(`<a class="button" href="${PORTAL}${body.action.path}">`);
    }
  },
);

test.each(TEMPLATE_NAMES)("%s lets nobody write markup, another header or another link into it", (name) => {
  const hostile = Object.fromEntries(
    Object.entries(sampleDataOf(name)).map(([field, value]) => [
      field,
      typeof value === "string" && !/path$/i.test(field)
        ? `${value}\r\nBcc: x@evil.test <a href="//evil">`
        : value,
    ]),
  );
  const { subject, html } = renderMail(templates[name].write(hostile, "The Portal"), "The Portal", PORTAL);
  expect(subject).not.toMatch(/[\r\n]/);
  expect(html).not.toContain('<a href="//evil">');
});

function decode(html: string): string {
  return html
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, "&");
}
