import { describe, expect, it } from "vitest";
import { sampleCall } from "#lib/sample-call.ts";
import type {
  CompiledOperation,
  CompiledParameter,
  ExampleText,
  SecuritySchemeSummary,
} from "#server/specs/schema.ts";
import { operationCall } from "./operation-call.ts";

const operation: CompiledOperation = {
  key: "get-station",
  position: 0,
  operationId: "getStation",
  method: "get",
  path: "/stations/{id}",
  tag: "stations",
  tagName: "Stations",
  tags: ["stations"],
  summary: "Get a station",
  lead: "Get a station.",
  isDeprecated: false,
  isWebhook: false,
  parameters: [],
  responses: [],
  callbacks: [],
  security: [{ schemes: [{ name: "key", scopes: [] }] }],
  servers: [],
};

const parameter = (over: Partial<CompiledParameter>): CompiledParameter => ({
  name: "id",
  in: "path",
  isRequired: true,
  isDeprecated: false,
  style: "simple",
  explode: false,
  allowReserved: false,
  sample: "8500010",
  examples: [],
  ...over,
});

const example = (text: string, isCut = false): ExampleText => ({
  name: "default",
  language: "json",
  text,
  isCut,
  isGenerated: false,
});

/** As Stripe's: every operation that reads names a form without fields. */
const emptyForm = {
  isRequired: false,
  media: [{ mediaType: "application/x-www-form-urlencoded", examples: [] }],
};

const BASE = "https://portal.test/sandbox/rail/v1";
const scheme = (over: Partial<SecuritySchemeSummary>): SecuritySchemeSummary => ({
  name: "key",
  type: "apiKey",
  in: "header",
  parameterName: "X-API-Key",
  flows: [],
  isDeprecated: false,
  ...over,
});
const OPTIONS = { baseUrl: BASE, schemes: [scheme({})] };

