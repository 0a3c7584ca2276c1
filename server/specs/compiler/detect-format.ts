import type { DocumentFormat, Finding } from "../schema.ts";
import { finding, reject } from "./rejection.ts";
import { isTree, member, type Tree } from "./tree.ts";

interface Detected {
  root: Tree;
  format: DocumentFormat;
  specVersion: string;
  findings: Finding[];
}

const NEWEST_PATCH: Record<string, number> = { "3.0": 4, "3.1": 2, "3.2": 0 };

/** Which OpenAPI the parsed value is. A version written as a number is read as what it means. */
export function detectFormat(value: unknown): Detected {
  if (!isTree(value)) {
    const what = Array.isArray(value)
      ? "a list"
      : value === null || value === undefined
        ? "nothing"
        : `a ${typeof value}`;
    throw reject("not-a-document", `The file holds ${what}, not an OpenAPI document.`, {
      line: 1,
      column: 1,
      hint: "An OpenAPI document is an object with the fields openapi, info and paths.",
    });
  }
  if (Object.hasOwn(value, "swagger")) return detectSwagger(value);
  if (!Object.hasOwn(value, "openapi")) throw unknownKind(value);
  const raw = member(value, "openapi");
  const text = typeof raw === "string" || typeof raw === "number" ? String(raw).trim() : "";
  const match = /^(3\.[012])(?:\.(\d+))?(?:-.*)?$/.exec(text);
  if (!match?.[1]) throw unsupported(text, "openapi");
  const series = match[1];
  const specVersion = `${series}.${match[2] ?? 0}`;
  const findings: Finding[] = [];
  if (text !== raw || match[2] === undefined) {
    findings.push(
      note(
        "openapi",
        `The version is written as ${JSON.stringify(raw)}; read as "${specVersion}".`,
        `Write openapi: "${specVersion}".`,
      ),
    );
  }
  if (Number(match[2] ?? 0) > (NEWEST_PATCH[series] ?? 0)) {
    findings.push(
      note(
        "openapi",
        `There is no OpenAPI ${specVersion}; read as ${series}.`,
        `Write openapi: "${series}.${NEWEST_PATCH[series]}".`,
      ),
    );
  }
  const format: DocumentFormat =
    series === "3.0" ? "openapi-3.0" : series === "3.1" ? "openapi-3.1" : "openapi-3.2";
  return {
    root: raw === specVersion ? value : { ...value, openapi: specVersion },
    format,
    specVersion,
    findings,
  };
}

function detectSwagger(value: Tree): Detected {
  const raw = member(value, "swagger");
  if (raw !== "2.0" && raw !== 2 && raw !== "2") throw unsupported(String(raw), "swagger");
  const findings =
    raw === "2.0"
      ? []
      : [
          note(
            "swagger",
            `The version is written as ${JSON.stringify(raw)}; read as "2.0".`,
            'Write swagger: "2.0".',
          ),
        ];
  return {
    root: raw === "2.0" ? value : { ...value, swagger: "2.0" },
    format: "openapi-2.0",
    specVersion: "2.0",
    findings,
  };
}

function note(field: string, message: string, hint: string): Finding {
  return finding("warning", "spec-version", message, { pointer: `#/${field}`, hint });
}

function unsupported(text: string, field: string): Error {
  const shown = text === "" ? "an empty version" : `version "${text.slice(0, 50)}"`;
  return reject(
    "unsupported-version",
    `The document states ${shown}; OpenAPI 2.0, 3.0, 3.1 and 3.2 can be read.`,
    { pointer: `#/${field}` },
  );
}

function unknownKind(value: Tree): Error {
  const others: [string, string][] = [
    ["asyncapi", "AsyncAPI"],
    ["arazzo", "Arazzo"],
    ["overlay", "Overlay"],
    ["openrpc", "OpenRPC"],
  ];
  const other = others.find(([field]) => Object.hasOwn(value, field));
  if (other)
    return reject("unsupported-kind", `This is an ${other[1]} document; OpenAPI documents can be read.`, {
      pointer: `#/${other[0]}`,
    });
  return reject("not-a-document", "The document has neither an “openapi” nor a “swagger” field.", {
    line: 1,
    column: 1,
    hint: 'An OpenAPI document begins with its version, such as openapi: "3.1.0".',
  });
}
