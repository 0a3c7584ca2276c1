import { describe, expect, it } from "vitest";
import { sampleCall } from "#lib/sample-call.ts";
import type { CompiledOperation, CompiledParameter, ExampleText } from "#server/specs/schema.ts";
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

const BASE = "https://portal.test/sandbox/rail/v1";

describe("operationCall", () => {
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
      BASE,
    );
    expect(draft.url).toBe(`${BASE}/stations/a%2Fb%20c?lang=de%20%26%20fr`);
    expect(draft.headers).toEqual({ "X-API-Key": "YOUR_API_KEY", "X-Trace": "t1" });
  });

  it("keeps a path parameter's name in place when there is no sample", () => {
    expect(operationCall(operation, BASE).draft.url).toBe(`${BASE}/stations/id`);
  });

  it("prefers JSON, and says so when the example was too long to repeat", () => {
    const body = (examples: ExampleText[]) => ({
      isRequired: true,
      media: [
        { mediaType: "application/xml", examples: [] },
        { mediaType: "application/json", examples },
      ],
    });
    const whole = operationCall({ ...operation, requestBody: body([example('{"a":1}')]) }, BASE);
    expect(whole.draft.headers?.["Content-Type"]).toBe("application/json");
    expect(whole.draft.body).toBe('{"a":1}');
    const cut = operationCall({ ...operation, requestBody: body([example('{"a":', true)]) }, BASE);
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
      BASE,
    );
    const sample = sampleCall(draft, "curl");
    expect(sample).toContain("--form-string 'title=x'");
    expect(sample).toContain("-F 'photo=@photo.bin'");
    expect(sample).toContain("--form-string 'size=3'");
    expect(sample).not.toContain("Content-Type");
  });
});
