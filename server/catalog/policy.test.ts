import { expect, test } from "vitest";
import type { Prisma } from "#prisma/generated/client.ts";
import type { Caller } from "#server/platform/context.ts";
import type { Tx } from "#server/platform/db.ts";
import { newId } from "#server/platform/ids.ts";
import { inRollback, makeMember } from "#server/platform/testing/world.ts";
import {
  type Asker,
  knownApis,
  knownApisSql,
  mayAppKnowOf,
  mayAppRead,
  readableApis,
  readableApisSql,
  readableVersions,
  readableVersionsSql,
} from "./policy.ts";
import { AccessState, Lifecycle, Listing, Visibility } from "./schema.ts";

const NOW = new Date("2026-11-01T12:00:00Z");
const EXPIRIES = [new Date("2026-11-01T12:00:00.001Z"), NOW, new Date("2026-10-01T00:00:00Z")];

interface Case {
  id: string;
  versionId: string;
  visibility: Visibility;
  listing: Listing;
  lifecycle: Lifecycle;
  isNamed: boolean;
  isStopped: boolean;
  request: { state: AccessState; expiresAt: Date | null } | null;
}

/** Every combination there is, of one publisher, as seen from one other organisation. */
function everyCase(): Case[] {
  const requests = [
    null,
    ...AccessState.options.map((state) => ({ state, expiresAt: null })),
    ...EXPIRIES.map((expiresAt) => ({ state: "granted" as const, expiresAt })),
  ];
  return Visibility.options.flatMap((visibility) =>
    Listing.options.flatMap((listing) =>
      Lifecycle.options.flatMap((lifecycle) =>
        [false, true].flatMap((isNamed) =>
          requests.flatMap((request) =>
            (lifecycle === "published" ? [false, true] : [false]).map((isStopped) => ({
              id: newId("api"),
              versionId: newId("ver"),
              visibility,
              listing,
              lifecycle,
              isNamed,
              isStopped,
              request,
            })),
          ),
        ),
      ),
    ),
  );
}

async function insert(tx: Tx, owner: { orgId: string; teamId: string }, orgId: string, cases: Case[]) {
  await tx.api.createMany({
    data: cases.map(({ id, visibility, listing, isStopped }) => ({
      stoppedAt: isStopped ? NOW : null,
      ...{ id, visibility, listing, orgId: owner.orgId, teamId: owner.teamId },
      ...{ slug: id.toLowerCase().replace("_", "-"), name: id, summary: "A case.", category: "Cases" },
    })),
  });
  await tx.version.createMany({
    data: cases.map(({ id, versionId, lifecycle }) => ({
      ...{ id: versionId, apiId: id, name: "v1", lifecycle, position: 1 },
    })),
  });
  await tx.apiAudience.createMany({
    data: cases.filter(({ isNamed }) => isNamed).map(({ id }) => ({ apiId: id, orgId })),
  });
  await tx.accessRequest.createMany({
    data: cases.flatMap(({ id, request }) =>
      request
        ? [{ id: newId("acc"), apiId: id, orgId, requestedBy: "usr_x", reason: "A case.", ...request }]
        : [],
    ),
  });
}

interface Standing {
  isOwn?: boolean;
  isTheOther?: boolean;
  isSignedIn?: boolean;
  isAll?: boolean;
}

function isGranted({ request }: Case): boolean {
  return request?.state === "granted" && (request.expiresAt === null || request.expiresAt > NOW);
}

/** The rules again, in other words than the filters'. */
function mayRead(one: Case, { isOwn, isTheOther, isSignedIn, isAll }: Standing): boolean {
  if (isOwn || isAll) return true;
  if (one.isStopped) return false;
  if (one.lifecycle === "draft" || one.lifecycle === "in_review") return false;
  switch (one.visibility) {
    case "public":
      return true;
    case "signed_in":
      return isSignedIn === true;
    case "organisations":
      return isTheOther === true && one.isNamed;
    case "on_request":
      return isTheOther === true && isGranted(one);
  }
}

function mayKnow(one: Case, standing: Standing): boolean {
  if (mayRead(one, standing)) return true;
  if (one.isStopped) return false;
  if (one.lifecycle === "draft" || one.lifecycle === "in_review" || one.visibility !== "on_request")
    return false;
  return one.listing === "everybody" || standing.isSignedIn === true;
}

