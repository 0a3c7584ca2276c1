import { expect, test } from "vitest";
import {
  includesRole,
  mayGovern,
  mayStop,
  PLATFORM_PERMISSIONS,
  PLATFORM_ROLES,
  platformMay,
} from "./platform-permissions.ts";

const allowed = (role: (typeof PLATFORM_ROLES)[number]) =>
  PLATFORM_PERMISSIONS.filter((permission) => platformMay(role, permission));

test("without a platform role nothing is allowed; an administrator may do everything", () => {
  expect(allowed("none")).toEqual([]);
  expect(allowed("admin")).toEqual([...PLATFORM_PERMISSIONS]);
});

test("an auditor holds every permission to read and none to change", () => {
  expect(allowed("auditor")).toEqual(PLATFORM_PERMISSIONS.filter((name) => name.endsWith(".read")));
});

test("an access manager governs every role but the administrator's, and others govern none", () => {
  for (const role of PLATFORM_ROLES) {
    expect(mayGovern("access_manager", role)).toBe(role !== "admin");
    expect(mayGovern("admin", role)).toBe(true);
    for (const other of ["none", "moderator", "auditor"] as const) expect(mayGovern(other, role)).toBe(false);
    expect(mayStop("access_manager", role)).toBe(role !== "admin");
  }
});

test("a role includes another only when it may do all of it", () => {
  expect(includesRole("access_manager", "none")).toBe(true);
  for (const role of ["moderator", "auditor", "admin"] as const)
    expect(includesRole("access_manager", role)).toBe(false);
  for (const role of PLATFORM_ROLES) expect(includesRole("admin", role)).toBe(true);
});
