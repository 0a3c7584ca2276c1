import { describe, expect, it } from "vitest";
import type { JsonSchema } from "#server/specs/schema.ts";
import { buildRequest } from "./build-request.ts";
import { type CallForm, initialForm } from "./call-form.ts";
import type { ConsoleData } from "./console-data.ts";
import { type CredentialParts, MASK } from "./credentials.ts";
import { curlText } from "./curl-text.ts";
import { encodeMultipart } from "./multipart.ts";
import { consoleData, media, parameter } from "./testing/sample-data.ts";

const NONE: CredentialParts = { headers: [], query: [], cookies: [] };
const origin = "https://portal.test";

function build(data: ConsoleData, change: Partial<CallForm> = {}, credential = NONE, isMasked = false) {
  return buildRequest(data, { ...initialForm(data), ...change }, { origin, credential, isMasked });
}

describe("buildRequest", () => {
  it("sends what is required, filled from the document's examples, and nothing else", () => {
    const data = consoleData({
      path: "/stations/{code}",
      parameters: [
        parameter({
          name: "code",
          in: "path",
          isRequired: true,
          examples: [{ name: "one", value: "HA/VN" }],
        }),
        parameter({ name: "limit", in: "query", isRequired: true, schema: { type: "integer", default: 20 } }),
        parameter({ name: "q", in: "query" }),
      ],
    });
    expect(build(data).url).toBe("https://portal.test/sandbox/stations/v2/stations/HA%2FVN?limit=20");
  });

  it("writes lists and objects in the style that the document names", () => {
    const data = consoleData({
      parameters: [
        parameter({
          name: "ids",
          in: "query",
          isRequired: true,
          style: "pipeDelimited",
          explode: false,
          schema: { type: "array", items: { type: "integer" } },
          examples: [{ name: "two", value: [3, 4] }],
        }),
        parameter({
          name: "filter",
          in: "query",
          isRequired: true,
          style: "deepObject",
          schema: { type: "object", properties: { colour: { type: "string" }, size: { type: "integer" } } },
          examples: [{ name: "both", value: { colour: "red", size: 2 } }],
        }),
      ],
    });
    expect(decodeURIComponent(new URL(build(data).url).search)).toBe(
      "?ids=3|4&filter[colour]=red&filter[size]=2",
    );
  });

  it("lets a value that breaks the rules through, so that errors can be tried", () => {
    const data = consoleData({
      parameters: [parameter({ name: "limit", in: "query", isRequired: true, schema: { type: "integer" } })],
    });
    const form = { parameters: { "query.limit": { isOn: true, draft: "many" } } };
    expect(new URL(build(data, form).url).search).toBe("?limit=many");
  });

  it("fills a server's variables, and counts a relative server from the portal", () => {
    const data = consoleData({
      servers: [
        {
          url: "https://{region}.api.test/v2/",
          name: "",
          variables: [{ name: "region", default: "eu", enum: [], description: "" }],
        },
        { url: "/api", name: "", variables: [] },
      ],
    });
    const at = (index: number, variables = {}) =>
      build(data, { environment: { kind: "server", index, variables } }).url;
    expect(at(0)).toBe("https://eu.api.test/v2/stations");
    expect(at(0, { region: "us" })).toBe("https://us.api.test/v2/stations");
    expect(at(1)).toBe("https://portal.test/api/stations");
  });

  it("sends headers that the document does not name, in the place of its own, masked where they are secret", () => {
    const data = consoleData({ accepts: ["application/json"] });
    const headers = [
      { name: "Authorization", value: "Bearer s3cret" },
      { name: "accept", value: "application/vnd.github+json" },
      { name: "X-Empty", value: "" },
      { name: "Bad Name", value: "x" },
      { name: "X-Line", value: "a\r\nX-Evil: yes" },
    ];
    expect(build(data, { headers }).headers).toEqual([
      ["Authorization", "Bearer s3cret"],
      ["accept", "application/vnd.github+json"],
      ["X-Line", "a X-Evil: yes"],
    ]);
    expect(JSON.stringify(build(data, { headers }, NONE, true))).not.toContain("s3cret");
  });

  it("opens where the reader called this API last", () => {
    const servers = [{ url: "https://api.test", name: "", variables: [] }];
    expect(build(consoleData({ servers, at: { index: 0, variables: {} } })).url).toBe(
      "https://api.test/stations",
    );
  });

  it("never lets a value begin a header of its own", () => {
    const data = consoleData({
      parameters: [
        parameter({
          name: "X-Trace",
          in: "header",
          isRequired: true,
          examples: [{ name: "bad", value: "a\r\nX-Evil: yes" }],
        }),
        parameter({ name: "Bad Name", in: "header", isRequired: true }),
      ],
    });
    expect(build(data).headers).toEqual([["X-Trace", "a X-Evil: yes"]]);
  });

  it("masks parameters that look secret when the request is only shown", () => {
    const data = consoleData({
      parameters: [
        parameter({
          name: "access_token",
          in: "query",
          isRequired: true,
          examples: [{ name: "one", value: "s3cret" }],
        }),
      ],
    });
    expect(build(data, {}, NONE, true).url).toContain(`access_token=${MASK}`);
    expect(build(data).url).toContain("access_token=s3cret");
  });

  it("masks cookies, headers named as keys, and secrets inside bodies when the request is only shown", () => {
    const secret = (name: string, place: "header" | "cookie") =>
      parameter({ name, in: place, isRequired: true, examples: [{ name: "one", value: "s3cret" }] });
    const parameters = [
      ...["Ocp-Apim-Subscription-Key", "X-Master-Key"].map((name) => secret(name, "header")),
      secret("session", "cookie"),
    ];
    const value = { name: "Ada", deep: [{ password: "s3cret" }] };
    const schema: JsonSchema = { type: "object", required: ["who"], properties: { who: { type: "object" } } };
    for (const [mediaType, example] of [
      ["application/json", value],
      ["application/x-www-form-urlencoded", { who: value }],
      ["multipart/form-data", { who: value }],
    ] as const) {
      const body = media(mediaType, {
        schema,
        examples: [{ name: "one", text: JSON.stringify(example) }],
        parts: { who: { contentType: "application/json", headers: [] } },
      });
      const data = consoleData({ method: "POST", parameters, body: { isRequired: true, media: [body] } });
      expect(curlText(build(data))).toContain("s3cret");
      const shown = curlText(build(data, {}, NONE, true));
      expect(shown).toContain("Ada");
      expect(shown).toContain(`session=${MASK}`);
      expect(shown).not.toContain("s3cret");
    }
  });

  it("shows a long body whole", () => {
    const long = JSON.stringify({ name: "x".repeat(30_000) });
    const body = media("application/json", { examples: [{ name: "one", text: long }] });
    const data = consoleData({ method: "POST", body: { isRequired: true, media: [body] } });
    expect(build(data, {}, NONE, true).body).toEqual({ kind: "text", text: long });
  });

  it("puts credentials where they belong", () => {
    const credential: CredentialParts = {
      headers: [["X-Key", "k"]],
      query: [["key", "a&b"]],
      cookies: [["session", "s"]],
    };
    const request = build(consoleData(), {}, credential);
    expect(request.url).toMatch(/\?key=a%26b$/);
    expect(request.headers).toEqual([
      ["X-Key", "k"],
      ["Cookie", "session=s"],
    ]);
  });

  it("writes the fields of a form that are switched on", () => {
    const form = media("application/x-www-form-urlencoded", {
      schema: {
        type: "object",
        required: ["amount"],
        properties: { amount: { type: "integer" }, note: { type: "string" } },
      },
      examples: [{ name: "example", text: '{"amount": 5, "note": "a b"}' }],
    });
    const data = consoleData({ method: "POST", body: { isRequired: true, media: [form] } });
    expect(build(data).body).toEqual({ kind: "text", text: "amount=5" });
  });

  it("gives each part of a multipart body the type that the document names", async () => {
    const form = media("multipart/form-data", {
      schema: {
        type: "object",
        required: ["about", "photo"],
        properties: {
          about: { type: "object", properties: { title: { type: "string" } } },
          photo: { type: "string", format: "binary" },
        },
      },
      examples: [{ name: "example", text: '{"about": {"title": "Hall"}}' }],
      parts: { photo: { contentType: "image/png", headers: [] } },
    });
    const data = consoleData({ method: "POST", body: { isRequired: true, media: [form] } });
    const filled = initialForm(data);
    const body = filled.bodies["multipart/form-data"];
    if (body) body.files.photo = [new File(["bytes"], 'h"all.png')];
    const request = buildRequest(data, filled, { origin, credential: NONE });
    if (request.body.kind !== "multipart") throw new Error("The body is not multipart.");
    const text = await encodeMultipart(request.body.parts, "edge").text();
    expect(text).toContain(
      'name="about"\r\nContent-Type: application/json\r\n\r\n{"title":"Hall"}\r\n--edge',
    );
    expect(text).toContain(
      'name="photo"; filename="h%22all.png"\r\nContent-Type: image/png\r\n\r\nbytes\r\n--edge--',
    );
  });

  it("writes the fields of a form in the manner that the document states for each", () => {
    const form = media("application/x-www-form-urlencoded", {
      schema: {
        type: "object",
        required: ["ids", "at", "raw", "tags"],
        properties: {
          ids: { type: "array", items: { type: "integer" } },
          at: { type: "object", properties: { lat: { type: "number" } } },
          raw: { type: "array", items: { type: "string" } },
          tags: { type: "array", items: { type: "string" } },
        },
      },
      examples: [{ name: "example", text: '{"ids":[1,2],"at":{"lat":5},"raw":["a"],"tags":["x","y"]}' }],
      parts: {
        ids: { style: "pipeDelimited", explode: false, headers: [] },
        at: { style: "deepObject", headers: [] },
        raw: { contentType: "application/json", headers: [] },
      },
    });
    const data = consoleData({ method: "POST", body: { isRequired: true, media: [form] } });
    const { body } = build(data);
    expect(body.kind === "text" && decodeURIComponent(body.text)).toBe(
      'ids=1|2&at[lat]=5&raw=["a"]&tags=x&tags=y',
    );
  });

  it("writes a whole query string from the fields of its form", () => {
    const data = consoleData({
      parameters: [
        parameter({
          name: "everything",
          in: "querystring",
          isRequired: true,
          contentType: "application/x-www-form-urlencoded",
          schema: {
            type: "object",
            properties: { q: { type: "string" }, ids: { type: "array", items: { type: "integer" } } },
          },
          examples: [{ name: "one", value: { q: "a b", ids: [1, 2] } }],
          parts: { ids: { explode: false, headers: [] } },
        }),
      ],
    });
    expect(new URL(build(data).url).search).toBe("?q=a+b&ids=1,2");
  });

  it("sends parts by their order, each with its own type and headers, under the type that the document names", async () => {
    const mixed = media("multipart/mixed", {
      schema: {
        type: "array",
        minItems: 1,
        prefixItems: [{ type: "object", properties: { title: { type: "string" } } }],
        items: { type: "string" },
      },
      examples: [{ name: "example", text: '[{"title":"Hall"},"one","two"]' }],
      positions: [
        {
          contentType: "application/json",
          headers: [{ name: "X-Lang", isRequired: true, description: "", example: "nl" }],
        },
      ],
      rest: { contentType: "text/markdown", headers: [] },
    });
    const data = consoleData({ method: "POST", body: { isRequired: true, media: [mixed] } });
    const filled = initialForm(data);
    const body = filled.bodies["multipart/mixed"];
    if (body?.fields["*"]) body.fields["*"].isOn = true;
    const request = buildRequest(data, filled, { origin, credential: NONE });
    if (request.body.kind !== "multipart") throw new Error("The body is not multipart.");
    expect(await encodeMultipart(request.body.parts, "edge").text()).toBe(
      '--edge\r\nContent-Type: application/json\r\nX-Lang: nl\r\n\r\n{"title":"Hall"}\r\n' +
        "--edge\r\nContent-Type: text/markdown\r\n\r\none\r\n--edge\r\nContent-Type: text/markdown\r\n\r\ntwo\r\n--edge--\r\n",
    );
    const curl = curlText(request);
    expect(curl).toContain("-H 'Content-Type: multipart/mixed'");
    expect(curl).toContain(';type=application/json;headers="X-Lang: nl"');
  });

  it("never lets a part's header begin another one", async () => {
    const parts = [{ name: "a", value: "b", headers: [["X-A", "1\r\nX-Evil: 2"]] as [string, string][] }];
    expect(await encodeMultipart(parts, "edge").text()).not.toContain("\nX-Evil");
  });
});
