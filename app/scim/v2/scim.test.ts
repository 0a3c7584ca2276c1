import { expect, test } from "vitest";
import { db } from "#server/platform/db.ts";
import { newId, randomBase62 } from "#server/platform/ids.ts";
import { makeMember } from "#server/platform/testing/world.ts";
import { issueScimToken, revokeScimToken } from "#server/scim/index.ts";
import * as missing from "./[...rest]/route.ts";
import * as bulk from "./Bulk/route.ts";
import * as group from "./Groups/[id]/route.ts";
import * as groups from "./Groups/route.ts";
import * as types from "./ResourceTypes/route.ts";
import * as schema from "./Schemas/[id]/route.ts";
import * as schemas from "./Schemas/route.ts";
import * as config from "./ServiceProviderConfig/route.ts";
import * as user from "./Users/[id]/route.ts";
import * as users from "./Users/route.ts";

type Handler = (
  request: Request,
  context: { params: Promise<Record<string, string> | undefined> },
) => Promise<Response>;

/** Two requests at once need two transactions, so these tests keep what they write, in organisations of their own. */
async function makeOrganisation() {
  const owner = await makeMember(db());
  const domain = `${randomBase62(10).toLowerCase()}.test`;
  const { orgId, userId: createdBy } = owner;
  const proof = { challenge: "x", createdBy, verifiedAt: new Date() };
  await db().organisationDomain.create({ data: { id: newId("dom"), orgId, domain, ...proof } });
  const ctx = { caller: owner, now: new Date(), requestId: newId("req") };
  const { secret, token } = await issueScimToken(ctx, { name: "Test" });
  return { orgId, domain, secret, end: () => revokeScimToken(ctx, { tokenId: token.id }) };
}

interface Call {
  token?: string;
  id?: string;
  body?: unknown;
  raw?: string;
  headers?: Record<string, string>;
  query?: string;
}

async function call(handler: Handler, method: string, { token, id, body, raw, headers, query = "" }: Call) {
  const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  const request = new Request(`http://localhost:4000/scim/v2/test${query}`, {
    method,
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(sent !== undefined && { "content-type": "application/scim+json" }),
      ...headers,
    },
    ...(sent !== undefined && { body: sent }),
  });
  const params = id ? { id } : undefined; // as Next does it for an address without a parameter
  const response = await handler(request, { params: Promise.resolve(params) });
  const text = await response.text();
  return { status: response.status, headers: response.headers, json: text ? JSON.parse(text) : null };
}

const person = (email: string) => ({
  schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
  userName: email,
  emails: [{ value: email, primary: true }],
  active: true,
});
const patch = (...Operations: unknown[]) => ({
  schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
  Operations,
});

test("nothing is answered without a directory's token, and nothing after it was revoked, in SCIM's form", async () => {
  const { secret, end } = await makeOrganisation();
  const all: [Handler, string][] = [
    ...([users, groups] as const).flatMap((at): [Handler, string][] => [
      [at.GET, "GET"],
      [at.POST, "POST"],
    ]),
    ...([user, group] as const).flatMap((at): [Handler, string][] => [
      [at.GET, "GET"],
      [at.PUT, "PUT"],
      [at.PATCH, "PATCH"],
      [at.DELETE, "DELETE"],
    ]),
    ...([config, types, schemas, schema] as const).map((at): [Handler, string] => [at.GET, "GET"]),
    [bulk.POST, "POST"],
    [missing.GET, "GET"],
  ];
  await end();
  for (const [handler, method] of all) {
    for (const token of [undefined, "portico_scim_nonsense", secret]) {
      const { status, json, headers } = await call(handler, method, { id: "x", ...(token && { token }) });
      expect(status).toBe(401);
      expect(json).toMatchObject({ schemas: ["urn:ietf:params:scim:api:messages:2.0:Error"], status: "401" });
      expect(headers.get("www-authenticate")).toContain("invalid_token");
    }
  }
});

