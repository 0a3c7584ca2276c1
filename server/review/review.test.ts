import { expect, test } from "vitest";
import type { Ctx, MemberCaller } from "#server/platform/context.ts";
import type { Tx } from "#server/platform/db.ts";
import { newId } from "#server/platform/ids.ts";
import { ctxOf, inRollback, makeMember, refusalOf } from "#server/platform/testing/world.ts";
import { closeReview, reopenReview } from "./close-review.ts";
import { decideRow } from "./decide-row.ts";
import { exportAccessCsv } from "./export-access.ts";
import { exportReviewCsv, getReview } from "./get-review.ts";
import { listAccess } from "./list-access.ts";
import { listReviewers, listReviews } from "./list-reviews.ts";
import { startReview } from "./start-review.ts";

async function cast(tx: Tx) {
  const keeper = await makeMember(tx, { platformRole: "access_manager" });
  const owner = await makeMember(tx);
  const colleague = await makeMember(tx, { orgId: owner.orgId, role: "developer" });
  return { keeper, owner, colleague, ctx: ctxOf(tx, keeper), orgId: owner.orgId };
}

/** An app with a key, a client, and an active subscription to a plan of an API of another organisation. */
async function addApp(tx: Tx, { orgId, userId, teamId }: MemberCaller & { teamId: string }, slug: string) {
  const publisher = await makeMember(tx, { isPublisher: true });
  const ids = { app: newId("app"), key: newId("key"), client: newId("client"), sub: newId("sub") };
  const [apiId, planId] = [newId("api"), newId("plan")];
  await tx.app.create({ data: { id: ids.app, orgId, teamId, name: "Planner" } });
  const by = { orgId, appId: ids.app, createdBy: userId, environment: "live" as const };
  await tx.key.create({
    data: { ...by, id: ids.key, kid: ids.key, name: "CI key", secretHash: new Uint8Array(4), hint: "abcd" },
  });
  await tx.oAuthClient.create({ data: { ...by, id: ids.client, name: "Server", scopes: [] } });
  const owned = { orgId: publisher.orgId, teamId: publisher.teamId };
  await tx.api.create({
    data: { id: apiId, ...owned, slug, name: slug, summary: "An API", category: "Other", tags: [] },
  });
  await tx.plan.create({
    data: {
      ...{
        id: planId,
        orgId: publisher.orgId,
        slug,
        name: "Free",
        summary: "",
        ratePerMinute: 1,
        scopes: [],
      },
      planApis: { create: { apiId } },
    },
  });
  await tx.subscription.create({
    data: {
      ...{ id: ids.sub, orgId, appId: ids.app, planId, state: "active", termsVersion: 1 },
      ...{ termsAcceptedAt: new Date(), termsAcceptedBy: userId },
    },
  });
  return { ...ids, publisher };
}

async function start(ctx: Ctx, orgId: string, kinds: string[] = ["member"]) {
  const { caller } = ctx;
  const reviewerIds = caller.kind === "member" ? [caller.userId] : [];
  return startReview(ctx, { title: "Autumn", orgId, kinds, reviewerIds });
}

async function lineOf(ctx: Ctx, reviewId: string, part: string): Promise<string> {
  const { rows } = await getReview(ctx, { reviewId });
  const row = rows.find(({ personName, what }) => `${personName} ${what}`.includes(part));
  if (!row) throw new Error(`No line of ${part}.`);
  return row.id;
}

async function all(pieces: AsyncGenerator<string>): Promise<string> {
  let text = "";
  for await (const piece of pieces) text += piece;
  return text;
}

test("who has access is found by person, by organisation and by API, with whose hand gave it", () =>
  inRollback(async (tx) => {
    const { ctx, owner, colleague, orgId } = await cast(tx);
    const slug = `api-${newId("api").slice(-8).toLowerCase()}`;
    const app = await addApp(tx, owner, slug);
    const ofPerson = await listAccess(ctx, { q: colleague.email });
    expect(ofPerson.rows).toMatchObject([
      { kind: "member", what: "developer", person: { id: colleague.userId }, org: { id: orgId } },
    ]);
    const ofOrg = await listAccess(ctx, { org: orgId });
    expect(ofOrg.rows.map(({ kind }) => kind).sort()).toEqual([
      ...["client", "key", "member", "member", "subscription"],
    ]);
    const ofApi = await listAccess(ctx, { api: slug });
    expect(new Set(ofApi.rows.map(({ ref }) => ref))).toEqual(
      new Set([app.key, app.client, app.sub, `${app.publisher.orgId}/${app.publisher.userId}`]),
    );
    expect(ofApi.rows.find(({ kind }) => kind === "key")).toMatchObject({
      what: "CI key",
      detail: "Planner, live",
      byName: owner.name,
    });
  }));

