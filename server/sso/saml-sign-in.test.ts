import { inflateRawSync } from "node:zlib";
import { beforeAll, expect, test } from "vitest";
import type { Ctx } from "#server/platform/context.ts";
import type { Tx } from "#server/platform/db.ts";
import { findMember } from "#server/platform/session-row.ts";
import { ctxOf, inRollback, makeMember, sessionIn } from "#server/platform/testing/world.ts";
import { answerByPost, fetchAnswer } from "./answer-sso.ts";
import { addressesOf } from "./find-provider.ts";
import { problemOf } from "./problem.ts";
import { addProvider } from "./providers.ts";
import { findSamlMetadata } from "./saml-metadata.ts";
import { startSso } from "./start-sso.ts";
import { answerXml, type KeyPair, makeKeyPair, responseXml, type Saying } from "./testing/saml-house.ts";

const BROWSER = { address: "192.0.2.8", userAgent: "Test", browserSecret: "b".repeat(43) };
const IDP = "https://idp.acme.test/saml";
let pair: KeyPair;
let foreign: KeyPair;

beforeAll(() => {
  pair = makeKeyPair();
  foreign = makeKeyPair();
});

const EMAIL = "ada@acme.test";

function whole(saying: Partial<Saying> & { requestId: string }): Saying {
  const { acs, metadata } = addressesOf("acme");
  const attributes = { email: EMAIL, displayName: "Ada Acme" };
  return { issuer: IDP, acs, audience: metadata, attributes, signer: pair, ...saying };
}

const answer = (saying: Partial<Saying> & { requestId: string }): string => answerXml(whole(saying));

function formOf(xml: string, state: string): FormData {
  const form = new FormData();
  form.set("SAMLResponse", Buffer.from(xml).toString("base64"));
  form.set("RelayState", state);
  return form;
}

async function setUp(tx: Tx): Promise<Ctx> {
  const admin = await makeMember(tx, { platformRole: "admin" });
  await addProvider(ctxOf(tx, { ...admin, provedAt: new Date() }, new Date()), {
    kind: "saml",
    slug: "acme",
    name: "Acme",
    entryPoint: "https://idp.acme.test/sso",
    idpIssuer: IDP,
    certificates: pair.certificate,
    emailDomains: "acme.test",
  });
  return ctxOf(tx, { kind: "visitor" }, new Date());
}

async function begin(ctx: Ctx, purpose = "sign_in") {
  const { url } = await startSso(ctx, { provider: "acme", purpose }, BROWSER);
  const { searchParams } = new URL(url);
  const request = inflateRawSync(Buffer.from(searchParams.get("SAMLRequest") ?? "", "base64")).toString();
  return {
    state: searchParams.get("RelayState") ?? "",
    requestId: /\sID="([^"]+)"/.exec(request)?.[1] ?? "",
    isForced: /\sForceAuthn="true"/.test(request),
  };
}

async function problemIn(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => "nothing",
    (error: unknown) => problemOf(error) ?? String(error),
  );
}

test("a signed answer to this portal's own request lets its person in, once, in the browser that asked", async () => {
  await inRollback(async (tx) => {
    const ctx = await setUp(tx);
    const { state, requestId } = await begin(ctx);
    const form = formOf(answer({ requestId }), state);
    expect(await answerByPost(ctx, "acme", form)).toBe(state);
    expect(await problemIn(fetchAnswer(ctx, "acme", state, { ...BROWSER, browserSecret: null }))).toBe(
      "other_browser",
    );
    const result = await fetchAnswer(ctx, "acme", state, BROWSER);
    if (result.kind !== "admitted") throw new Error(result.kind);
    sessionIn(result.admission);
    const user = await tx.user.findUniqueOrThrow({ where: { email: EMAIL } });
    expect(user).toMatchObject({ name: "Ada Acme", passwordHash: null });
    expect(await problemIn(answerByPost(ctx, "acme", form))).toBe("attempt_gone");
    expect(await problemIn(fetchAnswer(ctx, "acme", state, BROWSER))).toBe("attempt_gone");
  });
});

