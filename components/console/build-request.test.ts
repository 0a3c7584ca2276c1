import { describe, expect, it } from "vitest";
import { buildRequest, encodeMultipart } from "./build-request.ts";
import { type CallForm, initialForm } from "./call-form.ts";
import type { ConsoleData } from "./console-data.ts";
import { type CredentialParts, MASK } from "./credentials.ts";
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
      partTypes: { photo: "image/png, image/jpeg" },
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
});
