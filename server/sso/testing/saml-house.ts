import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inflateRawSync } from "node:zlib";
import { signSamlPost } from "@node-saml/node-saml/lib/saml-post-signing.js";
import { randomBase62 } from "#server/platform/ids.ts";

export interface KeyPair {
  key: string;
  certificate: string;
}

export function makeKeyPair(): KeyPair {
  const folder = mkdtempSync(join(tmpdir(), "portico-saml-"));
  try {
    const [key, certificate] = [join(folder, "key.pem"), join(folder, "cert.pem")];
    const flags = ["-newkey", "rsa:2048", "-nodes", "-days", "30", "-subj", "/CN=idp.acme.test"];
    execFileSync("openssl", ["req", "-x509", ...flags, "-keyout", key, "-out", certificate], {
      stdio: "ignore",
    });
    return { key: readFileSync(key, "utf8"), certificate: readFileSync(certificate, "utf8") };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What an answer says; whatever is left out is said as it should be. */
export interface Saying {
  /** Who says it. */
  issuer: string;
  /** Where it is sent, and for whom it is meant. */
  acs: string;
  audience: string;
  requestId: string;
  nameId?: string;
  attributes: Record<string, string>;
  recipient?: string;
  inResponseTo?: string;
  endsInMs?: number;
  assertionId?: string;
  signer: KeyPair;
  signs?: ("assertion" | "response")[];
  /** Null names no place at all. */
  destination?: string | null;
  authenticatedAgoMs?: number;
}

export function assertionXml(saying: Saying): string {
  const { nameId = "person-7", audience, acs, recipient = acs, endsInMs = 300_000 } = saying;
  const now = new Date().toISOString();
  const authenticated = new Date(Date.now() - (saying.authenticatedAgoMs ?? 0)).toISOString();
  const start = new Date(Date.now() - 60_000).toISOString();
  const end = new Date(Date.now() + endsInMs).toISOString();
  const attributes = Object.entries(saying.attributes).map(
    ([name, value]) =>
      `<saml:Attribute Name="${name}"><saml:AttributeValue>${value}</saml:AttributeValue></saml:Attribute>`,
  );
  return `<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="${saying.assertionId ?? `_a${randomBase62(20)}`}" Version="2.0" IssueInstant="${now}"><saml:Issuer>${saying.issuer}</saml:Issuer><saml:Subject><saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">${nameId}</saml:NameID><saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData NotOnOrAfter="${end}" Recipient="${recipient}" InResponseTo="${saying.inResponseTo ?? saying.requestId}"/></saml:SubjectConfirmation></saml:Subject><saml:Conditions NotBefore="${start}" NotOnOrAfter="${end}"><saml:AudienceRestriction><saml:Audience>${audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions><saml:AuthnStatement AuthnInstant="${authenticated}"><saml:AuthnContext><saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement><saml:AttributeStatement>${attributes.join("")}</saml:AttributeStatement></saml:Assertion>`;
}

export function responseXml(saying: Saying, inside: string): string {
  const { acs, issuer, requestId, destination = acs } = saying;
  const place = destination === null ? "" : ` Destination="${destination}"`;
  return `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_r${randomBase62(20)}" Version="2.0" IssueInstant="${new Date().toISOString()}"${place} InResponseTo="${requestId}"><saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">${issuer}</saml:Issuer><samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>${inside}</samlp:Response>`;
}

/** The whole answer, signed twice unless it is said otherwise. */
export function answerXml(saying: Saying): string {
  const { signer, signs = ["assertion", "response"] } = saying;
  let xml = responseXml(saying, assertionXml(saying));
  if (signs.includes("assertion")) xml = sign(xml, `//*[local-name(.)="Assertion"]`, signer);
  if (signs.includes("response")) xml = sign(xml, `/*[local-name(.)="Response"]`, signer);
  return xml;
}

function sign(xml: string, path: string, { key, certificate }: KeyPair): string {
  return signSamlPost(xml, path, {
    privateKey: key,
    publicCert: certificate,
    signatureAlgorithm: "sha256",
    digestAlgorithm: "sha256",
  });
}

/** A SAML provider on this machine that posts an answer about `person` back by itself, as browsers know it. */
export interface SamlHouse {
  entityId: string;
  entryPoint: string;
  certificate: string;
  person: { nameId: string; email: string; displayName: string };
  close: () => void;
}

export async function startSamlHouse(): Promise<SamlHouse> {
  const signer = makeKeyPair();
  const server = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? "/", house.entityId);
    const asked = inflateRawSync(Buffer.from(searchParams.get("SAMLRequest") ?? "", "base64")).toString();
    const acs = /AssertionConsumerServiceURL="([^"]+)"/.exec(asked)?.[1] ?? "";
    const { nameId, ...attributes } = house.person;
    const xml = answerXml({
      issuer: house.entityId,
      acs,
      audience: /<saml:Issuer[^>]*>([^<]+)</.exec(asked)?.[1] ?? "",
      requestId: /\sID="([^"]+)"/.exec(asked)?.[1] ?? "",
      nameId,
      attributes,
      signer,
    });
    const fields = {
      SAMLResponse: Buffer.from(xml).toString("base64"),
      RelayState: searchParams.get("RelayState"),
    };
    const inputs = Object.entries(fields).map(
      ([name, value]) => `<input type="hidden" name="${name}" value="${value}">`,
    );
    response
      .writeHead(200, { "content-type": "text/html" })
      .end(
        `<title>House</title><form method="post" action="${acs}">${inputs.join("")}</form><script>document.forms[0].submit()</script>`,
      );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  const house: SamlHouse = {
    entityId: `${origin}/saml`,
    entryPoint: `${origin}/sso`,
    certificate: signer.certificate,
    person: { nameId: "one", email: "one@house.test", displayName: "One House" },
    close: () => server.closeAllConnections() ?? server.close(),
  };
  return house;
}
