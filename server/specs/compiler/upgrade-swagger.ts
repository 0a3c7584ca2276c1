import { ENUM_NOTES } from "./describe-facts.ts";
import { flagAt, isTree, listAt, member, splitPointer, type Tree, textAt, treeAt } from "./tree.ts";

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch"];
/** What a Swagger 2.0 parameter or header says about its value, in the words JSON Schema uses too. */
const VALUE_KEYWORDS = [
  "type",
  "format",
  "items",
  "default",
  "enum",
  "maximum",
  "exclusiveMaximum",
  "minimum",
  "exclusiveMinimum",
  "maxLength",
  "minLength",
  "pattern",
  "maxItems",
  "minItems",
  "uniqueItems",
  "multipleOf",
  "example",
  "x-example",
  "x-nullable",
  ...ENUM_NOTES,
];
const FLOWS: Record<string, string> = {
  accessCode: "authorizationCode",
  application: "clientCredentials",
  implicit: "implicit",
  password: "password",
};

/**
 * Swagger 2.0 in the form of OpenAPI 3.0, sharing its schemas. `definitions` stays where it was, so that references to
 * it need no rewriting.
 */
export function upgradeSwagger(root: Tree): Tree {
  const { swagger: _, ...rest } = root;
  return {
    ...rest,
    openapi: "3.0.4",
    servers: serversOf(root),
    paths: mapTree(treeAt(root, "paths"), (item) => pathItem(item, root)),
    components: {
      schemas: treeAt(root, "definitions"),
      securitySchemes: mapTree(treeAt(root, "securityDefinitions"), securityScheme),
    },
  };
}

function serversOf(root: Tree, stated = listAt(root, "schemes")): Tree[] {
  const host = textAt(root, "host");
  const basePath = textAt(root, "basePath") ?? "";
  if (!host) return basePath ? [{ url: basePath }] : [];
  const schemes = stated.filter((scheme) => typeof scheme === "string");
  return (schemes.length > 0 ? schemes : ["https"]).map((scheme) => ({
    url: `${scheme}://${host}${basePath}`.replace(/\/$/, ""),
  }));
}

function pathItem(item: unknown, root: Tree): unknown {
  const target = follow(item, root);
  if (!isTree(target)) return target;
  const shared = parametersOf(target, root);
  const upgraded: Tree = {};
  for (const method of METHODS) {
    if (isTree(member(target, method))) upgraded[method] = operation(treeAt(target, method), shared, root);
  }
  return upgraded;
}

function operation(source: Tree, shared: Tree[], root: Tree): Tree {
  const own = parametersOf(source, root);
  const isOverridden = (parameter: Tree): boolean =>
    own.some((other) => other.name === parameter.name && other.in === parameter.in);
  const all = [...shared.filter((parameter) => !isOverridden(parameter)), ...own];
  const consumes = mediaTypes(source, root, "consumes");
  const produces = mediaTypes(source, root, "produces");
  const body = all.find((parameter) => parameter.in === "body");
  const form = all.filter((parameter) => parameter.in === "formData");
  const { parameters: _p, consumes: _c, produces: _r, schemes, responses: _a, ...rest } = source;
  return {
    ...rest,
    // An operation may only be served over some of the document's schemes.
    ...(Array.isArray(schemes) && textAt(root, "host") && { servers: serversOf(root, schemes) }),
    parameters: all
      .filter((parameter) => parameter.in !== "body" && parameter.in !== "formData")
      .map(parameter),
    ...(body
      ? { requestBody: bodyOf(body, consumes) }
      : form.length > 0
        ? { requestBody: formOf(form, consumes) }
        : {}),
    responses: mapTree(treeAt(source, "responses"), (answer) => response(follow(answer, root), produces)),
  };
}

function parameter(source: Tree): Tree {
  return { ...source, schema: valueSchema(source), ...styleOf(source) };
}

