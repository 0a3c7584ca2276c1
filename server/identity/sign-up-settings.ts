import { domainOf, isDomainAmong } from "#lib/mail-address.ts";
import { type Ctx, requirePlatform, requireRecentProof } from "#server/platform/context.ts";
import { findCurrentTerms } from "#server/platform/current-terms.ts";
import { reader, type Tx } from "#server/platform/db.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { peekInvitation } from "./accept-invitation.ts";
import { type SignUpDoor, type SignUpSettings, UpdateSignUpInput } from "./schema.ts";

/** Who may sign up; everybody while an administrator has said nothing. */
export async function readSignUpSettings(tx: Tx): Promise<SignUpSettings> {
  const row = await tx.signUpSettings.findUnique({
    where: { id: "portal" },
    select: { mode: true, allowedDomains: true },
  });
  return row ?? { mode: "open", allowedDomains: [] };
}

/** What a sign-up form must know, for everybody to read. */
export async function getSignUpDoor(ctx: Ctx): Promise<SignUpDoor> {
  const { mode, allowedDomains } = await readSignUpSettings(reader(ctx));
  const terms = await findCurrentTerms(reader(ctx), ctx.now);
  return { mode, allowedDomains: mode === "domains" ? allowedDomains : [], termsVersion: terms || null };
}

/** Whether a visitor on their way to `next` may try: where accounts are by invitation, only with a live one's link. */
export async function canSignUp(ctx: Ctx, next: string): Promise<boolean> {
  const { mode } = await readSignUpSettings(reader(ctx));
  const invitation = invitationIn(next);
  return (
    mode !== "invitation" || (invitation !== undefined && (await peekInvitation(ctx, invitation)) !== null)
  );
}

/** The whole setting, for those who may read settings. */
export async function getSignUpSettings(ctx: Ctx): Promise<SignUpSettings> {
  requirePlatform(ctx, "settings.read");
  return readSignUpSettings(reader(ctx));
}

/** Decides who may sign up from now on. People who have an account keep it. */
export async function updateSignUpSettings(ctx: Ctx, raw: unknown): Promise<SignUpSettings> {
  requirePlatform(ctx, "settings.write");
  requireRecentProof(ctx);
  const input = read(UpdateSignUpInput, raw);
  return mutate(ctx, async (tx) => {
    const before = await readSignUpSettings(tx);
    await tx.signUpSettings.upsert({
      where: { id: "portal" },
      create: { id: "portal", ...input },
      update: input,
    });
    return {
      value: input,
      audit: {
        action: "sign_up.settings_changed",
        target: "portal",
        orgId: null,
        detail: { ...input, before: { ...before } },
      },
    };
  });
}

/** The secret in the path of an invitation's link, where a sign-up says it leads back to one. */
export function invitationIn(next: string | undefined): string | undefined {
  return /^\/join\?token=([0-9A-Za-z]{1,100})$/.exec(next ?? "")?.[1];
}

/** Whether the address's domain may sign up under the mode "domains". */
export function isAddressAllowed(email: string, { allowedDomains }: SignUpSettings): boolean {
  return isDomainAmong(domainOf(email), allowedDomains);
}
