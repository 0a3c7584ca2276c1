import { isValidElement, type ReactNode } from "react";
import { beforeEach, expect, test, vi } from "vitest";
import NewAppPage from "#app/(console)/apps/new/page.tsx";
import NewApiPage from "#app/(console)/publish/new/page.tsx";
import { SignedInStart } from "#app/(portal)/apis/[api]/start/_parts/signed-in-start.tsx";
import { RegisterAppForm } from "#components/apps/register-app-form.tsx";
import { NewApiForm } from "#components/publish/new-api-form.tsx";
import { routes } from "#lib/routes.ts";
import { createApi, createPlan, getApi } from "#server/catalog/index.ts";
import type { Ctx, MemberCaller } from "#server/platform/context.ts";
import type { Tx } from "#server/platform/db.ts";
import { newId } from "#server/platform/ids.ts";
import { findMember } from "#server/platform/session-row.ts";
import { ctxOf, inRollback, makeMember } from "#server/platform/testing/world.ts";
import { MemberStop } from "./member-stop.tsx";
import { switchOrganisationAction } from "./session-actions.ts";

const NOW = new Date("2026-11-01T12:00:00Z");
const here: { ctx: Ctx | null; wentTo: string[] } = { ctx: null, wentTo: [] };

vi.mock("#server/platform/session.ts", () => ({
  currentContext: async () => here.ctx,
  requireContext: async () => here.ctx,
}));
vi.mock("next/navigation", () => ({
  redirect: (path: string) => here.wentTo.push(path),
  notFound: () => undefined,
  unstable_rethrow: () => undefined,
}));
vi.mock("next/cache", () => ({ refresh: () => undefined, revalidatePath: () => undefined }));

beforeEach(() => {
  here.wentTo = [];
});

/** The first element of a component in what a page answers. */
function within(node: ReactNode, component: unknown): Record<string, unknown> | undefined {
  if (Array.isArray(node)) {
    for (const child of node) {
      const found = within(child, component);
      if (found) return found;
    }
    return undefined;
  }
  if (!isValidElement<Record<string, unknown> & { children?: ReactNode }>(node)) return undefined;
  return node.type === component ? node.props : within(node.props.children, component);
}

/** A viewer of an organisation who has a personal space, with a session. */
async function makeViewer(
  tx: Tx,
): Promise<{ viewer: MemberCaller; owner: MemberCaller; personalId: string }> {
  const own = await makeMember(tx);
  await tx.organisation.update({ where: { id: own.orgId }, data: { isPersonal: true } });
  const owner = await makeMember(tx);
  await tx.membership.create({ data: { orgId: owner.orgId, userId: own.userId, role: "viewer" } });
  const session = { id: own.sessionId, userId: own.userId, activeOrgId: owner.orgId };
  await tx.session.create({ data: { ...session, lastSeenAt: NOW, expiresAt: new Date("2026-12-01") } });
  const viewer = await findMember(tx, own.sessionId, NOW);
  if (!viewer) throw new Error("The session is gone.");
  expect(viewer).toMatchObject({ orgId: owner.orgId, role: "viewer" });
  return { viewer, owner, personalId: own.orgId };
}

test("a viewer is told at once instead of being led through the form of a new app, which others get", () =>
  inRollback(async (tx) => {
    const { viewer, owner, personalId } = await makeViewer(tx);
    here.ctx = ctxOf(tx, viewer, NOW);
    const page = await NewAppPage();
    expect(within(page, RegisterAppForm)).toBeUndefined();
    expect(within(page, MemberStop)).toMatchObject({ next: routes.newApp() });
    const said = await MemberStop({ ctx: here.ctx, caller: viewer, things: "apps", next: routes.newApp() });
    expect(said.props).toMatchObject({
      orgName: owner.orgName,
      isViewer: true,
      elsewhere: { id: personalId, next: routes.newApp() },
    });
    here.ctx = ctxOf(tx, owner, NOW);
    expect(within(await NewAppPage(), RegisterAppForm)).toBeDefined();
  }));

test("a viewer who came for a key is told at once, and may come back to it in their personal space", () =>
  inRollback(async (tx) => {
    const { viewer, personalId } = await makeViewer(tx);
    const publisher = ctxOf(tx, await makeMember(tx, { isPublisher: true }));
    const slug = `api-${newId("api").slice(-8).toLowerCase()}`;
    const about = { name: "Weather", summary: "What it is like.", category: "Tests" };
    await createApi(publisher, { ...about, slug, visibility: "public" });
    await createPlan(publisher, { name: "Free", slug, apis: [slug], ratePerMinute: 1 });
    const ctx = ctxOf(tx, viewer, NOW);
    here.ctx = ctx;
    const api = await getApi(publisher, { api: slug });
    const start = await SignedInStart({ ctx, caller: viewer, api });
    expect(start).toMatchObject({ type: MemberStop, props: { next: routes.apiStart(slug) } });

    const form = new FormData();
    form.append("orgId", personalId);
    form.append("next", routes.apiStart(slug));
    await switchOrganisationAction(form);
    expect(here.wentTo).toEqual([routes.apiStart(slug)]);
    expect(await findMember(tx, viewer.sessionId, NOW)).toMatchObject({ orgId: personalId, role: "owner" });
  }));

test("a developer is told that they are in no team, and gets the forms once they are in one", () =>
  inRollback(async (tx) => {
    const { viewer, owner } = await makeViewer(tx);
    const developer = { ...viewer, role: "developer" as const, isPublisher: true };
    here.ctx = ctxOf(tx, developer, NOW);
    for (const [page, form, things] of [
      [await NewAppPage(), RegisterAppForm, "apps and keys"],
      [await NewApiPage(), NewApiForm, "APIs"],
    ] as const) {
      expect(within(page, form)).toBeUndefined();
      const props = within(page, MemberStop);
      expect(props).toMatchObject({ things });
      const said = await MemberStop({ ctx: here.ctx, caller: developer, things });
      expect(said.props).toMatchObject({ orgName: owner.orgName, isViewer: false, elsewhere: null });
    }
    here.ctx = ctxOf(tx, { ...developer, teamIds: [newId("team")] }, NOW);
    expect(within(await NewAppPage(), RegisterAppForm)).toBeDefined();
    expect(within(await NewApiPage(), NewApiForm)).toBeDefined();
  }));

test("switching leads to nowhere outside this portal", () =>
  inRollback(async (tx) => {
    const { viewer, personalId } = await makeViewer(tx);
    here.ctx = ctxOf(tx, viewer, NOW);
    const form = new FormData();
    form.append("orgId", personalId);
    form.append("next", "https://evil.test/");
    await switchOrganisationAction(form);
    expect(here.wentTo).toEqual([routes.apps()]);
  }));