test("the metadata names the place that answers are posted to and asks for signed assertions", async () => {
  await inRollback(async (tx) => {
    const ctx = await setUp(tx);
    const metadata = await findSamlMetadata(ctx, "acme");
    expect(metadata).toContain(addressesOf("acme").acs);
    expect(metadata).toContain('WantAssertionsSigned="true"');
    expect(await findSamlMetadata(ctx, "nobody")).toBeNull();
  });
});

const SIGNATURE = /<ds:Signature.*?<\/ds:Signature>|<Signature.*?<\/Signature>/gs;
const ASSERTION = /<saml:Assertion.*<\/saml:Assertion>/s;
const evil = (text: string) => text.replace("person-7", "person-1");
const unsigned = (text: string) => text.replace(SIGNATURE, "");
const renamed = (text: string) => text.replace(/ ID="_a[^"]+"/, ' ID="_evil"');
const inner = (xml: string) => ASSERTION.exec(xml)?.[0] ?? "";
const signatureOf = (text: string) => text.match(SIGNATURE)?.[0] ?? "";

const HOSTILE: Record<string, (requestId: string) => string> = {
  "nothing signed": (requestId) => answer({ requestId, signs: [] }),
  "only the assertion signed": (requestId) => answer({ requestId, signs: ["assertion"] }),
  "only the response signed": (requestId) => answer({ requestId, signs: ["response"] }),
  "signed by another key": (requestId) => answer({ requestId, signer: foreign }),
  "for another audience": (requestId) => answer({ requestId, audience: "https://elsewhere.test" }),
  "for another recipient": (requestId) => answer({ requestId, recipient: "https://elsewhere.test/acs" }),
  "sent to another place": (requestId) => answer({ requestId, destination: "https://elsewhere.test/acs" }),
  "sent to nowhere": (requestId) => answer({ requestId, destination: null }),
  "to another request": (requestId) => answer({ requestId: `_another${requestId}` }),
  "with a subject for another request": (requestId) => answer({ requestId, inResponseTo: "_another" }),
  expired: (requestId) => answer({ requestId, endsInMs: -180_000 }),
  "changed after signing": (requestId) => evil(answer({ requestId })),
  "with a comment in the name": (requestId) => answer({ requestId, nameId: "person-1<!-- -->.evil" }),
  "with a document type and an entity": (requestId) =>
    `<!DOCTYPE x [<!ENTITY e "person-1">]>${answer({ requestId })}`,
  "with a processing instruction": (requestId) =>
    answer({ requestId }).replace("person-7", "person-1<?x y?>"),
  "wrapped: the signed response inside an evil one (XSW 1)": (requestId) => {
    const signed = answer({ requestId });
    return responseXml(whole({ requestId }), `${evil(renamed(unsigned(inner(signed))))}${signed}`);
  },
  "wrapped: evil response that holds the signature (XSW 2)": (requestId) => {
    const signed = answer({ requestId });
    return responseXml(
      whole({ requestId }),
      `${signatureOf(signed)}${evil(renamed(unsigned(inner(signed))))}${unsigned(signed)}`,
    );
  },
  "wrapped: evil assertion before the signed one (XSW 3)": (requestId) => {
    const signed = answer({ requestId, signs: ["assertion"] });
    return signed.replace(ASSERTION, (good) => evil(renamed(unsigned(good))) + good);
  },
  "wrapped: signed assertion inside the evil one (XSW 4)": (requestId) => {
    const signed = answer({ requestId, signs: ["assertion"] });
    return signed.replace(ASSERTION, (good) =>
      evil(renamed(unsigned(good))).replace("</saml:Assertion>", `${good}</saml:Assertion>`),
    );
  },
  "wrapped: signature moved into the evil assertion (XSW 5)": (requestId) => {
    const signed = answer({ requestId, signs: ["assertion"] });
    return signed.replace(
      ASSERTION,
      (good) =>
        evil(renamed(unsigned(good))).replace("</saml:Issuer>", `</saml:Issuer>${signatureOf(good)}`) +
        unsigned(good),
    );
  },
  "wrapped: original inside the signature (XSW 6)": (requestId) => {
    const signed = answer({ requestId, signs: ["assertion"] });
    return signed.replace(ASSERTION, (good) => {
      const signature = signatureOf(good).replace(/<\/(ds:)?Signature>$/, (end) => `${unsigned(good)}${end}`);
      return evil(renamed(unsigned(good))).replace("</saml:Issuer>", `</saml:Issuer>${signature}`);
    });
  },
  "wrapped: evil assertion in an extension (XSW 7)": (requestId) => {
    const signed = answer({ requestId, signs: ["assertion"] });
    return signed.replace(
      ASSERTION,
      (good) => `<samlp:Extensions>${evil(unsigned(good))}</samlp:Extensions>${good}`,
    );
  },
  "wrapped: original in an object of the signature (XSW 8)": (requestId) => {
    const signed = answer({ requestId, signs: ["assertion"] });
    return signed.replace(ASSERTION, (good) => {
      const object = `<ds:Object xmlns:ds="http://www.w3.org/2000/09/xmldsig#">${unsigned(good)}</ds:Object>`;
      const signature = signatureOf(good).replace(/<\/(ds:)?Signature>$/, (end) => `${object}${end}`);
      return evil(unsigned(good)).replace("</saml:Issuer>", `</saml:Issuer>${signature}`);
    });
  },
  "no XML at all": () => "hello",
};

