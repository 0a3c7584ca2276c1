import { expect, test } from "vitest";
import type { DocumentOverview, OperationPage } from "#server/specs/schema.ts";
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

const overview: DocumentOverview = {
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
};

test("an operation tells its call, parameters as a table, bodies as lists and examples as code", () => {
  const text = operationMarkdown({ operation }, overview, place);
  for (const part of [
    "# Read a\n\n`GET /a/{id}`",
    "| `id` | path | string | yes |",
    "- `b` object, required\n  - `c` integer",
    '```json\n{"b":{}}\n```',
    "- Live: `https://api.example`",
  ])
    expect(text).toContain(part);
});

test("an operation tells how it stands, what can follow, how values are written and which calls come back", () => {
  const [id] = operation.parameters;
  const [ok] = operation.responses;
  if (!id || !ok) throw new Error("The sample has both.");
  const docs = { url: "https://docs.example/a", descriptionHtml: "<p>All of it.</p>" };
  const list = { ...id, in: "query" as const, style: "form", schema: { types: ["array"] } };
  const richer: OperationPage["operation"] = {
    ...operation,
    isDeprecated: true,
    deprecatedOn: "2026-01-02",
    sunsetOn: "2026-11-25",
    externalDocs: docs,
    parameters: [
      id,
      { ...list, name: "tags", style: "pipeDelimited", written: "tags=a|b", allowReserved: true },
      { ...list, name: "plain", explode: true },
      { ...list, name: "kinds" },
    ],
    responses: [
      {
        ...ok,
        links: [
          {
            name: "next",
            operationKey: "getB",
            target: "getB",
            parameters: [{ name: "id", value: "$response.body#/id" }],
            descriptionHtml: "<p>Then b.</p>",
          },
          { name: "far", target: "https://b.example/op", requestBody: "$request.body" },
        ],
        media: [
          {
            mediaType: "application/json",
            examples: [],
            schema: {
              types: ["string"],
              enum: ['"a"', '"b"'],
              enumNotes: [{ name: "First", descriptionHtml: "<p>The first one.</p>" }, {}],
              externalDocs: { url: "https://docs.example/s" },
            },
          },
        ],
      },
    ],
    callbacks: [
      {
        name: "onA",
        expression: "{$request.body#/url}",
        method: "post",
        summary: "A is done",
        isDeprecated: true,
        externalDocs: docs,
        parameters: [{ ...id, name: "X-Event", in: "header" }],
        responses: [{ status: "204", headers: [], links: [], media: [], descriptionHtml: "<p>Taken.</p>" }],
        security: [{ schemes: [{ name: "sign", scopes: [] }] }],
        servers: [{ url: "https://hooks.example", variables: [] }],
      },
    ],
  };
  const text = operationMarkdown({ operation: richer }, overview, place);
  for (const part of [
    "**Deprecated since 2026-01-02.** **Ends on 2026-11-25.**",
    "[Further documentation](https://docs.example/a): All of it.",
    "| `id` | path | string | yes |  |",
    "style pipeDelimited, not exploded: `tags=a\\|b`; reserved characters may stand as they are |",
    "| `plain` | query | array | yes |  |",
    "| `kinds` | query | array | yes | style form, not exploded |",
    `What can follow:\n\n- \`next\`: [getB](${origin}/apis/a/v/v1/operations/getB.md) with \`id\` from \`$response.body#/id\`. Then b.`,
    "- `far`: `https://b.example/op` with the body from `$request.body`",
    'one of `"a"` (First: The first one.), `"b"`; [further documentation](https://docs.example/s)',
    "### A is done\n\n`POST {$request.body#/url}` **Deprecated.**\n\n[Further documentation]",
    "Sent to `https://hooks.example`.\n\n#### Authentication\n\nOne of:\n\n- `sign`",
    "#### Parameters\n\n| Name",
    "| `X-Event` | header | string | yes |  |",
    "#### What you answer\n\n##### 204 No content\n\nTaken.",
  ])
    expect(text).toContain(part);
});