test("whose hand gave a role is the audit log's latest word, and for the invited whoever invited them", () =>
  inRollback(async (tx) => {
    const { ctx, owner, colleague, orgId } = await cast(tx);
    const id = newId("inv");
    const invitation = { id, orgId, email: colleague.email, role: "developer" as const, tokenHash: id };
    await tx.invitation.create({
      data: { ...invitation, invitedBy: owner.userId, expiresAt: new Date("2026-11-01") },
    });
    const at = new Date("2026-09-01T08:00:00Z");
    await tx.auditEvent.create({
      data: {
        ...{
          id: newId("aud"),
          at,
          orgId,
          actorKind: "member",
          actorId: colleague.userId,
          requestId: "req_1",
        },
        ...{ actorLabel: colleague.email, action: "member.joined", target: colleague.userId },
        detail: { role: "developer", invitation: id },
      },
    });
    const { rows } = await listAccess(ctx, { q: colleague.email });
    expect(rows).toMatchObject([{ byName: owner.email, since: at }]);
  }));

test("a personal space is no access to look at, while a shared organisation of the same person is", () =>
  inRollback(async (tx) => {
    const { ctx, owner, colleague, orgId } = await cast(tx);
    const alone = await makeMember(tx);
    await tx.organisation.update({ where: { id: alone.orgId }, data: { isPersonal: true } });
    await tx.membership.create({ data: { orgId, userId: alone.userId, role: "viewer" } });
    const { rows } = await listAccess(ctx, { q: alone.email });
    expect(rows).toMatchObject([{ kind: "member", org: { id: orgId } }]);
    expect((await listAccess(ctx, { org: alone.orgId })).rows).toEqual([]);
    const { reviewId } = await start(ctx, orgId);
    const of = (await getReview(ctx, { reviewId })).rows.map(({ personName }) => personName);
    expect(of).toHaveLength(3);
    for (const { email } of [owner, colleague, alone]) expect(of.join()).toContain(email);
  }));

test("a reviewer sees which lines are about themselves, and decides about the others alone", () =>
  inRollback(async (tx) => {
    const { ctx, keeper, orgId, colleague } = await cast(tx);
    await tx.membership.create({ data: { orgId, userId: keeper.userId, role: "viewer" } });
    const { reviewId } = await start(ctx, orgId);
    const { rows } = await getReview(ctx, { reviewId });
    const lineAbout = ({ email }: MemberCaller) => rows.find(({ personName }) => personName.includes(email));
    expect(lineAbout(keeper)).toMatchObject({ isMine: false, isAboutMe: true });
    expect(lineAbout(colleague)).toMatchObject({ isMine: true, isAboutMe: false });
    const rowId = await lineOf(ctx, reviewId, keeper.email);
    expect(await refusalOf(decideRow(ctx, { rowId, decision: "confirmed" }))).toBe("not_allowed");
  }));

test("an auditor reads and exports who has access and decides nothing; others read nothing", () =>
  inRollback(async (tx) => {
    const { ctx, orgId, owner, colleague } = await cast(tx);
    const { reviewId } = await start(ctx, orgId);
    const rowId = await lineOf(ctx, reviewId, colleague.email);
    const auditor = ctxOf(tx, await makeMember(tx, { platformRole: "auditor" }));
    expect((await listAccess(auditor, { org: orgId })).rows).toHaveLength(2);
    expect((await getReview(auditor, { reviewId })).rows.every(({ isMine }) => !isMine)).toBe(true);
    expect(await all(exportReviewCsv(auditor, { reviewId }))).toContain(colleague.email);
    expect(await refusalOf(start(auditor, orgId))).toBe("not_allowed");
    expect(await refusalOf(decideRow(auditor, { rowId, decision: "confirmed" }))).toBe("not_allowed");
    expect(await refusalOf(closeReview(auditor, { reviewId }))).toBe("not_allowed");
    const asOwner = ctxOf(tx, owner);
    expect(await refusalOf(listAccess(asOwner))).toBe("not_allowed");
    expect(await refusalOf(listReviews(asOwner))).toBe("not_allowed");
    expect(await refusalOf(getReview(asOwner, { reviewId }))).toBe("not_allowed");
    expect(await refusalOf(all(exportAccessCsv(asOwner, {})))).toBe("not_allowed");
    expect(await refusalOf(listReviewers(asOwner))).toBe("not_allowed");
    expect((await tx.accessReviewRow.findUniqueOrThrow({ where: { id: rowId } })).decision).toBeNull();
  }));

