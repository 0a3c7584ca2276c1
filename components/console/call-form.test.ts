import { describe, expect, it } from "vitest";
import type { Json, JsonSchema } from "#server/specs/schema.ts";
import { bodyKind } from "./body-kind.ts";
import { createFormCheck, initialForm, isSecret } from "./call-form.ts";
import { formFieldsOf, readDraft, shapeOf, toDraft } from "./shape.ts";
import { consoleData, media, parameter } from "./testing/sample-data.ts";

describe("createFormCheck", () => {
  it("puts a message beside each field that is not as the document asks", () => {
    const data = consoleData({
      parameters: [
        parameter({ name: "limit", in: "query", isRequired: true, schema: { type: "integer", maximum: 20 } }),
        parameter({ name: "code", in: "path", isRequired: true }),
        parameter({ name: "since", in: "query", schema: { type: "string", format: "date" } }),
      ],
      body: {
        isRequired: true,
        media: [media("application/json", { schema: { type: "object", required: ["name"] } })],
      },
    });
    const check = createFormCheck(data);
    const form = initialForm(data);
    form.parameters["query.limit"] = { isOn: true, draft: "30" };
    form.parameters["query.since"] = { isOn: true, draft: "yesterday" };
    expect(check(form)).toEqual({
      "query.limit": "At most 20.",
      "path.code": "Fill this in.",
      "query.since": "This is not a valid date.",
      body: "“name” is missing.",
    });
    form.parameters["query.limit"] = { isOn: false, draft: "30" };
    expect(check(form)["query.limit"]).toBe("The document asks for this.");
  });

  it("is silent about a form filled from good examples", () => {
    const data = consoleData({
      parameters: [
        parameter({ name: "code", in: "path", isRequired: true, examples: [{ name: "one", value: "HAVN" }] }),
        parameter({
          name: "ids",
          in: "query",
          isRequired: true,
          schema: { type: "array", items: { $ref: "#/$defs/Id" } },
          examples: [{ name: "one", value: [1, 2] }],
        }),
      ],
      $defs: { Id: { type: "integer" } },
    });
    expect(createFormCheck(data)(initialForm(data))).toEqual({});
  });
});

describe("shapeOf", () => {
  it("asks for each kind of value in its own way", () => {
    const shape = (schema: Parameters<typeof shapeOf>[0]) => shapeOf(schema, {}).kind;
    expect(shape({ type: "integer" })).toBe("number");
    expect(shape({ type: ["string", "null"] })).toBe("text");
    expect(shape({ type: "boolean" })).toBe("choice");
    expect(shape({ enum: ["a"] })).toBe("choice");
    expect(shape({ type: "array", items: {} })).toBe("list");
    expect(shape({ type: "object", properties: { a: {} } })).toBe("fields");
    expect(shape({ type: "object" })).toBe("json");
    expect(shape({ anyOf: [{ type: "integer" }, { type: "null" }] })).toBe("number");
  });

  it("gives back the value that its fields were filled with", () => {
    const schema: Json = {
      type: "object",
      required: ["a"],
      properties: {
        a: { type: "integer" },
        b: { type: "array", items: { type: "boolean" } },
        c: { type: "string" },
      },
    };
    const shape = shapeOf(schema, {});
    const value = { a: 4, b: [true, false] };
    expect(readDraft(shape, toDraft(shape, value))).toEqual({ value });
  });

  it("ends on schemas that contain themselves", () => {
    const $defs = { Node: { type: "object", properties: { next: { $ref: "#/$defs/Node" } } } };
    expect(shapeOf({ $ref: "#/$defs/Node" }, $defs).kind).toBe("fields");
    expect(shapeOf({ $ref: "#/$defs/Loop" }, { Loop: { $ref: "#/$defs/Loop" } }).kind).toBe("text");
  });

  it("keeps numbers that a browser cannot hold", () => {
    expect(readDraft({ kind: "number", isInteger: true }, "12345678901234567890").value).toBe(
      "12345678901234567890",
    );
  });
});

describe("bodyKind and isSecret", () => {
  it("knows text, files and forms by their type", () => {
    expect(bodyKind("application/vnd.x+json; charset=utf-8")).toBe("text");
    expect(bodyKind("image/png")).toBe("file");
    expect(bodyKind("image/*")).toBe("file");
    expect(bodyKind("image/svg+xml")).toBe("text");
    expect(bodyKind("*/*")).toBe("text");
    expect(bodyKind("application/octet-stream")).toBe("file");
    expect(bodyKind("application/x-www-form-urlencoded")).toBe("urlencoded");
    expect(bodyKind("multipart/form-data")).toBe("multipart");
  });

  it("takes no ordinary word for a secret", () => {
    for (const name of ["password", "X-API-Key", "client_secret", "accessToken"])
      expect(isSecret(name)).toBe(true);
    for (const name of ["name", "stationCode", "keyword", "shipping"]) expect(isSecret(name)).toBe(false);
    expect(isSecret("pass2", { type: "string", format: "password" })).toBe(true);
  });
});

describe("initialForm", () => {
  it("sends an optional body with a GET only when asked to, and with other methods at once", () => {
    const body = { isRequired: false, media: [media("application/json", { schema: { type: "object" } })] };
    expect(initialForm(consoleData({ method: "GET", body })).mediaType).toBeNull();
    expect(initialForm(consoleData({ method: "POST", body })).mediaType).toBe("application/json");
    expect(initialForm(consoleData({ method: "GET", body: { ...body, isRequired: true } })).mediaType).toBe(
      "application/json",
    );
  });
});

describe("formFieldsOf", () => {
  it("puts the parts of an allOf together, required ones first", () => {
    const $defs: Record<string, JsonSchema> = {
      Base: { type: "object", properties: { name: { type: "string" } }, required: ["file"] },
    };
    const schema: Json = {
      allOf: [{ $ref: "#/$defs/Base" }, { properties: { file: { type: "string", format: "binary" } } }],
    };
    expect(formFieldsOf(schema, $defs).map(({ name, isRequired }) => [name, isRequired])).toEqual([
      ["file", true],
      ["name", false],
    ]);
  });

  it("has a field for each of many, and ends for a part that contains itself", () => {
    const names = Array.from({ length: 203 }, (_, i) => `Field${i}`);
    const many = {
      type: "object",
      properties: Object.fromEntries(names.map((name) => [name, { type: "string" }])),
    };
    expect(formFieldsOf(many, {})).toHaveLength(203);
    const $defs = { Loop: { properties: { a: {} }, allOf: [{ $ref: "#/$defs/Loop" }] } };
    expect(formFieldsOf({ $ref: "#/$defs/Loop" }, $defs).map(({ name }) => name)).toEqual(["a"]);
  });
});

describe("a choice", () => {
  it("offers long lists whole, and counts what it does not offer", () => {
    const values = Array.from({ length: 2_003 }, (_, i) => `v${i}`);
    expect(shapeOf({ enum: values.slice(0, 594) }, {})).toEqual({
      kind: "choice",
      options: values.slice(0, 594),
    });
    expect(shapeOf({ enum: values }, {})).toMatchObject({ options: { length: 2_000 }, left: 3 });
  });
});
