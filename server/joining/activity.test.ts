import { expect, test } from "vitest";
import { listAuditEvents } from "#server/audit/index.ts";
import {
  createTeam,
  issueAccessToken,
  issueOrganisationToken,
  renameTeam,
  revokeAccessToken,
} from "#server/identity/index.ts";
import { ctxOf, inRollback } from "#server/platform/testing/world.ts";
import { decideJoinRequest, removeDomain, requestToJoin } from "./index.ts";
import { makeHouse, makePersonAt, NOW } from "./testing/doors.ts";

test("an organisation's activity tells of its teams, domains, tokens and requests to join, and of nobody else's", () =>
  inRollback(async (tx) => {
    const { owner, asOwner, domain } = await makeHouse(tx, "approval");
    const { orgId } = owner;
    const { teamId } = await createTeam(asOwner, { name: "Ledger" });
    await renameTeam(asOwner, { teamId, name: "Books" });
    const token = { name: "CI", scopes: ["apps:read"], expiresInDays: 7 };
    await revokeAccessToken(asOwner, { tokenId: (await issueAccessToken(asOwner, token)).token.id });
    await issueOrganisationToken(asOwner, { ...token, role: "viewer" });
    const ask = async (decision: string) => {
      const asPerson = ctxOf(tx, await makePersonAt(tx, domain.domain), NOW);
      await issueAccessToken(asPerson, token);
      await decideJoinRequest(asOwner, { ...(await requestToJoin(asPerson, { orgId })), decision });
    };
    await ask("approve");
    await ask("refuse");
    await removeDomain(asOwner, { domainId: domain.id });
    const { rows } = await listAuditEvents(asOwner, { org: orgId });
    expect(rows.map(({ action }) => action).toSorted()).toEqual([
      "access_token.issued",
      "access_token.revoked",
      "domain.added",
      "domain.joining_set",
      "domain.removed",
      "domain.verified",
      "join_request.approved",
      "join_request.refused",
      "join_request.sent",
      "join_request.sent",
      "member.joined",
      "organisation_token.issued",
      "team.created",
      "team.renamed",
    ]);
    expect(new Set(rows.map((row) => row.orgId))).toEqual(new Set([orgId]));
  }));