test("withdrawing a membership removes the person, mails and audits it; a second withdrawal changes nothing", () =>
  inRollback(async (tx) => {
    const { ctx, orgId, colleague } = await cast(tx);
    const { reviewId } = await start(ctx, orgId);
    const rowId = await lineOf(ctx, reviewId, colleague.email);
    await decideRow(ctx, { rowId, decision: "withdrawn", note: "Left the company" });
    expect(await tx.membership.count({ where: { orgId, userId: colleague.userId } })).toBe(0);
    const events = await tx.auditEvent.findMany({ where: { requestId: ctx.requestId, orgId } });
    const actions = events.map(({ action }) => action);
    expect(actions).toEqual(expect.arrayContaining(["review.started", "member.removed", "review.withdrawn"]));
    expect(await tx.outboxMail.count({ where: { toAddress: colleague.email } })).toBe(1);
    await decideRow(ctx, { rowId, decision: "withdrawn" });
    expect(await refusalOf(decideRow(ctx, { rowId, decision: "confirmed" }))).toBe("conflict");
    expect(await getReview(ctx, { reviewId })).toMatchObject({ total: 2, withdrawn: 1, confirmed: 0 });
  }));

test("keys, clients, subscriptions, people's and directories' tokens are really gone once withdrawn", () =>
  inRollback(async (tx) => {
    const { ctx, keeper, owner, orgId } = await cast(tx);
    const app = await addApp(tx, owner, `api-${newId("api").slice(-8).toLowerCase()}`);
    const token = newId("pat");
    await tx.accessToken.create({
      data: { id: token, orgId, userId: owner.userId, name: "CI", tokenHash: token, hint: "x", scopes: [] },
    });
    const directory = newId("scim");
    await tx.scimToken.create({
      data: { id: directory, orgId, name: "Okta", tokenHash: directory, hint: "x", createdBy: owner.userId },
    });
    const kinds = ["key", "client", "subscription", "token", "directory_token"];
    const { reviewId } = await start(ctx, orgId, kinds);
    const { rows } = await getReview(ctx, { reviewId, show: "undecided" });
    expect(rows).toHaveLength(5);
    expect(rows.find(({ kind }) => kind === "directory_token")).toMatchObject({
      what: "Okta (provisions members)",
      byName: owner.name,
    });
    for (const { id } of rows) await decideRow(ctx, { rowId: id, decision: "withdrawn" });
    expect((await tx.key.findUniqueOrThrow({ where: { id: app.key } })).revokedAt).not.toBeNull();
    expect((await tx.oAuthClient.findUniqueOrThrow({ where: { id: app.client } })).revokedAt).not.toBeNull();
    expect((await tx.subscription.findUniqueOrThrow({ where: { id: app.sub } })).state).toBe("cancelled");
    expect((await tx.accessToken.findUniqueOrThrow({ where: { id: token } })).revokedAt).not.toBeNull();
    expect((await tx.scimToken.findUniqueOrThrow({ where: { id: directory } })).revokedAt).not.toBeNull();
    const news = await tx.outboxMail.findFirst({
      where: { toAddress: owner.email, template: "scim-token-revoked" },
    });
    expect(news?.text).toContain((await tx.organisation.findUniqueOrThrow({ where: { id: orgId } })).name);
    const revoked = await tx.auditEvent.findFirst({ where: { target: app.key, action: "key.revoked" } });
    expect(revoked).toMatchObject({ orgId, actorId: keeper.userId });
  }));

