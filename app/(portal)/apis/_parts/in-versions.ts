import { routes } from "#lib/routes.ts";
import { listVersionDocuments } from "#server/catalog/index.ts";
import { currentContext } from "#server/platform/session.ts";
import { findCounterparts } from "#server/specs/index.ts";

export type PlaceInVersion = Parameters<typeof findCounterparts>[1];

const ROUTES = { operation: routes.operation, schema: routes.schema, tag: routes.tag };

/** Addresses of the same operation, schema or tag by version; versions that lack it are left out. */
export async function findInVersions(api: string, place: PlaceInVersion): Promise<Map<string, string>> {
  const documents = await listVersionDocuments(await currentContext(), { api });
  const keys = await findCounterparts(
    documents.map(({ documentId }) => documentId),
    place,
  );
  return new Map(
    documents.flatMap(({ version, documentId }) => {
      const key = keys.get(documentId);
      return key === undefined ? [] : [[version, ROUTES[place.kind](api, version, key)]];
    }),
  );
}