describe("operationCall", () => {
  it("sends no optional body with a GET, nor one that would hold nothing", () => {
    const draftOf = (method: string, isRequired: boolean) =>
      operationCall(
        { ...operation, method, requestBody: { ...emptyForm, isRequired } },
        { baseUrl: BASE, schemes: [], isLive: false },
      ).draft;
    expect(draftOf("get", false).body).toBeUndefined();
    expect(draftOf("post", false).body).toBeUndefined();
    expect(draftOf("post", false).headers).not.toHaveProperty("Content-Type");
    expect(draftOf("post", true).body).toEqual({ encoding: "urlencoded", fields: [] });
    expect(sampleCall(draftOf("get", false), "curl")).not.toMatch(/--data|--request/);
  });

  it.each([
    [
      "a media type of its own",
      { constraints: [{ label: "content type", value: "image/png" }] },
      undefined,
      true,
    ],
    ["a part's type of bytes", {}, "application/octet-stream", true],
    [
      "text that encodes them",
      {
        constraints: [
          { label: "content type", value: "image/png" },
          { label: "encoded as", value: "base64" },
        ],
      },
      undefined,
      false,
    ],
    ["a part's type of text", {}, "text/plain", false],
  ])("sends a field as a file or not by %s", (_, schema, contentType, isFile) => {
    const media = {
      mediaType: "multipart/form-data",
      schema: {
        types: ["object"],
        properties: [{ name: "f", isRequired: true, schema: { types: [], ...schema } }],
      },
      examples: [],
      encoding: [{ name: "f", headers: [], ...(contentType && { contentType }) }],
    };
    const { draft } = operationCall(
      { ...operation, requestBody: { isRequired: true, media: [media] } },
      OPTIONS,
    );
    expect(draft.body).toMatchObject({
      fields: [isFile ? { name: "f", isFile: true } : { name: "f", value: "" }],
    });
  });

  it("keeps the ampersand of a cookie whose style encodes nothing", () => {
    const cookie = parameter({ name: "c", in: "cookie", style: "cookie", sample: "a&b" });
    const { draft } = operationCall({ ...operation, parameters: [cookie] }, OPTIONS);
    expect(draft.headers).toMatchObject({ Cookie: "c=a&b" });
  });

  it("fills the path, sends what is required and leaves out what is not", () => {
    const { draft } = operationCall(
      {
        ...operation,
        parameters: [
          parameter({ sample: "a/b c" }),
          parameter({ name: "lang", in: "query", sample: "de & fr" }),
          parameter({ name: "limit", in: "query", isRequired: false, sample: "20" }),
          parameter({ name: "X-Trace", in: "header", sample: "t1" }),
        ],
      },
      OPTIONS,
    );
    expect(draft.url).toBe(`${BASE}/stations/a%2Fb%20c?lang=de%20%26%20fr`);
    expect(draft.headers).toEqual({ "X-API-Key": "YOUR_API_KEY", "X-Trace": "t1" });
  });

  it("keeps a path parameter's name in place when there is no sample", () => {
    expect(operationCall(operation, OPTIONS).draft.url).toBe(`${BASE}/stations/id`);
  });

  it.each<[string, Partial<SecuritySchemeSummary>, object]>([
    ["a header", { parameterName: "Rail-Key" }, { headers: { "Rail-Key": "YOUR_API_KEY" } }],
    ["a query parameter", { in: "query", parameterName: "k" }, { url: `${BASE}/stations/id?k=YOUR_API_KEY` }],
    ["a cookie", { in: "cookie", parameterName: "k" }, { headers: { Cookie: "k=YOUR_API_KEY" } }],
    [
      "a bearer token",
      { type: "http", scheme: "bearer" },
      { headers: { Authorization: "Bearer YOUR_API_KEY" } },
    ],
    ["OAuth", { type: "oauth2" }, { headers: { Authorization: "Bearer YOUR_API_KEY" } }],
    ["Basic", { type: "http", scheme: "basic" }, { headers: {}, isBasic: true }],
    [
      "mutual TLS, where the sandbox takes its own header",
      { type: "mutualTLS" },
      { headers: { "X-API-Key": "YOUR_API_KEY" } },
    ],
  ])("puts the credential where the API takes it: %s", (_, over, expected) => {
    expect(operationCall(operation, { baseUrl: BASE, schemes: [scheme(over)] }).draft).toMatchObject(
      expected,
    );
  });

  it("says what live servers want beyond the sandbox's key", () => {
    const needs = (over: Partial<SecuritySchemeSummary>, scopes: string[] = []) =>
      operationCall(
        { ...operation, security: [{ schemes: [{ name: "key", scopes }] }] },
        { baseUrl: BASE, schemes: [scheme(over)] },
      ).needs;
    const tokenUrl = "https://a.example/t";
    const flows = [{ kind: "clientCredentials" as const, tokenUrl, scopes: [] }];
    expect(needs({})).toBeUndefined();
    expect(needs({ type: "http", scheme: "basic" })).toEqual({ isBasic: true });
    expect(needs({ type: "mutualTLS" })).toEqual({ hasCertificate: true });
    expect(needs({ type: "oauth2", flows }, ["read"])).toEqual({ token: { tokenUrl, scopes: ["read"] } });
  });

  it("writes fields of a form in the manner that the document states", () => {
    const media = {
      mediaType: "application/x-www-form-urlencoded",
      examples: [example('{"ids":[1,2],"tags":["x","y"]}')],
      encoding: [{ name: "ids", style: "form", explode: false, headers: [] }],
    };
    const { draft } = operationCall(
      { ...operation, method: "post", requestBody: { isRequired: true, media: [media] } },
      OPTIONS,
    );
    expect(draft.body).toMatchObject({
      fields: [
        { name: "ids", value: "1,2" },
        { name: "tags", value: "x" },
        { name: "tags", value: "y" },
      ],
    });
  });

  it.each<[string, Partial<SecuritySchemeSummary>, Record<string, string>]>([
    ["an API key in its own header", { parameterName: "Rail-Key" }, { "Rail-Key": "YOUR_API_KEY" }],
    ["a token, which no key is", { type: "oauth2" }, { Authorization: "Bearer YOUR_ACCESS_TOKEN" }],
    ["nothing for mutual TLS", { type: "mutualTLS" }, {}],
  ])("asks for what a live server takes: %s", (_, over, headers) => {
    const live = { baseUrl: "https://api.rail.test", schemes: [scheme(over)], isLive: true };
    expect(operationCall(operation, live)).toMatchObject({ isLive: true, draft: { headers } });
    const open = operationCall({ ...operation, security: [] }, live).draft;
    expect([open.url, open.headers]).toEqual(["https://api.rail.test/stations/id", {}]);
  });

  it("does not take a document's silence about credentials for none being needed", () => {
    const silent = { ...operation, security: [] };
    expect(operationCall(silent, { baseUrl: BASE, schemes: [] }).needs).toEqual({ isUnnamed: true });
    expect(operationCall(silent, OPTIONS).needs).toEqual({ isOpen: true });
    expect(operationCall({ ...silent, isSecurityUnstated: true }, OPTIONS).needs).toEqual({
      isUnnamed: true,
    });
  });

  it("takes lists and objects as they are written in their style, and puts cookies in one header", () => {
    const { draft } = operationCall(
      {
        ...operation,
        parameters: [
          parameter({ style: "matrix", explode: true, sample: "a,b", written: ";id=a;id=b" }),
          parameter({
            name: "at",
            in: "query",
            style: "deepObject",
            explode: true,
            sample: "{}",
            written: "at%5Blat%5D=1&at%5Blon%5D=2",
          }),
          parameter({
            name: "tags",
            in: "query",
            style: "form",
            explode: true,
            sample: "x,y",
            written: "tags=x&tags=y",
          }),
          parameter({ name: "c", in: "cookie", style: "form", explode: true, sample: "1" }),
          parameter({ name: "d", in: "cookie", style: "form", explode: true, sample: "2" }),
        ],
      },
      OPTIONS,
    );
    expect(draft.url).toBe(`${BASE}/stations/;id=a;id=b?at%5Blat%5D=1&at%5Blon%5D=2&tags=x&tags=y`);
    expect(draft.headers?.Cookie).toBe("c=1; d=2");
  });

  it("declares the type of the answer, near its surface", () => {
    const schema = {
      types: ["object"],
      properties: [
        { name: "id", isRequired: true, schema: { types: ["string"] } },
        {
          name: "odd-name",
          isRequired: false,
          schema: { types: ["array"], items: { types: ["integer", "null"] } },
        },
        { name: "kind", isRequired: true, schema: { types: ["string"], enum: ['"a"', '"b"'], enumCount: 2 } },
      ],
    };
    const media = [{ mediaType: "application/json", examples: [], schema }];
    const responses = [{ status: "200", headers: [], media, links: [] }];
    expect(operationCall({ ...operation, responses }, OPTIONS).draft.answerType).toBe(
      'type Answer = {\n  id: string\n  "odd-name"?: (number | null)[]\n  kind: ("a" | "b")\n}',
    );
  });

  it("prefers JSON, and says so when the example was too long to repeat", () => {
    const body = (examples: ExampleText[]) => ({
      isRequired: true,
      media: [
        { mediaType: "application/xml", examples: [] },
        { mediaType: "application/json", examples },
      ],
    });
    const whole = operationCall({ ...operation, requestBody: body([example('{"a":1}')]) }, OPTIONS);
    expect(whole.draft.headers?.["Content-Type"]).toBe("application/json");
    expect(whole.draft.body).toBe('{"a":1}');
    const cut = operationCall({ ...operation, requestBody: body([example('{"a":', true)]) }, OPTIONS);
    expect(cut).toMatchObject({ isBodyShortened: true, draft: { body: "{}" } });
  });

  it("sends forms field by field, files as files", () => {
    const media = {
      mediaType: "multipart/form-data",
      examples: [example('{"title":"x","photo":"…","size":3}')],
      schema: {
        types: ["object"],
        properties: [{ name: "photo", isRequired: false, schema: { types: ["string"], format: "binary" } }],
      },
    };
    const { draft } = operationCall(
      { ...operation, method: "post", requestBody: { isRequired: true, media: [media] } },
      OPTIONS,
    );
    const sample = sampleCall(draft, "curl");
    expect(sample).toContain("--form-string 'title=x'");
    expect(sample).toContain("--form 'photo=@photo.bin'");
    expect(sample).toContain("--form-string 'size=3'");
    expect(sample).not.toContain("Content-Type");
  });
});