test("the last owner cannot be withdrawn, nobody decides about themselves, and others' reviews are theirs", () =>
  inRollback(async (tx) => {
    const { ctx, keeper, owner, orgId } = await cast(tx);
    await tx.membership.create({ data: { orgId, userId: keeper.userId, role: "viewer" } });
    const { reviewId } = await start(ctx, orgId);
    const ownLine = await lineOf(ctx, reviewId, keeper.email);
    const ownersLine = await lineOf(ctx, reviewId, owner.email);
    expect(await refusalOf(decideRow(ctx, { rowId: ownLine, decision: "confirmed" }))).toBe("not_allowed");
    const other = ctxOf(tx, await makeMember(tx, { platformRole: "access_manager" }));
    expect(await refusalOf(decideRow(other, { rowId: ownersLine, decision: "confirmed" }))).toBe(
      "not_allowed",
    );
    expect(await refusalOf(decideRow(ctx, { rowId: ownersLine, decision: "withdrawn" }))).toBe("conflict");
    expect(await tx.membership.count({ where: { orgId, role: "owner" } })).toBe(1);
    expect(await refusalOf(decideRow(ctx, { rowId: "row_none", decision: "confirmed" }))).toBe("not_found");
  }));

test("a review closes only when all is decided and by those named in it, takes no decision while closed, and opens again", () =>
  inRollback(async (tx) => {
    const { ctx, orgId, owner, colleague } = await cast(tx);
    const { reviewId } = await start(ctx, orgId);
    expect(await refusalOf(closeReview(ctx, { reviewId }))).toBe("conflict");
    expect(await refusalOf(reopenReview(ctx, { reviewId }))).toBe("conflict");
    const rowId = await lineOf(ctx, reviewId, colleague.email);
    await decideRow(ctx, { rowId, decision: "confirmed" });
    const ownersLine = await lineOf(ctx, reviewId, owner.email);
    await decideRow(ctx, { rowId: ownersLine, decision: "confirmed" });
    const other = ctxOf(tx, await makeMember(tx, { platformRole: "access_manager" }));
    expect(await refusalOf(closeReview(other, { reviewId }))).toBe("not_allowed");
    expect(await getReview(other, { reviewId })).toMatchObject({ closedAt: null, mayDecide: false });
    await closeReview(ctx, { reviewId });
    expect(await refusalOf(reopenReview(other, { reviewId }))).toBe("not_allowed");
    expect((await getReview(ctx, { reviewId })).closedAt).not.toBeNull();
    expect(await refusalOf(closeReview(ctx, { reviewId }))).toBe("conflict");
    expect(await refusalOf(decideRow(ctx, { rowId, decision: "withdrawn" }))).toBe("conflict");
    await reopenReview(ctx, { reviewId });
    await decideRow(ctx, { rowId, decision: "withdrawn" });
    expect(await getReview(ctx, { reviewId })).toMatchObject({ confirmed: 1, withdrawn: 1, closedAt: null });
    expect(await refusalOf(closeReview(ctx, { reviewId: "review_none" }))).toBe("not_found");
  }));

test("a review names people who may decide, a scope that exists, and at least one kind; else nothing is written", () =>
  inRollback(async (tx) => {
    const { ctx, keeper, owner, orgId } = await cast(tx);
    const good = { title: "Autumn", orgId, kinds: ["member"], reviewerIds: [keeper.userId] };
    const bad: [object, string][] = [
      [{ ...good, reviewerIds: [owner.userId] }, "invalid_input"],
      [{ ...good, reviewerIds: [] }, "invalid_input"],
      [{ ...good, kinds: [] }, "invalid_input"],
      [{ ...good, title: "" }, "invalid_input"],
      [{ ...good, dueInDays: 0 }, "invalid_input"],
      [{ ...good, orgId: "org_none" }, "not_found"],
      [{ ...good, kinds: ["key"] }, "conflict"],
    ];
    for (const [input, code] of bad) expect(await refusalOf(startReview(ctx, input))).toBe(code);
    expect(await tx.accessReview.count({ where: { startedBy: keeper.userId } })).toBe(0);
    expect((await listReviewers(ctx)).map(({ id }) => id)).toContain(keeper.userId);
  }));

test("nothing in a report becomes a formula", () =>
  inRollback(async (tx) => {
    const { ctx, orgId, colleague } = await cast(tx);
    await tx.user.update({
      where: { id: colleague.userId },
      data: { name: '=HYPERLINK("http://evil.test")' },
    });
    const { reviewId } = await start(ctx, orgId);
    for (const text of [
      await all(exportAccessCsv(ctx, { org: orgId })),
      await all(exportReviewCsv(ctx, { reviewId })),
    ])
      expect(text).toContain(`"'=HYPERLINK(`);
  }));

