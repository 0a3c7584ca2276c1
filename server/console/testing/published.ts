import type { Lifecycle, Visibility } from "#server/catalog/schema.ts";
import type { MemberCaller } from "#server/platform/context.ts";
import type { Tx } from "#server/platform/db.ts";
import { newId, randomBase62 } from "#server/platform/ids.ts";
import { compileDocument } from "#server/specs/index.ts";

export interface Published {
  apiId: string;
  slug: string;
  versionId: string;
  documentId: string;
}

interface Options {
  lifecycle?: Lifecycle;
  visibility?: Visibility;
}

/** An API of this organisation whose version v1 stands on a document with these members beside the usual ones. */
export async function publishDocument(
  tx: Tx,
  owner: MemberCaller & { teamId: string },
  members: Record<string, unknown>,
  { lifecycle = "published", visibility = "public" }: Options = {},
): Promise<Published> {
  const tail = randomBase62(8).toLowerCase();
  const slug = `live-${tail}`;
  const document = { openapi: "3.1.0", info: { title: slug, version: "1" }, paths: {}, ...members };
  const bytes = new TextEncoder().encode(JSON.stringify(document));
  const { documentId } = await compileDocument({ bytes, sourceName: "live.json" });
  const [apiId, versionId, revisionId] = [newId("api"), newId("ver"), newId("rev")];
  const { orgId, teamId, userId } = owner;
  await tx.api.create({
    data: { id: apiId, orgId, teamId, slug, name: slug, summary: "", category: "rail", visibility },
  });
  await tx.version.create({ data: { id: versionId, apiId, name: "v1", lifecycle, position: 1 } });
  await tx.revision.create({
    data: { id: revisionId, versionId, documentId, number: 1, createdBy: userId },
  });
  await tx.version.update({ where: { id: versionId }, data: { currentRevisionId: revisionId } });
  return { apiId, slug, versionId, documentId };
}

/** A session for the person, as a row. */
export async function openSession(tx: Tx, member: MemberCaller): Promise<void> {
  const expiresAt = new Date("2099-01-01");
  await tx.session.create({ data: { id: member.sessionId, userId: member.userId, expiresAt } });
}
