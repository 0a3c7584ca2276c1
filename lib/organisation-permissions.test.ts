import { expect, test } from "vitest";
import {
  includesOrganisationRole,
  isAllowed,
  isAllowedFor,
  ORGANISATION_PERMISSIONS,
  ORGANISATION_ROLES,
  type OrganisationPermission,
  reachOf,
  whoMay,
} from "./organisation-permissions.ts";

const ALL = Object.keys(ORGANISATION_PERMISSIONS).filter(
  (name): name is OrganisationPermission => name in ORGANISATION_PERMISSIONS,
);
const STRENGTH = { all: 2, own_teams: 1, none: 0 };

test("a stronger role never may less than a weaker one", () => {
  for (const permission of ALL) {
    const strengths = ORGANISATION_ROLES.map((role) => STRENGTH[reachOf(role, permission)]);
    expect(strengths, permission).toEqual(strengths.toSorted((a, b) => b - a));
  }
});

test("a viewer only looks, and only an owner makes owners and opens the doors", () => {
  expect(ALL.filter((permission) => isAllowed("viewer", permission))).toEqual(["see_things"]);
  expect(ALL.filter((permission) => !isAllowed("admin", permission))).toEqual([
    "keep_domains",
    "keep_provisioning",
    "keep_owners",
  ]);
});

test("a developer acts for their own teams alone, owners and admins for every team", () => {
  const developer = { role: "developer", teamIds: ["team_a"] } as const;
  expect(isAllowedFor(developer, "keep_apps", "team_a")).toBe(true);
  expect(isAllowedFor(developer, "keep_apps", "team_b")).toBe(false);
  expect(isAllowedFor({ role: "admin", teamIds: [] }, "keep_apps", "team_b")).toBe(true);
  expect(isAllowedFor({ role: "viewer", teamIds: ["team_a"] }, "keep_apps", "team_a")).toBe(false);
});

test("who may is said in words", () => {
  expect(whoMay("keep_apps")).toBe("owners, admins and developers");
  expect(whoMay("keep_members")).toBe("owners and admins");
  expect(whoMay("keep_owners")).toBe("owners");
});

test("each role includes itself and the weaker ones", () => {
  expect(includesOrganisationRole("owner", "viewer")).toBe(true);
  expect(includesOrganisationRole("admin", "admin")).toBe(true);
  expect(includesOrganisationRole("developer", "admin")).toBe(false);
});