test("a person is created with an address and an ETag, not sent again unchanged, and two writers never both win", async () => {
  const { secret: token, domain } = await makeOrganisation();
  const made = await call(users.POST, "POST", { token, body: person(`ada@${domain}`) });
  const { id } = made.json;
  expect(made.status).toBe(201);
  expect(made.headers.get("content-type")).toContain("application/scim+json");
  expect(made.headers.get("location")).toBe(`http://localhost:4000/scim/v2/Users/${id}`);
  const etag = made.headers.get("etag") ?? "";
  expect(made.json.meta).toMatchObject({ version: etag, location: made.headers.get("location") });
  expect((await call(user.GET, "GET", { token, id, headers: { "if-none-match": etag } })).status).toBe(304);
  const title = (value: string) =>
    call(user.PATCH, "PATCH", {
      token,
      id,
      body: patch({ op: "replace", path: "title", value }),
      headers: { "if-match": etag },
    });
  const both = await Promise.all([title("One"), title("Two")]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
});

test("of two creations at once one is made, the other refused as uniqueness, and one membership is there", async () => {
  const { secret: token, domain, orgId } = await makeOrganisation();
  const body = person(`twin@${domain}`);
  const both = await Promise.all([1, 2].map(() => call(users.POST, "POST", { token, body })));
  expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
  expect(both.find(({ status }) => status === 409)?.json.scimType).toBe("uniqueness");
  expect(await db().membership.count({ where: { orgId, user: { email: `twin@${domain}` } } })).toBe(1);
});

test("of two deactivations at once both are answered and one departure is written", async () => {
  const { secret: token, domain, orgId } = await makeOrganisation();
  const { json } = await call(users.POST, "POST", { token, body: person(`ada@${domain}`) });
  const off = () =>
    call(user.PATCH, "PATCH", {
      token,
      id: json.id,
      body: patch({ op: "Replace", path: "active", value: "False" }),
    });
  const both = await Promise.all([off(), off()]);
  expect(both.map(({ status, json: { active } }) => [status, active])).toEqual([
    [200, false],
    [200, false],
  ]);
  expect(await db().departure.count({ where: { orgId } })).toBe(1);
  expect((await call(user.DELETE, "DELETE", { token, id: json.id })).status).toBe(204);
  expect((await call(user.GET, "GET", { token, id: json.id })).status).toBe(404);
});

test("a refused group writes nothing at all; PATCH of a group is answered without its members; DELETE empties it", async () => {
  const { secret: token, domain, orgId } = await makeOrganisation();
  const { json: ada } = await call(users.POST, "POST", { token, body: person(`ada@${domain}`) });
  const refused = await call(groups.POST, "POST", {
    token,
    body: { displayName: "Engines", members: [{ value: ada.id }, { value: "scu_unknown" }] },
  });
  expect([refused.status, refused.json.scimType]).toEqual([400, "invalidValue"]);
  expect(await db().team.count({ where: { orgId } })).toBe(1);
  const { json: made } = await call(groups.POST, "POST", { token, body: { displayName: "Engines" } });
  const body = patch({ op: "Add", path: "members", value: [{ value: ada.id }] });
  expect((await call(group.PATCH, "PATCH", { token, id: made.id, body })).status).toBe(204);
  const read = await call(group.GET, "GET", { token, id: made.id });
  expect(read.json.members).toMatchObject([{ value: ada.id, type: "User" }]);
  const whole = await call(group.PUT, "PUT", { token, id: made.id, body: { displayName: "Boilers" } });
  expect(whole.json).not.toHaveProperty("members");
  expect((await call(group.DELETE, "DELETE", { token, id: made.id })).status).toBe(204);
  expect(await db().team.count({ where: { orgId } })).toBe(1);
});

test("bad bodies are refused: no JSON, too deep, too large, another type; so is what does not exist or is not done here", async () => {
  const { secret: token } = await makeOrganisation();
  const post = (more: Call) => call(users.POST, "POST", { token, ...more });
  const answers = [
    await post({ raw: "{" }),
    await post({ raw: "[".repeat(5_000) }),
    await post({ raw: `{"userName":"${"x".repeat(1_100_000)}"}` }),
    await post({ raw: "userName=x", headers: { "content-type": "text/plain" } }),
    await post({ body: [] }),
    await call(users.GET, "GET", { token, query: `?filter=${encodeURIComponent('userName eq "x')}` }),
    await call(bulk.POST, "POST", { token, body: {} }),
    await call(missing.GET, "GET", { token }),
    await call(schema.GET, "GET", { token, id: "urn:unknown" }),
  ];
  expect(answers.map(({ status, json }) => [status, json.scimType])).toEqual([
    [400, "invalidSyntax"],
    [400, "invalidSyntax"],
    [413, undefined],
    [415, undefined],
    [400, "invalidSyntax"],
    [400, "invalidFilter"],
    [501, undefined],
    [404, undefined],
    [404, undefined],
  ]);
});

test("the service says of itself what it can do, in schemas that name every attribute it reads", async () => {
  const { secret: token } = await makeOrganisation();
  const { json } = await call(config.GET, "GET", { token });
  expect(json).toMatchObject({
    patch: { supported: true },
    bulk: { supported: false },
    etag: { supported: true },
  });
  expect(
    (await call(types.GET, "GET", { token })).json.Resources.map(({ name }: { name: string }) => name),
  ).toEqual(["User", "Group"]);
  const { json: all } = await call(schemas.GET, "GET", { token });
  expect(all.totalResults).toBe(3);
  const id = "urn:ietf:params:scim:schemas:core:2.0:User";
  const { json: one } = await call(schema.GET, "GET", { token, id });
  expect(one.attributes.map(({ name }: { name: string }) => name)).toContain("userName");
  expect(JSON.stringify(one)).not.toContain("password");
});
