import { z } from "zod";

/** Six digits as people type them: spaces in the middle are forgiven. */
export const TotpCode = z
  .string()
  .transform((text) => text.replace(/\s/g, ""))
  .pipe(z.string().regex(/^\d{6}$/, "Enter the six digits that the app shows now."));

export const ConfirmTotpInput = z.object({ code: TotpCode });

export const PasskeyName = z
  .string()
  .trim()
  .min(1, "Enter a name.")
  .max(60, "Use at most 60 characters.")
  .regex(/^[^\p{Cc}<>]*$/u, "Leave out control characters and angle brackets.");

const Base64Url = z
  .string()
  .regex(/^[\w-]*$/)
  .max(20_000);
const Attachment = z.enum(["platform", "cross-platform"]).optional().catch(undefined);
const KeyType = z.literal("public-key");
/** Portico asks for no extension, so what one would answer is left out. */
const NoExtensions = z.unknown().transform(() => ({}));

/** What navigator.credentials.create answers, as JSON. */
export const NewPasskeyResponse = z.object({
  id: Base64Url.max(2_000),
  rawId: Base64Url.max(2_000),
  response: z.object({
    clientDataJSON: Base64Url,
    attestationObject: Base64Url,
    transports: z
      .array(z.string().regex(/^[\w-]{1,20}$/))
      .max(10)
      .optional(),
  }),
  authenticatorAttachment: Attachment,
  clientExtensionResults: NoExtensions,
  type: KeyType,
});

/** What navigator.credentials.get answers, as JSON. */
export const PasskeyResponse = z.object({
  id: Base64Url.max(2_000),
  rawId: Base64Url.max(2_000),
  response: z.object({
    clientDataJSON: Base64Url,
    authenticatorData: Base64Url,
    signature: Base64Url,
    userHandle: Base64Url.max(200).optional(),
  }),
  authenticatorAttachment: Attachment,
  clientExtensionResults: NoExtensions,
  type: KeyType,
});

export const AddPasskeyInput = z.object({ name: PasskeyName, response: NewPasskeyResponse });
export const RenamePasskeyInput = z.object({ passkeyId: z.string().min(1).max(40), name: PasskeyName });

export interface PasskeySummary {
  id: string;
  name: string;
  /** Kept in step between the person's devices by their provider. */
  isSynced: boolean;
  createdAt: Date;
  lastUsedAt: Date | null;
}

export interface FactorsSummary {
  /** The authenticator app, once confirmed. */
  totp: { since: Date; lastUsedAt: Date | null } | null;
  passkeys: PasskeySummary[];
  recoveryCodesLeft: number;
}

/** An authenticator app to be set up; shown once, worth nothing until confirmed. */
export interface TotpOffer {
  /** The key in groups, for typing. */
  secret: string;
  uri: string;
  /** A path of unit squares in a square of this many units. */
  qr: { size: number; path: string };
}

/** Codes in clear, this once. */
export interface ShownCodes {
  recoveryCodes: string[];
}
