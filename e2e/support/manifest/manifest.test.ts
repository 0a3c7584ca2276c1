import { expect, test } from "vitest";
import { signedIn } from "./audience.ts";
import { findActions, findAddresses, findEdgePaths } from "./enumerate.ts";
import { HARMLESS } from "./harmless.ts";
import { ACTIONS, ADDRESSES } from "./index.ts";

const EDGE = findEdgePaths();
const isEdge = (pattern: string): boolean =>
  EDGE.some((path) => pattern === path || pattern.startsWith(`${path}/`));

/** Both ways at once: what the product has and the manifest lacks, and the reverse. */
function differences(
  real: string[],
  listed: string[],
): { missing: string[]; stale: string[]; twice: string[] } {
  return {
    missing: real.filter((one) => !listed.includes(one)),
    stale: listed.filter((one) => !real.includes(one)),
    twice: listed.filter((one, at) => listed.indexOf(one) !== at),
  };
}

const NONE = { missing: [], stale: [], twice: [] };

test("every page and route handler is in the manifest with who may use it, and nothing else is", () => {
  const listed = ADDRESSES.filter(({ pattern }) => !isEdge(pattern));
  const real = findAddresses();
  expect(real.length).toBeGreaterThan(80);
  expect(
    differences(
      real,
      listed.map(({ method, pattern }) => `${method} ${pattern}`),
    ),
  ).toEqual(NONE);
});

test("every server action is in the manifest with who may use it, and nothing else is", () => {
  const real = findActions();
  expect(real.length).toBeGreaterThan(60);
  expect(
    differences(
      real,
      ACTIONS.map(({ file, name }) => `${file} ${name}`),
    ),
  ).toEqual(NONE);
});

test("every path that is handed to edge has an entry", () => {
  expect(
    EDGE.filter(
      (path) => !ADDRESSES.some(({ pattern }) => pattern === path || pattern.startsWith(`${path}/`)),
    ),
  ).toEqual([]);
});

test("a page is for one audience only: no entry lets a caller in twice or an outsider into a signed-in room", () => {
  for (const { pattern, audience } of ADDRESSES) {
    expect(new Set(audience).size, pattern).toBe(audience.length);
    const outsiders = audience.filter((caller) => ["expired", "revoked", "suspended"].includes(caller));
    // Who has no session that holds is one class: either all of them or none.
    expect([0, 3], pattern).toContain(outsiders.length);
    expect(audience.includes("visitor"), pattern).toBe(outsiders.length === 3);
  }
});

test("what is tried by those who may is in the manifest, and something of each caller who is signed in", () => {
  const names = ACTIONS.map(({ name }) => name);
  expect(Object.keys(HARMLESS).filter((name) => !names.includes(name))).toEqual([]);
  for (const caller of signedIn) {
    const tried = ACTIONS.filter(({ name, audience }) => HARMLESS[name] && audience.includes(caller));
    expect(tried.length, caller).toBeGreaterThan(10);
  }
});
