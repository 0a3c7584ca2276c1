import { expect, test } from "vitest";
import { GROUP, USER } from "./attributes.ts";
import { applyPatch } from "./patch.ts";
import { type Attributes, readAttributes } from "./read-attributes.ts";

const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
const BEFORE = readAttributes(USER, {
  userName: "ada@acme.test",
  active: true,
  name: { familyName: "Lovelace", givenName: "Ada" },
  emails: [{ value: "ada@acme.test", type: "work", primary: true }],
  title: "Countess",
});

const patch = (...Operations: unknown[]) => ({
  schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
  Operations,
});
const after = (...operations: unknown[]): Attributes => applyPatch(USER, BEFORE, patch(...operations));

test("the one that is patched is not touched", () => {
  const kept = structuredClone(BEFORE);
  after({ op: "replace", path: "title", value: "Engineer" }, { op: "remove", path: "emails" });
  expect(BEFORE).toEqual(kept);
});

test("RFC 7644: values are added, replaced and removed by path, and without one by their names", () => {
  expect(after({ op: "replace", path: "name.givenName", value: "Augusta" }).name).toEqual({
    familyName: "Lovelace",
    givenName: "Augusta",
  });
  expect(after({ op: "add", value: { nickName: "Ada", name: { middleName: "King" } } })).toMatchObject({
    nickName: "Ada",
    name: { familyName: "Lovelace", middleName: "King" },
  });
  expect(after({ op: "remove", path: "title" })).not.toHaveProperty("title");
  expect(after({ op: "remove", path: "name.givenName" }).name).toEqual({ familyName: "Lovelace" });
  expect(
    after({ op: "add", path: "emails", value: [{ value: "a@home.test", type: "home" }] }).emails,
  ).toHaveLength(2);
  expect(after({ op: "replace", path: "emails", value: [{ value: "a@home.test" }] }).emails).toEqual([
    { value: "a@home.test" },
  ]);
  expect(after({ op: "remove", path: 'emails[type eq "work"]' })).not.toHaveProperty("emails");
});

test("a new primary address is the only one", () => {
  const { emails } = after({ op: "add", path: "emails", value: { value: "a@new.test", primary: true } });
  expect(emails).toEqual([
    { value: "ada@acme.test", type: "work", primary: false },
    { value: "a@new.test", primary: true },
  ]);
});

test("Entra ID: verbs in capitals, truth as text, paths as names, extensions by path, and values that are not there yet", () => {
  expect(after({ op: "Replace", path: "active", value: "False" }).active).toBe(false);
  expect(after({ op: "replace", value: { active: "False" } }).active).toBe(false);
  expect(
    after({ op: "Add", path: 'phoneNumbers[type eq "mobile"].value', value: "+1" }).phoneNumbers,
  ).toEqual([{ type: "mobile", value: "+1" }]);
  expect(after({ op: "Replace", path: 'emails[type eq "work"].value', value: "x@acme.test" }).emails).toEqual(
    [{ type: "work", primary: true, value: "x@acme.test" }],
  );
  const whole = after({
    op: "replace",
    value: {
      "name.familyName": "King",
      'emails[type eq "other"].value': "o@acme.test",
      [`${ENTERPRISE}:department`]: "Engines",
    },
  });
  expect(whole).toMatchObject({ name: { familyName: "King" }, [`${ENTERPRISE}:department`]: "Engines" });
  expect(whole.emails).toContainEqual({ type: "other", value: "o@acme.test" });
  expect(after({ op: "Add", path: `${ENTERPRISE}:manager`, value: "42" })[`${ENTERPRISE}:manager`]).toEqual({
    value: "42",
  });
  expect(after({ op: "add", value: { [ENTERPRISE]: { costCenter: "9" } } })[`${ENTERPRISE}:costCenter`]).toBe(
    "9",
  );
});