test.each(Object.entries(HOSTILE))("an answer %s lets nobody in", async (_name, forge) => {
  await inRollback(async (tx) => {
    const ctx = await setUp(tx);
    const { state, requestId } = await begin(ctx);
    expect(await problemIn(answerByPost(ctx, "acme", formOf(forge(requestId), state)))).toBe(
      "answer_refused",
    );
    expect(await problemIn(fetchAnswer(ctx, "acme", state, BROWSER))).toBe("attempt_gone");
    expect(await tx.user.findUnique({ where: { email: EMAIL } })).toBeNull();
  });
});

test("an assertion that was taken once is not taken again, not even for a request of its own", async () => {
  await inRollback(async (tx) => {
    const ctx = await setUp(tx);
    const first = await begin(ctx);
    const assertionId = "_the-same";
    await answerByPost(ctx, "acme", formOf(answer({ ...first, assertionId }), first.state));
    const second = await begin(ctx);
    const again = formOf(answer({ ...second, assertionId }), second.state);
    expect(await problemIn(answerByPost(ctx, "acme", again))).toBe("answer_refused");
  });
});

test("a person who signs in by SAML alone proves themselves by signing in there again, and not by an older sign-in", async () => {
  await inRollback(async (tx) => {
    const ctx = await setUp(tx);
    const first = await begin(ctx);
    expect(first.isForced).toBe(false);
    await answerByPost(ctx, "acme", formOf(answer(first), first.state));
    await fetchAnswer(ctx, "acme", first.state, BROWSER);
    const { id: userId } = await tx.user.findUniqueOrThrow({ where: { email: EMAIL } });
    const session = await tx.session.findFirstOrThrow({ where: { userId } });
    await tx.session.update({ where: { id: session.id }, data: { provedAt: null } });
    const member = await findMember(tx, session.id, ctx.now);
    if (!member) throw new Error("Nobody is signed in.");
    const asMember = { ...ctx, caller: member };
    const prove = async (saying: Partial<Saying>) => {
      const { state, requestId, isForced } = await begin(asMember, "prove");
      expect(isForced).toBe(true);
      await answerByPost(ctx, "acme", formOf(answer({ requestId, ...saying }), state));
      return fetchAnswer(asMember, "acme", state, BROWSER);
    };
    expect(await problemIn(prove({ authenticatedAgoMs: 120_000 }))).toBe("not_fresh");
    expect(await problemIn(prove({ nameId: "person-8" }))).toBe("not_connected");
    expect((await findMember(tx, session.id, ctx.now))?.provedAt).toBeNull();
    expect(await prove({})).toEqual({ kind: "proved" });
    expect((await findMember(tx, session.id, ctx.now))?.provedAt).toEqual(ctx.now);
  });
});
