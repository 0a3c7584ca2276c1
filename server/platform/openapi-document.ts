import { z } from "zod";
import type { Contract } from "./contract.ts";
import { HTTP_STATUS } from "./refusal.ts";

type JsonObject = { [name: string]: unknown };

const COMPONENTS = "#/components/schemas/";

const Problem = {
  type: "object",
  description: "RFC 9457 problem details.",
  required: ["type", "title", "status", "detail", "code", "requestId"],
  properties: {
    type: { type: "string" },
    title: { type: "string" },
    status: { type: "integer" },
    detail: { type: "string", description: "What happened and how to mend it." },
    code: { type: "string", examples: Object.keys(HTTP_STATUS) },
    requestId: { type: "string" },
    errors: {
      type: "array",
      items: {
        type: "object",
        required: ["field", "message"],
        properties: { field: { type: "string" }, message: { type: "string" } },
      },
    },
    findings: {
      type: "array",
      description: "Of a refused document.",
      items: { $ref: `${COMPONENTS}Finding` },
    },
  },
};

/** The OpenAPI 3.1 document of these contracts. */
export function openApiDocument(contracts: Contract[], publicUrl: string): JsonObject {
  const paths: { [path: string]: JsonObject } = {};
  const schemas: JsonObject = { Problem };
  for (const contract of contracts) {
    const path = paths[contract.path] ?? {};
    path[contract.method] = {
      ...operationOf(contract, schemas),
      "x-codeSamples": [curlOf(contract, publicUrl)],
    };
    paths[contract.path] = path;
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Portico",
      version: "1.0.0",
      description: "The portal's own API: everything its pages do for publishers and consumers.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: `${publicUrl}/api/v1` }],
    tags: [...new Set(contracts.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas,
      securitySchemes: {
        accessToken: {
          type: "http",
          scheme: "bearer",
          description: "An access token from your account's page.",
        },
      },
    },
  };
}

function operationOf(contract: Contract, schemas: JsonObject): JsonObject {
  const { operationId, summary, description, tag, scope } = contract;
  return {
    operationId,
    tags: [tag],
    summary,
    ...(description && { description }),
    security: scope === undefined ? [{}, { accessToken: [] }] : [{ accessToken: scope ? [scope] : [] }],
    ...parametersOf(contract, schemas),
    ...bodyOf(contract, schemas),
    responses: {
      [contract.status]: {
        description: contract.status === 204 ? "Done." : contract.status === 201 ? "Created." : "The answer.",
        ...(contract.answer && jsonContent(toSchema(contract.answer, "output", schemas))),
      },
      default: {
        description: "A problem.",
        content: { "application/problem+json": { schema: { $ref: `${COMPONENTS}Problem` } } },
      },
    },
  };
}

/** A call of this very portal, as the reader can make it. */
function curlOf({ method, path, scope, body }: Contract, publicUrl: string): JsonObject {
  const lines = [
    `curl "${publicUrl}/api/v1${path}"`,
    ...(method === "get" ? [] : [`-X ${method.toUpperCase()}`]),
    ...(scope === undefined ? [] : ['-H "Authorization: Bearer $PORTICO_TOKEN"']),
    ...(body ? ['-H "Content-Type: application/json"', "-d @body.json"] : []),
  ];
  return { lang: "Shell", label: "curl, this portal", source: lines.join(" \\\n  ") };
}

function parametersOf(contract: Contract, schemas: JsonObject): JsonObject {
  const places: ["path" | "query", z.ZodObject | undefined][] = [
    ["path", contract.params],
    ["query", contract.query],
  ];
  const parameters: JsonObject[] = places.flatMap(([place, shape]) =>
    Object.entries(shape?.shape ?? {}).map(([name, field]) => {
      const { description, ...schema } = toSchema(field, "input", schemas);
      return {
        name,
        in: place,
        required: place === "path",
        ...(typeof description === "string" && { description }),
        schema: Object.keys(schema).length > 0 ? schema : { type: "string" },
      };
    }),
  );
  if (contract.isIdempotent)
    parameters.push(header("Idempotency-Key", "Makes a retry safe: it is answered like the first request."));
  if (contract.hasIfMatch)
    parameters.push(header("If-Match", "The ETag you read; answers 412 when it has changed since."));
  return parameters.length > 0 ? { parameters } : {};
}

function header(name: string, description: string): JsonObject {
  return { name, in: "header", required: false, description, schema: { type: "string" } };
}

function bodyOf(contract: Contract, schemas: JsonObject): JsonObject {
  if (contract.rawBody) {
    const { mediaTypes, description } = contract.rawBody;
    const content = Object.fromEntries(mediaTypes.map((type) => [type, { schema: {} }]));
    return { requestBody: { required: true, description, content } };
  }
  if (!contract.body) return {};
  return { requestBody: { required: true, ...jsonContent(toSchema(contract.body, "input", schemas)) } };
}

function jsonContent(schema: JsonObject): JsonObject {
  return { content: { "application/json": { schema } } };
}

/** JSON Schema of a Zod schema; what has a `meta({ id })` becomes a component. */
function toSchema(
  schema: z.ZodType | z.core.$ZodType,
  io: "input" | "output",
  schemas: JsonObject,
): JsonObject {
  const {
    $schema: _,
    $defs,
    ...root
  } = z.toJSONSchema(schema, { io, unrepresentable: "any", target: "draft-2020-12" });
  for (const [name, definition] of Object.entries($defs ?? {})) schemas[name] ??= tidy(definition);
  const tidied = tidy(root);
  const id = root.id;
  if (typeof id !== "string") return tidied;
  schemas[id] ??= tidied;
  return { $ref: COMPONENTS + id };
}

/** References point at components; answers may gain members, so they are not closed. */
function tidy(value: unknown): JsonObject {
  const walk = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(walk);
    if (typeof node !== "object" || node === null) return node;
    const entries = Object.entries(node).flatMap(([name, member]): [string, unknown][] => {
      if (name === "id" && typeof member === "string") return [];
      if (name === "additionalProperties" && member === false) return [];
      if (name === "$ref" && typeof member === "string")
        return [[name, member.replace("#/$defs/", COMPONENTS)]];
      if (name === "properties" && typeof member === "object" && member !== null) {
        return [
          [
            name,
            Object.fromEntries(Object.entries(member).map(([property, schema]) => [property, walk(schema)])),
          ],
        ];
      }
      return [[name, walk(member)]];
    });
    return Object.fromEntries(entries);
  };
  const result = walk(value);
  return typeof result === "object" && result !== null ? { ...result } : {};
}