test("members are added once, removed by filter or by being listed, and all of them only when none is named", () => {
  const group = readAttributes(GROUP, { displayName: "Engines", members: [{ value: "a" }, { value: "b" }] });
  const members = (...operations: unknown[]) => applyPatch(GROUP, group, patch(...operations)).members;
  expect(members({ op: "Add", path: "members", value: [{ value: "b" }, { value: "c" }] })).toHaveLength(3);
  expect(members({ op: "remove", path: 'members[value eq "a"]' })).toEqual([{ value: "b" }]);
  expect(members({ op: "Remove", path: "members", value: [{ value: "a" }] })).toEqual([{ value: "b" }]);
  expect(members({ op: "remove", path: 'members[value eq "gone"]' })).toHaveLength(2);
  expect(members({ op: "Remove", path: "members", value: [] })).toHaveLength(2);
  expect(members({ op: "remove", path: "members" })).toBeUndefined();
  expect(members({ op: "replace", value: { id: "x", displayName: "New" } })).toHaveLength(2);
});

test.each([
  ["invalidSyntax", { Operations: [{ op: "add", path: "title", value: "x" }] }],
  ["invalidSyntax", patch()],
  ["invalidSyntax", patch({ op: "move", path: "title", value: "x" })],
  ["invalidSyntax", patch(...Array.from({ length: 201 }, () => ({ op: "remove", path: "title" })))],
  ["noTarget", patch({ op: "remove" })],
  ["noTarget", patch({ op: "replace", path: 'emails[value co "nobody"].value', value: "x" })],
  ["invalidPath", patch({ op: "add", path: "nothing", value: "x" })],
  ["invalidPath", patch({ op: "add", path: "__proto__.polluted", value: "x" })],
  ["invalidPath", patch({ op: "add", path: 'title[value eq "x"]', value: "x" })],
  ["invalidValue", patch({ op: "add", value: "x" })],
  ["invalidValue", patch({ op: "replace", path: "active", value: "perhaps" })],
  ["invalidValue", patch({ op: "replace", path: "title", value: { deep: true } })],
  ["mutability", patch({ op: "replace", path: "id", value: "x" })],
  ["mutability", patch({ op: "add", path: "groups", value: [{ value: "x" }] })],
])("is refused as %s", (scimType, body) => {
  expect(() => applyPatch(USER, BEFORE, body)).toThrow(
    expect.objectContaining({ name: "Refusal", detail: { scimType } }),
  );
});

test("a value without a path changes no id, no groups and no prototype, and no password is kept", () => {
  const body = patch({
    op: "replace",
    value: JSON.parse('{"id":"x","groups":[{"value":"y"}],"password":"s3cret","__proto__":{"polluted":1}}'),
  });
  expect(applyPatch(USER, BEFORE, body)).toEqual(BEFORE);
  expect({}).not.toHaveProperty("polluted");
});

test("many operations make no list longer than one may; a list that is too long already can still shrink", () => {
  const refused = expect.objectContaining({ name: "Refusal", detail: { scimType: "invalidValue" } });
  const roles = (from: number) => ({
    op: "add",
    path: "roles",
    value: Array.from({ length: 30 }, (_, at) => ({ value: `r${from + at}` })),
  });
  expect(after(roles(0), roles(0)).roles).toHaveLength(30);
  expect(() => after(roles(0), roles(30))).toThrow(refused);
  const made = (at: number) => ({ op: "add", path: `roles[value eq "r${at}"].display`, value: "x" });
  expect(() => after(...Array.from({ length: 51 }, (_, at) => made(at)))).toThrow(refused);
  const ids = (from: number, length: number) =>
    Array.from({ length }, (_, at) => ({ value: `scu_${from + at}` }));
  const group: Attributes = { displayName: "Engines", members: ids(0, 5_001) };
  const members = (op: string, value: unknown) =>
    applyPatch(GROUP, group, patch({ op, path: "members", value })).members;
  expect(members("remove", ids(0, 1))).toHaveLength(5_000);
  expect(members("add", ids(0, 5_000))).toHaveLength(5_001);
  expect(() => members("add", ids(6_000, 1))).toThrow(refused);
});

test("values are the same whatever the order of their parts, and members whatever is said beside their value", () => {
  const email = { primary: true, type: "work", value: "ada@acme.test" };
  expect(after({ op: "add", path: "emails", value: email }).emails).toHaveLength(1);
  const group = readAttributes(GROUP, { displayName: "Engines", members: [{ value: "a", display: "Ada" }] });
  const again = { op: "add", path: "members", value: [{ value: "a" }] };
  expect(applyPatch(GROUP, group, patch(again)).members).toHaveLength(1);
});
