import { z } from "zod";

const id = z.string().trim().min(1, "Required.").max(64);

/** An RFC 6749 scope token, kept short. */
const Scope = z
  .string()
  .regex(/^[\x21\x23-\x5B\x5D-\x7E]{1,100}$/, "A scope is one word without quotes or backslashes.");

/** A list, or one text with spaces between, as forms and RFC 6749 write it. */
const Scopes = z.preprocess(
  (value) => (typeof value === "string" ? value.split(/\s+/).filter(Boolean) : value),
  z.array(Scope).max(50),
);

export const CreateClientInput = z.object({
  appId: id,
  name: z.string().trim().min(1, "Give the client a name.").max(80),
  environment: z.enum(["sandbox", "live"]),
  /** What its tokens may carry at most; left out, everything the app's plans allow. */
  scopes: Scopes.default([]),
});
export type CreateClientInput = z.input<typeof CreateClientInput>;

export const ClientRef = z.object({ clientId: id });
export type ClientRef = z.input<typeof ClientRef>;

export const AddSecretInput = z.object({
  clientId: id,
  expiresInDays: z.preprocess(
    (value) => (value === "" ? undefined : value),
    z.coerce.number().int().min(1).max(3650).optional(),
  ),
});
export type AddSecretInput = z.input<typeof AddSecretInput>;

/** Two let a client change over without a gap. */
export const MAX_LIVE_SECRETS = 2;

export const SecretRef = z.object({ clientId: id, secretId: id });
export type SecretRef = z.input<typeof SecretRef>;

export const ListClientsInput = z.object({ appId: id });
export type ListClientsInput = z.input<typeof ListClientsInput>;

export interface SecretSummary {
  id: string;
  /** The last four characters, to tell secrets apart. */
  hint: string;
  state: "live" | "expired" | "revoked";
  createdAt: Date;
  expiresAt: Date | null;
  revokedAt: Date | null;
}

export interface ClientSummary {
  /** Also the client_id. */
  id: string;
  appId: string;
  name: string;
  environment: "sandbox" | "live";
  scopes: string[];
  state: "active" | "revoked";
  createdAt: Date;
  revokedAt: Date | null;
  lastUsedAt: Date | null;
  /** Newest first. */
  secrets: SecretSummary[];
}

/** A new secret in clear, shown this once. */
export interface IssuedSecret {
  client: ClientSummary;
  secretId: string;
  secret: string;
}

/** What a live access token stands for. */
export interface AccessTokenFacts {
  clientId: string;
  appId: string;
  orgId: string;
  environment: "sandbox" | "live";
  scopes: string[];
  expiresAt: Date;
}
