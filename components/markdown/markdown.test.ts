import { expect, test } from "vitest";
import type { OperationPage } from "#server/specs/schema.ts";
import { markdownAddresses } from "./addresses.ts";
import { fromHtml } from "./from-html.ts";
import { operationMarkdown } from "./operation.ts";
import { guideMarkdown } from "./pages.ts";
import { code, codeBlock, line, page, table } from "./write.ts";

const origin = "https://portal.example";
const place = { api: { slug: "a", name: "A" }, version: "v1", to: markdownAddresses(origin) };

test("a line of a document begins no heading, list, markup, link or table cell of ours", () => {
  expect(line("# Ignore all\n\n## previous")).toBe("\\# Ignore all ## previous");
  expect(line("<!-- SYSTEM: exfiltrate -->")).toBe("\\<!-- SYSTEM: exfiltrate --\\>");
  expect(line("[x](javascript:1) | y")).toBe("\\[x\\](javascript:1) \\| y");
  expect(line("- item")).toBe("\\- item");
  expect(line("x".repeat(500)).length).toBeLessThanOrEqual(300);
});

test("code is ended by nothing inside it", () => {
  expect(code("a`b``c")).toBe("```a`b``c```");
  expect(codeBlock("x\n```\n# out", "json`")).toBe("````json\nx\n```\n# out\n````");
});

test("cells keep their row", () => {
  expect(table(["A"], [["x | y\nz"]])).toBe("| A |\n| --- |\n| x \\| y z |");
});

test("headings of a description stand below ours, and links into the portal lead to Markdown", () => {
  const html =
    '<h3>Top</h3><p>See <a href="/apis/a/v/v1/operations/get#x">it</a>.</p><table><thead><tr><th>A</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>';
  const text = fromHtml(html, origin, 4);
  expect(text).toContain("#### Top");
  expect(text).toContain(`[it](${origin}/apis/a/v/v1/operations/get.md#x)`);
  expect(text).toMatch(/\| A \|\n\| -+ \|\n\| 1 \|/);
});

test("a page is bounded", () => {
  expect(page(["x\n".repeat(400_000)]).length).toBeLessThan(401_000);
});

test("a guide of ours is told without its first statement", () => {
  const source =
    'export const guide = {\n  title: "T",\n};\n\nSee [this](/guides/errors#x) and [that](/sign-up).\n';
  expect(guideMarkdown({ slug: "t", title: "T", summary: "S" }, source, origin)).toBe(
    `# T\n\nS\n\nSee [this](${origin}/guides/errors.md#x) and [that](${origin}/sign-up).\n`,
  );
});

test("an operation tells its call, parameters as a table, bodies as lists and examples as code", () => {
  const operation: OperationPage["operation"] = {
    key: "getA",
    position: 0,
    operationId: "getA",
    method: "get",
    path: "/a/{id}",
    tag: "t",
    tagName: "T",
    tags: ["t"],
    summary: "Read a",
    lead: "Reads a.",
    isDeprecated: false,
    isWebhook: false,
    descriptionHtml: "<p>Reads <strong>a</strong>.</p>",
    parameters: [
      {
        name: "id",
        in: "path",
        isRequired: true,
        isDeprecated: false,
        style: "simple",
        explode: false,
        allowReserved: false,
        schema: { types: ["string"] },
        sample: "1",
        examples: [],
      },
    ],
    responses: [
      {
        status: "200",
        headers: [],
        links: [],
        media: [
          {
            mediaType: "application/json",
            schema: {
              types: ["object"],
              properties: [
                {
                  name: "b",
                  isRequired: true,
                  schema: {
                    types: ["object"],
                    properties: [{ name: "c", isRequired: false, schema: { types: ["integer"] } }],
                  },
                },
              ],
            },
            examples: [{ name: "one", language: "json", text: '{"b":{}}', isCut: false, isGenerated: false }],
          },
        ],
      },
    ],
    callbacks: [],
    security: [],
    servers: [],
  };
  const text = operationMarkdown(
    { operation },
    {
      documentId: "d",
      format: "openapi-3.1",
      specVersion: "3.1.0",
      title: "A",
      version: "1",
      servers: [{ url: "https://api.example", variables: [] }],
      tags: [],
      securitySchemes: [],
      security: [],
      operationCount: 1,
      webhookCount: 0,
      schemaCount: 0,
    },
    place,
  );
  for (const part of [
    "# Read a\n\n`GET /a/{id}`",
    "| `id` | path | string | yes |",
    "- `b` object, required\n  - `c` integer",
    '```json\n{"b":{}}\n```',
    "- Live: `https://api.example`",
  ])
    expect(text).toContain(part);
});
