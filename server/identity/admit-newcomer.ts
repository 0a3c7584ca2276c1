import type { Tx } from "#server/platform/db.ts";
import { sha256Hex } from "#server/platform/keyring.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { isAddressAllowed, readSignUpSettings } from "./sign-up-settings.ts";

interface Newcomer {
  email: string;
  /** The secret of the invitation's link, when they come by one. */
  invitation?: string | undefined;
  /** Their organisation, which has proved that the address's domain is its own, brings them: as good as an invitation. */
  isBrought?: boolean;
}

/**
 * The one gate to a new account, whichever way it is made: answers the state it starts in, or refuses. It looks at the
 * address and the invitation alone, never at who has an account, so that its answer tells nobody about others.
 */
export async function admitNewcomer(tx: Tx, newcomer: Newcomer, now: Date): Promise<"active" | "pending"> {
  const settings = await readSignUpSettings(tx);
  switch (settings.mode) {
    case "open":
      return "active";
    case "approval":
      return "pending";
    case "domains":
      if (isAddressAllowed(newcomer.email, settings)) return "active";
      throw new Refusal("not_allowed", "Accounts here are for certain domains only.", {
        email: `Use an address at ${settings.allowedDomains.join(", ")}.`,
      });
    case "invitation":
      if (newcomer.isBrought || (await isInvited(tx, newcomer, now))) return "active";
      throw new Refusal(
        "not_allowed",
        "Accounts here are by invitation. Open the link in your invitation, and use the very address it was sent to.",
        { email: "Use the address that the invitation was sent to." },
      );
  }
}

/** Without the link's secret nobody learns which addresses are invited. */
async function isInvited(tx: Tx, { email, invitation }: Newcomer, now: Date): Promise<boolean> {
  if (!invitation) return false;
  const where = {
    tokenHash: sha256Hex(invitation),
    email,
    acceptedAt: null,
    revokedAt: null,
    expiresAt: { gt: now },
    organisation: { status: "active" as const },
  };
  return (await tx.invitation.count({ where })) > 0;
}