function styleOf(source: Tree): Tree {
  const isQuery = source.in === "query";
  switch (textAt(source, "collectionFormat")) {
    case "multi":
      return { style: "form", explode: true };
    case "ssv":
      return { style: "spaceDelimited", explode: false };
    case "pipes":
      return { style: "pipeDelimited", explode: false };
    case "tsv": // OpenAPI 3 has no word for it.
      return { style: "tabDelimited", explode: false };
    default:
      return { style: isQuery ? "form" : "simple", explode: false };
  }
}

function valueSchema(source: Tree): Tree {
  const schema = Object.fromEntries(
    VALUE_KEYWORDS.filter((word) => Object.hasOwn(source, word)).map((word) => [word, source[word]]),
  );
  return schema.type === "file" ? { ...schema, type: "string", format: "binary" } : schema;
}

function bodyOf(body: Tree, consumes: string[]): Tree {
  const types = consumes.length > 0 ? consumes : ["application/json"];
  return {
    description: body.description,
    required: flagAt(body, "required"),
    content: Object.fromEntries(types.map((type) => [type, { schema: body.schema }])),
  };
}

function formOf(form: Tree[], consumes: string[]): Tree {
  const hasFile = form.some((field) => field.type === "file");
  const fitting = consumes.filter((type) => /form/i.test(type));
  const types =
    fitting.length > 0 ? fitting : [hasFile ? "multipart/form-data" : "application/x-www-form-urlencoded"];
  const schema = {
    type: "object",
    properties: Object.fromEntries(
      form.map((field) => [String(field.name), { ...valueSchema(field), description: field.description }]),
    ),
    required: form.filter((field) => flagAt(field, "required")).map((field) => field.name),
  };
  const encoding = Object.fromEntries(
    form
      .filter((field) => field.type === "array")
      .map((field) => [String(field.name), styleOf({ ...field, in: "query" })]),
  );
  return {
    required: schema.required.length > 0,
    content: Object.fromEntries(types.map((type) => [type, { schema, encoding }])),
  };
}

function response(source: unknown, produces: string[]): Tree {
  if (!isTree(source)) return {};
  const examples = treeAt(source, "examples");
  const types = new Set([
    ...(isTree(source.schema) ? (produces.length > 0 ? produces : ["application/json"]) : []),
    ...Object.keys(examples),
  ]);
  const schema =
    isTree(source.schema) && source.schema.type === "file"
      ? { type: "string", format: "binary" }
      : source.schema;
  return {
    description: source.description,
    ...(textAt(source, "x-summary") && { summary: source["x-summary"] }),
    headers: mapTree(treeAt(source, "headers"), (header) =>
      isTree(header) ? { ...header, schema: valueSchema(header) } : {},
    ),
    content: Object.fromEntries(
      [...types].map((type) => [
        type,
        { schema, ...(Object.hasOwn(examples, type) && { example: examples[type] }) },
      ]),
    ),
  };
}

function securityScheme(source: unknown): unknown {
  if (!isTree(source)) return source;
  if (source.type === "basic") return { ...source, type: "http", scheme: "basic" };
  if (source.type !== "oauth2") return source;
  const { authorizationUrl, tokenUrl, scopes } = source;
  const flow = FLOWS[textAt(source, "flow") ?? ""] ?? "implicit";
  return {
    type: "oauth2",
    description: source.description,
    flows: { [flow]: { authorizationUrl, tokenUrl, scopes } },
  };
}

function mediaTypes(source: Tree, root: Tree, name: "consumes" | "produces"): string[] {
  const list = Array.isArray(source[name]) ? source[name] : listAt(root, name);
  return list.filter((type) => typeof type === "string");
}

function parametersOf(source: Tree, root: Tree): Tree[] {
  return listAt(source, "parameters")
    .map((one) => follow(one, root))
    .filter(isTree);
}

function follow(node: unknown, root: Tree): unknown {
  let at = node;
  for (let hops = 0; hops < 100; hops++) {
    const ref = member(at, "$ref");
    if (typeof ref !== "string") return at;
    at = splitPointer(ref).reduce<unknown>(member, root);
  }
  return undefined;
}

function mapTree(tree: Tree, change: (value: unknown) => unknown): Tree {
  return Object.fromEntries(Object.entries(tree).map(([name, value]) => [name, change(value)]));
}
