import { named, type Parcel, sendParcel } from "#app/_parts/parcel.ts";
import { getVersion } from "#server/catalog/index.ts";
import type { VersionDetail } from "#server/catalog/schema.ts";
import type { Ctx } from "#server/platform/context.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { requestNetwork } from "#server/platform/session.ts";
import { exportDocument, getPackedBundle, getPublishedSource } from "#server/specs/index.ts";

const MEDIA_TYPES = {
  json: "application/json; charset=utf-8",
  yaml: "application/yaml; charset=utf-8",
  typescript: "text/plain; charset=utf-8", // a browser would save video/mp2t, which .ts also means
  zip: "application/zip",
};

export interface VersionContext {
  params: Promise<{ api: string; version: string; operation?: string }>;
}

type Making = (version: VersionDetail & { documentId: string }, operation: string) => Promise<Parcel>;

/** A handler that sends what `make` makes of the version's present document, for those who may see the version. */
function documentRoute(make: Making) {
  return (request: Request, { params }: VersionContext): Promise<Response> =>
    sendParcel(request, async (ctx) => {
      const { api, version, operation = "" } = await params;
      const found = await getVersion(ctx, { api: named(api), version: named(version) });
      return make(withDocument(found), named(operation));
    });
}

function withDocument(version: VersionDetail): VersionDetail & { documentId: string } {
  const { documentId } = version;
  if (!documentId) throw new Refusal("not_found", "This version has no document yet.");
  return { ...version, documentId };
}

/** The whole document in one piece, every reference inside it. */
export async function bundleParcel(
  version: VersionDetail & { documentId: string },
  form: "json" | "yaml",
): Promise<Parcel> {
  const { documentId } = version;
  const body =
    form === "json"
      ? await getPackedBundle(documentId)
      : await exportDocument(documentId, { form: "yaml" }, await requestNetwork());
  return {
    body,
    tag: `${documentId}-${form}`,
    mediaType: MEDIA_TYPES[form],
    fileName: `${nameOf(version)}.${form}`,
  };
}

export const jsonRoute = documentRoute((version) => bundleParcel(version, "json"));
export const yamlRoute = documentRoute((version) => bundleParcel(version, "yaml"));

/** The version that a reader of this API should use, as JSON. */
export async function latestParcel(ctx: Ctx, api: string, latest: string): Promise<Parcel> {
  return bundleParcel(withDocument(await getVersion(ctx, { api, version: latest })), "json");
}

export const postmanRoute = documentRoute(async (version) => ({
  body: await exportDocument(version.documentId, { form: "postman" }, await requestNetwork()),
  tag: `${version.documentId}-postman`,
  mediaType: MEDIA_TYPES.json,
  fileName: `${nameOf(version)}.postman_collection.json`,
  isDownload: true,
}));

export const typesRoute = documentRoute(async (version) => ({
  body: await exportDocument(version.documentId, { form: "typescript" }, await requestNetwork()),
  tag: `${version.documentId}-types`,
  mediaType: MEDIA_TYPES.typescript,
  fileName: `${nameOf(version)}.d.ts`,
  isDownload: true,
}));

export const originalRoute = documentRoute(async (version) => {
  const { documentId, isMine } = version;
  const source = await getPublishedSource(documentId, { isPublisher: isMine });
  return {
    body: { packed: source.packed },
    tag: `${documentId}-original`,
    mediaType: MEDIA_TYPES[source.kind],
    fileName: `${nameOf(version)}-original.${source.kind}`,
    isDownload: true,
  };
});

export const operationJsonRoute = documentRoute((version, operation) =>
  operationParcel(version, operation, "json"),
);
export const operationYamlRoute = documentRoute((version, operation) =>
  operationParcel(version, operation, "yaml"),
);

async function operationParcel(
  version: VersionDetail & { documentId: string },
  operation: string,
  form: "json" | "yaml",
): Promise<Parcel> {
  const { documentId } = version;
  return {
    body: await exportDocument(
      documentId,
      { form: form === "json" ? "operation" : "operation-yaml", operation },
      await requestNetwork(),
    ),
    tag: `${documentId}-${encodeURIComponent(operation)}-${form}`,
    mediaType: MEDIA_TYPES[form],
    fileName: `${nameOf(version)}-${operation.slice(0, 80)}.${form}`,
  };
}

function nameOf({ api, name }: VersionDetail): string {
  return `${api.slug}-${name}`;
}
