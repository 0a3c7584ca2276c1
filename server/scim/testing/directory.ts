import type { Ctx, MemberCaller, ScimCaller } from "#server/platform/context.ts";
import type { Tx } from "#server/platform/db.ts";
import { newId, randomBase62 } from "#server/platform/ids.ts";
import { ctxOf, makeMember } from "#server/platform/testing/world.ts";

export interface TestDirectory {
  owner: MemberCaller & { teamId: string };
  orgId: string;
  caller: ScimCaller;
  ctx: Ctx;
  /** Proved by the organisation unless the test wants otherwise. */
  domain: string;
}

/** An organisation with an owner, a directory that may provision it, and a domain of its own. */
export async function makeDirectory(tx: Tx, { isProved = true } = {}): Promise<TestDirectory> {
  const owner = await makeMember(tx);
  const { orgId, orgName } = owner;
  const domain = `${randomBase62(10).toLowerCase()}.test`;
  await tx.organisationDomain.create({
    data: {
      id: newId("dom"),
      orgId,
      domain,
      challenge: "x",
      createdBy: owner.userId,
      verifiedAt: isProved ? new Date("2026-10-01") : null,
    },
  });
  const caller: ScimCaller = { kind: "scim", tokenId: newId("scim"), orgId, orgName };
  return { owner, orgId, caller, ctx: ctxOf(tx, caller), domain };
}

/** As Okta creates a person (developer.okta.com, SCIM protocol, "Create the user"). */
export function oktaUser(email: string, more: Record<string, unknown> = {}) {
  return {
    schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
    userName: email,
    name: { givenName: "Test", familyName: "User" },
    emails: [{ primary: true, value: email, type: "work" }],
    displayName: "Test User",
    locale: "en-US",
    externalId: `00u${randomBase62(12)}`,
    groups: [],
    password: "1mz050nq",
    active: true,
    ...more,
  };
}

/** As Entra ID creates a person (learn.microsoft.com, "Develop a SCIM endpoint", "Create User"). */
export function entraUser(email: string, more: Record<string, unknown> = {}) {
  return {
    schemas: [
      "urn:ietf:params:scim:schemas:core:2.0:User",
      "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
    ],
    externalId: randomBase62(12),
    userName: email,
    active: true,
    emails: [{ primary: true, type: "work", value: email }],
    meta: { resourceType: "User" },
    name: { formatted: "givenName familyName", familyName: "familyName", givenName: "givenName" },
    roles: [],
    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": { department: "Engines" },
    ...more,
  };
}

export function patchOp(...Operations: unknown[]) {
  return { schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], Operations };
}