test("in every combination of visibility, listing, lifecycle, name, request and a moderator's stop, each caller is told and shown what the rules say, by every filter alike", () =>
  inRollback(async (tx) => {
    const owner = await makeMember(tx, { isPublisher: true });
    const other = await makeMember(tx);
    const third = await makeMember(tx);
    const admin = await makeMember(tx, { platformRole: "admin" });
    const viewer = await makeMember(tx, { orgId: owner.orgId, role: "viewer" });
    const cases = everyCase();
    await insert(tx, owner, other.orgId, cases);
    const { kind: _, sessionId: __, email: ___, isEmailVerified: ____, ...person } = other;
    const token: Caller = { ...person, kind: "token", tokenId: "tok_x", scopes: ["apis:read"] };
    const callers: [Caller, Standing][] = [
      [{ kind: "visitor" }, {}],
      [owner, { isOwn: true, isSignedIn: true }],
      [viewer, { isOwn: true, isSignedIn: true }],
      [other, { isTheOther: true, isSignedIn: true }],
      [third, { isSignedIn: true }],
      [admin, { isAll: true }],
      [{ kind: "job", name: "test" }, { isAll: true }],
      [token, { isTheOther: true, isSignedIn: true }],
      [{ ...token, scopes: ["apps:read"] }, {}],
      [
        { kind: "app", appId: "app_x", credentialId: "key_x", orgId: other.orgId },
        { isTheOther: true, isSignedIn: true },
      ],
    ];
    const ids = cases.map(({ id }) => id);
    const versionIds = cases.map(({ versionId }) => versionId);
    for (const [caller, standing] of callers) {
      const asker: Asker = { caller, now: NOW };
      const known = ids.filter((_id, i) => cases[i] && mayKnow(cases[i], standing)).sort();
      const readable = ids.filter((_id, i) => cases[i] && mayRead(cases[i], standing)).sort();
      const versions = versionIds.filter((_id, i) => cases[i] && mayRead(cases[i], standing)).sort();
      const byFilter = async (where: Prisma.ApiWhereInput) =>
        (await tx.api.findMany({ where: { AND: [{ orgId: owner.orgId }, where] }, select: { id: true } }))
          .map(({ id }) => id)
          .sort();
      const bySql = async (where: Prisma.Sql) =>
        (
          await tx.$queryRaw<{ id: string }[]>`
            SELECT a.id FROM "Api" a WHERE a."orgId" = ${owner.orgId} AND ${where}`
        )
          .map(({ id }) => id)
          .sort();
      expect(await byFilter(knownApis(asker))).toEqual(known);
      expect(await bySql(knownApisSql(asker))).toEqual(known);
      expect(await byFilter(readableApis(asker))).toEqual(readable);
      expect(await bySql(readableApisSql(asker))).toEqual(readable);
      const found = await tx.version.findMany({
        where: { AND: [{ api: { orgId: owner.orgId } }, readableVersions(asker)] },
        select: { id: true },
      });
      expect(found.map(({ id }) => id).sort()).toEqual(versions);
      const foundBySql = await tx.$queryRaw<{ id: string }[]>`
        SELECT v.id FROM "Version" v JOIN "Api" a ON a.id = v."apiId"
        WHERE a."orgId" = ${owner.orgId} AND ${readableVersionsSql(asker)}`;
      expect(foundBySql.map(({ id }) => id).sort()).toEqual(versions);
    }
    for (const one of cases.filter(({ lifecycle }) => lifecycle === "published")) {
      const readers = new Map<string, Date | null>();
      if (one.visibility === "organisations" && one.isNamed) readers.set(other.orgId, null);
      if (one.visibility === "on_request" && one.request?.state === "granted")
        readers.set(other.orgId, one.request.expiresAt);
      const { visibility, listing, isStopped } = one;
      const facts = { orgId: owner.orgId, visibility, listing, isStopped, readers };
      const standing = { isTheOther: true, isSignedIn: true };
      expect(mayAppRead(facts, other.orgId, NOW)).toBe(mayRead(one, standing));
      expect(mayAppKnowOf(facts, other.orgId, NOW)).toBe(mayKnow(one, standing));
      expect(mayAppRead(facts, owner.orgId, NOW)).toBe(true);
      expect(mayAppRead(facts, third.orgId, NOW)).toBe(mayRead(one, { isSignedIn: true }));
    }
  }));
