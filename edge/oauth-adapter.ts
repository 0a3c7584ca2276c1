import { errors } from "oidc-provider";
import {
  consumeOidcRecord,
  destroyOidcRecord,
  findOidcRecord,
  findOidcRecordByUid,
  findOidcRecordByUserCode,
  findUsableClient,
  type OidcPayload,
  revokeOidcGrant,
  saveOidcRecord,
} from "#server/oauth/index.ts";
import { clock } from "#server/platform/clock.ts";

/** Where oidc-provider keeps what it issues. Clients come from the portal and are never written here. */
export class OidcAdapter {
  readonly model: string;

  constructor(model: string) {
    this.model = model;
  }

  async upsert(id: string, payload: OidcPayload, expiresIn?: number): Promise<void> {
    if (this.model === "Client") throw new Error("Clients are made in the portal.");
    await saveOidcRecord(this.model, id, payload, expiresIn);
  }

  async find(id: string): Promise<OidcPayload | undefined> {
    return this.model === "Client" ? findClientMetadata(id) : findOidcRecord(this.model, id);
  }

  async findByUid(uid: string): Promise<OidcPayload | undefined> {
    return findOidcRecordByUid(this.model, uid);
  }

  async findByUserCode(userCode: string): Promise<OidcPayload | undefined> {
    return findOidcRecordByUserCode(this.model, userCode);
  }

  /** Throws for all but the first of any number of simultaneous redemptions. */
  async consume(id: string): Promise<void> {
    if (!(await consumeOidcRecord(this.model, id))) throw new errors.InvalidGrant("already used");
  }

  async destroy(id: string): Promise<void> {
    await destroyOidcRecord(this.model, id);
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    await revokeOidcGrant(grantId);
  }
}

async function findClientMetadata(clientId: string): Promise<OidcPayload | undefined> {
  const client = await findUsableClient({ now: clock.now() }, clientId);
  if (!client) return undefined;
  return {
    client_id: client.id,
    client_name: client.name,
    // The library wants one; it is never compared, because secrets are kept as keyed hashes.
    client_secret: "-",
    secret_hashes: client.secretHashes.map((hash) => Buffer.from(hash).toString("hex")),
  };
}
