import { generateKeyPair, randomUUID } from "node:crypto";
import { promisify } from "node:util";
import { z } from "zod";
import { clock } from "#server/platform/clock.ts";
import { db, type Tx } from "#server/platform/db.ts";
import { seal, unseal } from "#server/platform/keyring.ts";

const generate = promisify(generateKeyPair);

/** Any number; it only has to differ from other advisory locks of this database. */
const LOCK = 7_301_220_001;

const Jwk = z.record(z.string(), z.unknown()).and(z.object({ kty: z.string(), kid: z.string() }));
export type SigningJwk = z.infer<typeof Jwk>;

/** The private keys that sign tokens, newest first. The first call on an empty database creates one, once. */
export async function loadSigningKeys(): Promise<SigningJwk[]> {
  return db().$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${LOCK})`;
    const rows = await tx.signingKey.findMany({ where: { retiredAt: null }, orderBy: { createdAt: "desc" } });
    if (rows.length === 0) return [await createKey(tx)];
    return rows.map((row) => Jwk.parse(JSON.parse(unseal(row.sealedJwk))));
  });
}

async function createKey(tx: Tx): Promise<SigningJwk> {
  const { publicKey, privateKey } = await generate("rsa", { modulusLength: 2048 });
  const kid = randomUUID();
  const named = { kid, alg: "RS256", use: "sig" };
  const privateJwk = Jwk.parse({ ...privateKey.export({ format: "jwk" }), ...named });
  await tx.signingKey.create({
    data: {
      kid,
      algorithm: "RS256",
      publicJwk: { ...publicJwkOf(publicKey.export({ format: "jwk" })), ...named },
      sealedJwk: seal(JSON.stringify(privateJwk)),
      createdAt: clock.now(),
    },
  });
  return privateJwk;
}

function publicJwkOf(jwk: { kty?: string; n?: string; e?: string }) {
  return { kty: jwk.kty ?? "RSA", n: jwk.n ?? "", e: jwk.e ?? "" };
}
