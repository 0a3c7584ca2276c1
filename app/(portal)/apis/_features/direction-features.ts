import type { Json } from "#server/specs/schema.ts";
import { type Feature, type Members, type SpecVersion, VERSIONS, withOperation } from "./feature.ts";

const account: Json = {
  type: "object",
  required: ["id", "name"],
  properties: {
    id: { type: "string", readOnly: true, description: "Given by the server." },
    name: { type: "string" },
    address: { type: "object", properties: { street: { type: "string" } } },
  },
};
const login: Json = {
  type: "object",
  properties: {
    user: { type: "string" },
    password: { type: "string", writeOnly: true, description: "Kept as a hash." },
  },
};

function sending(version: SpecVersion, schema: Json): Members {
  return version === "2.0"
    ? withOperation(version, { parameters: [{ name: "body", in: "body", schema }] })
    : withOperation(version, { requestBody: { content: { "application/json": { schema } } } });
}

function answering(version: SpecVersion, schema: Json): Members {
  const answer: { [name: string]: Json } =
    version === "2.0" ? { schema } : { content: { "application/json": { schema } } };
  return withOperation(version, { responses: { "200": { description: "Done.", ...answer } } });
}

/** What a body shows of properties that travel one way only. */
export const DIRECTION_FEATURES: Feature[] = [
  {
    name: "a request names what only responses hold, and does not ask for it",
    versions: VERSIONS,
    document: (version) => sending(version, account),
    page: { operation: "listThings" },
    shows: ["name string required", "Only in responses, not to be sent: id"],
    hides: ["Given by the server.", '"id"'],
  },
  {
    name: "a response shows what only responses hold like everything else",
    versions: VERSIONS,
    document: (version) => answering(version, account),
    page: { operation: "listThings" },
    shows: ["id string required", "Given by the server."],
    hides: ["only in responses"],
  },
  {
    name: "a response names what only requests hold, and does not show it",
    versions: ["3.0", "3.1", "3.2"],
    document: (version) => answering(version, login),
    page: { operation: "listThings" },
    shows: ["user string", "Only in requests, never returned: password"],
    hides: ["Kept as a hash.", '"password"'],
  },
  {
    name: "rows of bodies have addresses",
    versions: VERSIONS,
    document: (version) => sending(version, account),
    page: { operation: "listThings" },
    shows: [/id="body\.address\.street"/],
  },
  {
    name: "rows of responses have addresses",
    versions: VERSIONS,
    document: (version) =>
      answering(version, { type: "object", properties: { items: { type: "array", items: account } } }),
    page: { operation: "listThings" },
    shows: [/id="response-200\.items\.name"/, /href="#response-200\.items\.address\.street"/],
  },
];
