import type { NavPage, NavPlace } from "#components/reference/nav-html.ts";
import { decodedOr } from "#lib/decoded-or.ts";
import { findTagOfOperation, listOperations, listSchemasAround } from "#server/specs/index.ts";
import type { LoadedVersion } from "../../../../_parts/load.ts";

const SCHEMAS_AROUND = 12;

/** What the navigation shows while the page at `path` is read; null where a version has no document yet. */
export async function navPageOf(version: LoadedVersion, path: string): Promise<NavPage | null> {
  const { documentId, overview, api, name } = version;
  if (!documentId || !overview) return null;
  const current = await placeOf(documentId, path);
  const [operations, schemas] = await Promise.all([
    current.tag === undefined ? [] : listOperations(documentId, { tag: current.tag }),
    current.kind === "schema" ? listSchemasAround(documentId, current.key ?? "", SCHEMAS_AROUND) : [],
  ]);
  const { operationCount, webhookCount, schemaCount } = overview;
  return {
    api: api.slug,
    version: name,
    overview,
    operationCount,
    webhookCount,
    schemaCount,
    current,
    operations,
    schemas,
  };
}

async function placeOf(documentId: string, path: string): Promise<NavPlace> {
  const [, , , , , kind, rawKey = ""] = path.split("?")[0]?.split("/") ?? [];
  const key = decodedOr(rawKey, "");
  if (kind === "tags") return { kind: "tag", key, tag: key };
  if (kind === "schemas" && key) return { kind: "schema", key };
  if (kind === "operations" && !key) return { kind: "operations" };
  if (kind === "schemas") return { kind: "schemas" };
  if (kind === "operations")
    return { kind: "operation", key, tag: (await findTagOfOperation(documentId, key)) ?? undefined };
  return { kind: "overview" };
}
