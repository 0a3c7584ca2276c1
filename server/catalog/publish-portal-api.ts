import { z } from "zod";
import { platformMay } from "#lib/platform-permissions.ts";
import { type Ctx, requirePerson } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { createApi } from "./create-api.ts";
import { createVersion } from "./create-version.ts";
import { requirePublisher } from "./policy.ts";
import { publishRevision } from "./publish-revision.ts";
import { PORTAL_API, type PublishedRevision } from "./schema.ts";
import { setLifecycle } from "./set-lifecycle.ts";

const PublishPortalApiInput = z.object({
  /** The portal's OpenAPI document as JSON. */
  document: z.string().min(2).max(5_000_000),
  portalName: z.string().min(1).max(40),
});

/**
 * Makes the portal's own REST API an entry of its catalog, owned by the administrator's organisation, or brings the
 * entry to the present document. Asked again with the same document it changes nothing.
 */
export async function publishPortalApi(ctx: Ctx, raw: unknown): Promise<PublishedRevision> {
  const caller = requirePublisher(ctx);
  if (!platformMay(requirePerson(ctx).platformRole, "catalog.write"))
    throw new Refusal("not_allowed", "Only an administrator of this portal may do this.");
  const { document, portalName } = read(PublishPortalApiInput, raw);
  const { slug, version } = PORTAL_API;
  const known = await reader(ctx).api.findUnique({
    where: { slug },
    select: { orgId: true, versions: { select: { name: true } } },
  });
  if (known && known.orgId !== caller.orgId) {
    throw new Refusal(
      "conflict",
      `The address “${slug}” belongs to an API of another organisation. Switch to that organisation to publish it.`,
    );
  }
  if (!known) {
    await createApi(ctx, {
      slug,
      name: `${portalName} API`,
      summary: "Everything this portal's pages do for publishers and consumers, for programs.",
      category: "Portal",
      tags: ["portal", "automation"],
      descriptionMd:
        "The portal's own REST API. Find APIs, publish documents from a pipeline, and manage apps and keys. Authenticate with an access token from your account's page.",
    });
  }
  if (!known?.versions.some(({ name }) => name === version))
    await createVersion(ctx, { api: slug, name: version });
  const published = await publishRevision(ctx, {
    api: slug,
    version,
    sourceName: "openapi.json",
    bytes: new TextEncoder().encode(document),
  });
  if (published.revision.version.lifecycle === "draft")
    await setLifecycle(ctx, { api: slug, version, lifecycle: "published" });
  return published;
}