test("pages of access follow one another without a gap or a repetition", () =>
  inRollback(async (tx) => {
    const { ctx, orgId } = await cast(tx);
    for (let i = 0; i < 60; i++) await makeMember(tx, { orgId, role: "viewer" });
    const first = await listAccess(ctx, { org: orgId });
    const second = await listAccess(ctx, { org: orgId, cursor: first.nextCursor });
    expect(second.nextCursor).toBeNull();
    expect(new Set([...first.rows, ...second.rows].map(({ ref }) => ref)).size).toBe(62);
  }));

test("a founder, an heir and whoever a claim let in have the right hand and day", () =>
  inRollback(async (tx) => {
    const { ctx, owner, colleague, orgId } = await cast(tx);
    const day = (date: number) => new Date(Date.UTC(2026, 8, date));
    const event = (action: string, target: string, date: number, more: object = {}) =>
      tx.auditEvent.create({
        data: {
          ...{ id: newId("aud"), at: day(date), orgId, action, target, requestId: "" },
          ...{ actorKind: "member", actorId: owner.userId, actorLabel: owner.email, ...more },
        },
      });
    await event("organisation.founded", orgId, 1);
    await event("member.joined_by_claim", colleague.userId, 2, { actorLabel: "The provider" });
    const hands = async () => {
      const { rows } = await listAccess(ctx, { org: orgId, kind: "member" });
      return Object.fromEntries(rows.map(({ person, byName, since }) => [person?.id, [byName, since]]));
    };
    expect(await hands()).toEqual({
      [owner.userId]: [owner.email, day(1)],
      [colleague.userId]: ["The provider", day(2)],
    });
    await event("organisation.handed_over", colleague.userId, 3, { detail: { from: owner.userId } });
    expect(await hands()).toEqual({
      [owner.userId]: [owner.email, day(3)],
      [colleague.userId]: [owner.email, day(3)],
    });
  }));

test("publishing roles, opened APIs and the maker of an organisation's token are listed, and really withdrawn", () =>
  inRollback(async (tx) => {
    const { ctx, keeper, owner, orgId } = await cast(tx);
    const slug = `api-${newId("api").slice(-8).toLowerCase()}`;
    const { publisher } = await addApp(tx, owner, slug);
    const { id: apiId } = await tx.api.findUniqueOrThrow({ where: { slug } });
    const editor = await makeMember(tx, { orgId: publisher.orgId, role: "viewer" });
    const by = { createdBy: publisher.userId };
    const grant = { id: newId("pgr"), orgId: publisher.orgId, userId: editor.userId, apiId };
    await tx.publishingGrant.create({ data: { ...grant, ...by, role: "editor" } });
    const request = { id: newId("req"), apiId, orgId, requestedBy: owner.userId, reason: "Timetables" };
    await tx.accessRequest.create({ data: { ...request, state: "granted", decidedBy: publisher.userId } });
    const token = { id: newId("oat"), orgId, role: "viewer" as const, createdBy: owner.userId };
    await tx.accessToken.create({ data: { ...token, name: "Deploy", tokenHash: token.id, hint: "" } });
    const ofApi = (await listAccess(ctx, { api: slug })).rows;
    expect(ofApi.find(({ kind }) => kind === "publishing_role")).toMatchObject({
      ...{ ref: grant.id, person: { id: editor.userId }, what: "editor", byName: publisher.name },
    });
    expect(ofApi.find(({ kind }) => kind === "api_access")).toMatchObject({
      ...{ ref: request.id, org: { id: orgId }, what: slug, byName: publisher.name },
    });
    expect((await listAccess(ctx, { org: orgId, kind: "token" })).rows).toMatchObject([
      { ref: token.id, person: null, byName: owner.name },
    ]);
    for (const [at, kind] of [
      [publisher.orgId, "publishing_role"],
      [orgId, "api_access"],
    ] as const) {
      const { reviewId } = await start(ctx, at, [kind]);
      const rowId = await lineOf(ctx, reviewId, "");
      const stale = ctxOf(tx, { ...keeper, provedAt: null });
      expect(await refusalOf(decideRow(stale, { rowId, decision: "withdrawn" }))).toBe("proof_required");
      await decideRow(ctx, { rowId, decision: "withdrawn" });
    }
    expect(await tx.publishingGrant.count({ where: { id: grant.id } })).toBe(0);
    expect(await tx.accessRequest.findUnique({ where: { id: request.id } })).toMatchObject({
      state: "revoked",
    });
  }));
