import { expect, test, vi } from "vitest";
import { ACTIONS } from "#e2e/support/manifest/index.ts";
import { switchOrganisation } from "#server/identity/index.ts";
import type { Ctx, MemberCaller } from "#server/platform/context.ts";
import type { Tx } from "#server/platform/db.ts";
import { findMember } from "#server/platform/session-row.ts";
import { ctxOf, inRollback, makeMember } from "#server/platform/testing/world.ts";

const NOW = new Date("2026-11-01T12:00:00Z");
const signedIn: { ctx: Ctx | null } = { ctx: null };

vi.mock("#server/platform/session.ts", () => ({ currentContext: async () => signedIn.ctx }));
const nothing = () => undefined;
vi.mock("next/navigation", () => ({ redirect: nothing, notFound: nothing, unstable_rethrow: nothing }));
vi.mock("next/cache", () => ({ refresh: nothing, revalidatePath: nothing }));

type Action = (...args: unknown[]) => Promise<unknown>;

async function actionOf(file: string, name: string): Promise<Action> {
  const found: unknown = (await import(/* @vite-ignore */ `${process.cwd()}/${file}`))[name];
  if (typeof found !== "function") throw new Error(`${file} exports no ${name}`);
  return async (...args) => found(...args);
}

/** A person of Acme and Beta who had a page of Acme open and has switched to Beta in another tab. */
async function switched(tx: Tx): Promise<{ acme: MemberCaller; beta: MemberCaller }> {
  const acme = await makeMember(tx, { platformRole: "admin", isPublisher: true });
  const host = await makeMember(tx, { isPublisher: true });
  await tx.membership.create({ data: { orgId: host.orgId, userId: acme.userId, role: "owner" } });
  const session = { id: acme.sessionId, userId: acme.userId, activeOrgId: acme.orgId };
  await tx.session.create({
    data: { ...session, createdAt: NOW, lastSeenAt: NOW, expiresAt: new Date("2026-12-01"), provedAt: NOW },
  });
  await switchOrganisation(ctxOf(tx, acme, NOW), { orgId: host.orgId });
  const beta = await findMember(tx, acme.sessionId, NOW);
  if (!beta) throw new Error("The session is gone.");
  return { acme, beta };
}

function filled(argument: unknown): unknown {
  if (typeof argument !== "object" || argument === null || !("form" in argument)) return argument;
  const form = new FormData();
  for (const [name, value] of Object.entries(argument.form ?? {})) form.append(name, String(value));
  return form;
}

const BOUND = ACTIONS.filter(({ args }) => args[0] === "[ownOrg]");

test("there are as many actions for the organisation as a whole as this file knows of", () => {
  expect(BOUND.map(({ name }) => name).sort()).toEqual([
    "addDomainAction",
    "askForAccessAction",
    "createApiAction",
    "createTeamAction",
    "inviteMemberAction",
    "issueAccessTokenAction",
    "issueFirstKeyAction",
    "issueOrganisationTokenAction",
    "issueScimTokenAction",
    "leaveOrganisationAction",
    "publishPortalApiAction",
    "registerAppAction",
    "renameOrganisationAction",
    "transferOwnershipAction",
    "withdrawAccessAction",
  ]);
});

test.each(BOUND)("$name is refused on a page of an organisation that was left in another tab", (entry) =>
  inRollback(async (tx) => {
    const { acme, beta } = await switched(tx);
    expect(beta.orgId).not.toBe(acme.orgId);
    signedIn.ctx = ctxOf(tx, beta, NOW);
    const action = await actionOf(entry.file, entry.name);
    const answer = await action(acme.orgId, ...entry.args.slice(1).map(filled));
    expect(answer).toMatchObject({ ok: false, code: "conflict" });
    expect(answer).toMatchObject({ message: expect.stringContaining(beta.orgName) });
    expect(await tx.auditEvent.count({ where: { actorId: acme.userId, at: NOW } })).toBe(1); // the switch
  }),
);

test("leaving from a page of the organisation acted for is done, and one left open of another leaves neither", () =>
  inRollback(async (tx) => {
    const { acme, beta } = await switched(tx);
    signedIn.ctx = ctxOf(tx, beta, NOW);
    const leave = await actionOf("app/(console)/organisation/actions.ts", "leaveOrganisationAction");
    const membersOf = (orgId: string) => tx.membership.count({ where: { orgId, userId: acme.userId } });
    await leave(acme.orgId);
    expect([await membersOf(acme.orgId), await membersOf(beta.orgId)]).toEqual([1, 1]);
    expect(await leave(beta.orgId)).toMatchObject({ ok: true });
    expect([await membersOf(acme.orgId), await membersOf(beta.orgId)]).toEqual([1, 0]);
  }));

test("somebody taken out of the organisation shown does not act for the next one by the page left open", () =>
  inRollback(async (tx) => {
    const { acme, beta } = await switched(tx);
    await tx.membership.deleteMany({ where: { orgId: beta.orgId, userId: acme.userId } });
    const fallen = await findMember(tx, acme.sessionId, NOW);
    if (!fallen) throw new Error("The session is gone.");
    expect(fallen.orgId).toBe(acme.orgId);
    signedIn.ctx = ctxOf(tx, fallen, NOW);
    const rename = await actionOf("app/(console)/organisation/actions.ts", "renameOrganisationAction");
    const form = new FormData();
    form.append("name", "Renamed by mistake");
    expect(await rename(beta.orgId, null, form)).toMatchObject({ ok: false, code: "conflict" });
    const { name } = await tx.organisation.findUniqueOrThrow({ where: { id: acme.orgId } });
    expect(name).toBe(acme.orgName);
  }));
