import { expect, test } from "vitest";
import type { Tx } from "#server/platform/db.ts";
import { ctxOf, inRollback, makeMember, refusalOf } from "#server/platform/testing/world.ts";
import { getAccessTokenRule } from "./access-token-rule.ts";
import { issueAccessToken } from "./issue-access-token.ts";
import { issueOrganisationToken } from "./issue-organisation-token.ts";
import { rotateAccessToken } from "./rotate-access-token.ts";
import { getAccessTokenSettings, setAccessTokenRule } from "./set-access-token-rule.ts";

const now = new Date("2026-11-01T12:00:00Z");
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000);
const input = { name: "CI", scopes: ["apps:read"], expiresInDays: 60 };

async function makeAdmin(tx: Tx) {
  return ctxOf(tx, await makeMember(tx, { platformRole: "admin" }), now);
}

test("the longest life of tokens is set by an administrator, recorded, and holds for every token made from then on", () =>
  inRollback(async (tx) => {
    const admin = await makeAdmin(tx);
    const owner = ctxOf(tx, await makeMember(tx), now);
    const { token: old } = await issueAccessToken(owner, input);
    const before = (await getAccessTokenSettings(admin)).outlasting;
    await setAccessTokenRule(admin, { maxDays: "30" });
    expect(await getAccessTokenRule({ tx })).toEqual({ maxDays: 30 });
    expect(await tx.auditEvent.findFirst({ where: { requestId: admin.requestId } })).toMatchObject({
      action: "access_token_rule.set",
      detail: { maxDays: 30 },
    });
    expect(await refusalOf(issueAccessToken(owner, input))).toBe("invalid_input");
    expect(await refusalOf(issueOrganisationToken(owner, { ...input, role: "viewer" }))).toBe(
      "invalid_input",
    );
    expect((await issueAccessToken(owner, { ...input, expiresInDays: 30 })).token.expiresAt).toEqual(
      inDays(30),
    );
    // What exists keeps its end; what takes its place does not.
    const row = await tx.accessToken.findUniqueOrThrow({ where: { id: old.id } });
    expect(row.expiresAt).toEqual(inDays(60));
    expect((await getAccessTokenSettings(admin)).outlasting).toBeGreaterThan(before);
    expect((await rotateAccessToken(owner, { tokenId: old.id })).token.expiresAt).toEqual(inDays(30));
  }));

test("whoever may not write settings sets no rule, and an impossible life is refused; nothing is written", () =>
  inRollback(async (tx) => {
    const set = (ctx: Parameters<typeof setAccessTokenRule>[0], maxDays: unknown) =>
      refusalOf(setAccessTokenRule(ctx, { maxDays }));
    const before = await getAccessTokenRule({ tx });
    expect(await set(ctxOf(tx, await makeMember(tx), now), 30)).toBe("not_allowed");
    const auditor = ctxOf(tx, await makeMember(tx, { platformRole: "auditor" }), now);
    expect(await set(auditor, 30)).toBe("not_allowed");
    expect(await getAccessTokenSettings(auditor)).toMatchObject(before);
    expect(await refusalOf(getAccessTokenSettings(ctxOf(tx, await makeMember(tx), now)))).toBe("not_allowed");
    for (const days of [0, 366, 1.5, "soon"])
      expect(await set(await makeAdmin(tx), days)).toBe("invalid_input");
    expect(await getAccessTokenRule({ tx })).toEqual(before);
  }));
