import { expect, test } from "vitest";
import { refusalOf } from "#server/platform/testing/world.ts";
import { USER } from "./attributes.ts";
import { parseFilter, parsePath } from "./filter.ts";
import { matchesFilter } from "./match-filter.ts";
import { readAttributes } from "./read-attributes.ts";

const ADA = {
  ...readAttributes(USER, {
    userName: "Ada@Acme.test",
    externalId: "00u-Ada",
    active: true,
    name: { familyName: "Lovelace", givenName: "Ada" },
    emails: [
      { value: "ada@acme.test", type: "work", primary: true },
      { value: "ada@home.test", type: "home" },
    ],
    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": { department: "Engines" },
  }),
  meta: { created: "2026-11-01T12:00:00.000Z", lastModified: "2026-11-02T12:00:00.000Z" },
};

const DEPARTMENT = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department";

test.each([
  ['userName eq "ada@acme.test"', true],
  ['USERNAME Eq "ADA@ACME.TEST"', true],
  ['userName ne "ada@acme.test"', false],
  ['externalId eq "00u-ada"', false],
  ['externalId eq "00u-Ada"', true],
  ['userName co "acme"', true],
  ['userName sw "ada"', true],
  ['userName ew "acme.test"', true],
  ['name.familyName ge "L" and name.familyName lt "M"', true],
  ["title pr", false],
  ["not (title pr)", true],
  ["active eq true", true],
  ['active eq "True"', true],
  ["active eq false", false],
  ['title eq "x" or userName eq "ada@acme.test" and active eq false', false],
  ['(title eq "x" or userName eq "ada@acme.test") and active eq true', true],
  ['emails[type eq "work" and value co "acme"]', true],
  ['emails[type eq "home" and value co "acme"]', false],
  ['emails eq "ada@home.test"', true],
  ['emails.type eq "home"', true],
  [`${DEPARTMENT} eq "engines"`, true],
  ['urn:ietf:params:scim:schemas:core:2.0:User:userName eq "ada@acme.test"', true],
  ['meta.lastModified gt "2026-11-01T13:00:00+01:00"', true],
  ['meta.lastModified lt "2026-11-01T13:00:00+01:00"', false],
  ["title eq null", true],
  ['userName eq "a\\"b\\u0041"', false],
])("the filter %s is %s of Ada", (filter, fits) => {
  expect(matchesFilter(parseFilter(USER, filter), ADA)).toBe(fits);
});

test.each([
  "userName",
  "userName eq",
  'userName is "x"',
  "userName eq x",
  'nickname2 eq "x"',
  '__proto__ eq "x"',
  'userName eq "x" and',
  '(userName eq "x"',
  'userName eq "x")',
  'emails[type eq "work"',
  'userName[value eq "x"]',
  "active gt true",
  'active eq "maybe"',
  "userName eq true",
  'meta.created gt "yesterday"',
  `userName eq "${"x".repeat(3_000)}"`,
  `${"not (".repeat(50)}userName pr${")".repeat(50)}`,
  'userName eq "\\x"',
])("the filter %s is refused as invalidFilter, whatever it would have found", async (filter) => {
  const parse = async () => parseFilter(USER, filter);
  expect(await refusalOf(parse())).toBe("invalid_input");
  await expect(parse()).rejects.toMatchObject({ detail: { scimType: "invalidFilter" } });
});

test("a path names an attribute, a part, chosen values, or nothing", () => {
  expect(parsePath(USER, "Active")).toMatchObject({
    attribute: { name: "active" },
    part: null,
    filter: null,
  });
  expect(parsePath(USER, "name.familyName")).toMatchObject({ part: { name: "familyName" } });
  expect(parsePath(USER, 'emails[type eq "work"].value')).toMatchObject({
    attribute: { name: "emails" },
    part: { name: "value" },
    filter: { kind: "compare" },
  });
  expect(parsePath(USER, DEPARTMENT)).toMatchObject({ attribute: { key: DEPARTMENT } });
  for (const path of [
    "constructor",
    "name.constructor",
    "emails.value.more",
    'emails[type eq "work"].nothing',
  ])
    expect(parsePath(USER, path)).toBeNull();
});
