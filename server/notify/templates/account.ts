import { z } from "zod";
import { counted } from "#lib/format.ts";
import { NOT_YOU, path, template } from "./template.ts";

const TAKEN = {
  apps: z.number().int(),
  passkeys: z.number().int(),
  connections: z.number().int(),
  accessTokens: z.number().int(),
  invitations: z.number().int(),
};

function sayTaken(counts: Record<keyof typeof TAKEN, number>): string {
  const parts: [number, string][] = [
    [counts.apps, "authenticator app"],
    [counts.passkeys, "passkey"],
    [counts.connections, "connected account"],
    [counts.accessTokens, "access token"],
    [counts.invitations, "open invitation"],
  ];
  return parts.flatMap(([count, what]) => (count > 0 ? [counted(count, what)] : [])).join(", ");
}

/** Mails about an account and who may use it. */
export const accountMails = {
  "verify-email": template(z.object({ path }), ({ path }, portal) => ({
    subject: `Confirm your e-mail for ${portal}`,
    heading: "One click and you are in",
    paragraphs: [`Confirm that this address is yours, and continue where you were in ${portal}.`],
    action: { label: "Confirm e-mail and continue", path },
    afterword: `The link works once, for 24 hours. ${NOT_YOU}`,
  })),
  "account-exists": template(z.object({ signInPath: path, resetPath: path }), ({ signInPath }, portal) => ({
    subject: `You already have an account at ${portal}`,
    heading: "You already have an account",
    paragraphs: [
      `Somebody, most likely you, tried to sign up at ${portal} with this address. It has an account already, so nothing was changed.`,
      "Sign in with the password you chose then; the sign-in page also lets you set a new one.",
    ],
    action: { label: "Sign in", path: signInPath },
    afterword: "If this was not you, you can ignore this mail.",
  })),
  "reset-password": template(z.object({ path }), ({ path }, portal) => ({
    subject: `Set a new password for ${portal}`,
    heading: "Set a new password",
    paragraphs: [
      `Use the button to choose a new password for ${portal}. Every session of yours ends when you do.`,
    ],
    action: { label: "Choose a new password", path },
    afterword: `The link works once, for one hour. ${NOT_YOU}`,
  })),
  "password-changed": template(z.object({ resetPath: path }), ({ resetPath }, portal) => ({
    subject: `Your password for ${portal} was changed`,
    heading: "Your password was changed",
    paragraphs: [
      `The password of your account at ${portal} was changed just now, and your other sessions were ended.`,
    ],
    action: { label: "This was not me", path: resetPath },
    afterword: "If you changed it yourself, there is nothing to do.",
  })),
  "password-reset": template(
    z.object({ resetPath: path, connections: z.number().int().default(0) }),
    ({ resetPath, connections }, portal) => ({
      subject: `Your password for ${portal} was set anew`,
      heading: "Your password was set anew",
      paragraphs: [
        `A new password for your account at ${portal} was set just now, by the link in a mail to this address. All your sessions and access tokens were ended; programs that used a token need a new one.`,
        ...(connections > 0
          ? [
              "The accounts elsewhere that let you in were disconnected too. Connect those that are yours again, under your account.",
            ]
          : []),
      ],
      action: { label: "This was not me", path: resetPath },
      afterword: "If it was you, there is nothing to do.",
    }),
  ),
  "new-device": template(
    z.object({ device: z.string(), address: z.string(), path }),
    ({ device, address, path }, portal) => ({
      subject: `A new sign-in to ${portal}`,
      heading: "A new sign-in",
      paragraphs: [
        `Somebody signed in to your account at ${portal} in a browser that it had not seen before.`,
        `${device}, from ${address || "an unknown address"}.`,
      ],
      action: { label: "See your sessions", path },
      afterword:
        "If it was you, there is nothing to do. If not, end that session and set a new password at once.",
    }),
  ),
  "newcomer-waits": template(z.object({ email: z.string(), path }), ({ email, path }, portal) => ({
    subject: `Somebody waits to be let in to ${portal}`,
    heading: "Somebody waits to be let in",
    paragraphs: [`${email} signed up at ${portal} and confirmed the address. An administrator decides.`],
    action: { label: "See who waits", path },
    afterword: "You get this mail because you administer the portal.",
  })),
  "newcomer-approved": template(z.object({ signInPath: path }), ({ signInPath }, portal) => ({
    subject: `Your account at ${portal} is ready`,
    heading: "Your account is ready",
    paragraphs: [`An administrator of ${portal} has let you in. Sign in with the password you chose.`],
    action: { label: "Sign in", path: signInPath },
  })),
  "newcomer-declined": template(z.object({ reason: z.string() }), ({ reason }, portal) => ({
    subject: `Your account at ${portal} was declined`,
    heading: "Your account was declined",
    paragraphs: [
      `An administrator of ${portal} did not let you in. What you entered when you signed up was deleted.`,
      ...(reason ? [`The reason given: ${reason}`] : []),
    ],
    afterword: "Answer this mail if you think this is a mistake.",
  })),
  "confirm-new-email": template(z.object({ path }), ({ path }, portal) => ({
    subject: `Confirm your new address for ${portal}`,
    heading: "Confirm your new address",
    paragraphs: [`Confirm that you want to sign in to ${portal} with this address from now on.`],
    action: { label: "Confirm the new address", path },
    afterword: `The link works once, for 24 hours, while you are signed in. ${NOT_YOU}`,
  })),
  "email-taken": template(z.object({ signInPath: path }), ({ signInPath }, portal) => ({
    subject: `Somebody wanted to use your address at ${portal}`,
    heading: "Your address was asked for",
    paragraphs: [
      `Somebody signed in to another account at ${portal} wanted to change its address to this one. It has an account already, so nothing was changed.`,
      "If that was you, sign in with this address instead.",
    ],
    action: { label: "Sign in", path: signInPath },
    afterword: "If this was not you, there is nothing to do.",
  })),
  "email-change-asked": template(z.object({ newEmail: z.string(), path }), ({ newEmail, path }, portal) => ({
    subject: `A new address for your account at ${portal}`,
    heading: "Your address is about to change",
    paragraphs: [
      `Somebody signed in to your account at ${portal} asked to change its address to ${newEmail}. It changes once that address is confirmed.`,
    ],
    action: { label: "This was not me", path },
    afterword: "If it was you, there is nothing to do here.",
  })),
  "email-changed": template(z.object({ newEmail: z.string(), path }), ({ newEmail, path }, portal) => ({
    subject: `Your address at ${portal} was changed`,
    heading: "Your address was changed",
    paragraphs: [`You sign in to ${portal} with ${newEmail} from now on, and mails go there.`],
    action: { label: "This was not me", path },
    afterword:
      "The link gives the account back to this address and ends every session. It works for seven days.",
  })),
  "email-change-undone": template(
    z.object({ path, days: z.number().int(), ...TAKEN }),
    ({ path, days, ...taken }, portal) => ({
      subject: `Your address at ${portal} is as it was`,
      heading: "The change of address was undone",
      paragraphs: [
        `Your account at ${portal} has its earlier address again, and every session of it was ended.`,
        "Its password no longer works, since somebody else may know it. Set a new one now.",
        ...(sayTaken(taken)
          ? [
              `Gone too, because it was added since the change was asked for or in the ${days} days before: ${sayTaken(taken)}. Add again what was yours.`,
            ]
          : []),
      ],
      action: { label: "Set a new password", path },
    }),
  ),
  "account-deleted": template(z.object({ name: z.string() }), ({ name }, portal) => ({
    subject: `Your account at ${portal} was deleted`,
    heading: "Your account was deleted",
    paragraphs: [
      `Goodbye, ${name}. Your account at ${portal} was deleted just now: your sessions, access tokens and ways to sign in, and your personal space with its apps and keys.`,
      "What you made for shared organisations stays with them, without your name. This is the last mail you get from us.",
    ],
    afterword:
      "If this was not you, answer this mail at once; what is gone cannot be brought back, but we can find out what happened.",
  })),
  "account-suspended": template(z.object({ reason: z.string() }), ({ reason }, portal) => ({
    subject: `Your account at ${portal} was suspended`,
    heading: "Your account was suspended",
    paragraphs: [
      `An administrator of ${portal} suspended your account. Your sessions and access tokens no longer work; nothing was deleted.`,
      ...(reason ? [`The reason given: ${reason}`] : []),
    ],
    afterword: "Answer this mail or ask your organisation's administrator if you think this is a mistake.",
  })),
  "account-restored": template(z.object({ signInPath: path }), ({ signInPath }, portal) => ({
    subject: `Your account at ${portal} works again`,
    heading: "Your account works again",
    paragraphs: [`An administrator of ${portal} restored your account.`],
    action: { label: "Sign in", path: signInPath },
  })),
  "account-unused": template(
    z.object({ days: z.number(), signInPath: path }),
    ({ days, signInPath }, portal) => ({
      subject: `Do you still need your account at ${portal}?`,
      heading: "Do you still need your account?",
      paragraphs: [
        `Nobody has used your account at ${portal} for ${days} days. Sign in to keep it; otherwise it may be suspended.`,
      ],
      action: { label: "Sign in", path: signInPath },
      afterword: "Your organisations' apps and keys are not touched by this.",
    }),
  ),
  "platform-role-set": template(z.object({ role: z.string(), by: z.string() }), ({ role, by }, portal) => ({
    subject: `Your role at ${portal} is now: ${role}`,
    heading: `Your role is now: ${role}`,
    paragraphs: [
      `${by} changed what you may do for the whole of ${portal}. Your organisations stay as they are.`,
    ],
    afterword: "If you did not expect this, tell the administrators of the portal.",
  })),
  "sessions-ended": template(
    z.object({ by: z.string(), signInPath: path }),
    ({ by, signInPath }, portal) => ({
      subject: `You were signed out of ${portal}`,
      heading: "You were signed out",
      paragraphs: [`${by}, who looks after ${portal}, ended your sessions. Your account is as it was.`],
      action: { label: "Sign in", path: signInPath },
      afterword: "If you do not know why, ask the administrators of the portal.",
    }),
  ),
  "sign-in-reset": template(z.object({ by: z.string(), path }), ({ by, path }, portal) => ({
    subject: `Set up your sign-in for ${portal} anew`,
    heading: "Set up your sign-in anew",
    paragraphs: [
      `${by}, who looks after ${portal}, reset how you sign in: your password, your second factors and the accounts elsewhere that let you in are gone; your sessions, access tokens and open invitations to others ended.`,
      "Use the button to choose a new password, and then set up a second factor.",
    ],
    action: { label: "Choose a new password", path },
    afterword:
      "The link works once, for one day. If you asked for nothing of the kind, tell the administrators.",
  })),
  "viewed-as-you": template(
    z.object({ by: z.string(), reason: z.string(), isReadOnly: z.boolean(), minutes: z.number(), path }),
    ({ by, reason, isReadOnly, minutes, path }, portal) => ({
      subject: `${by} views ${portal} as you`,
      heading: "Somebody views the portal as you",
      paragraphs: [
        `${by}, who looks after ${portal}, sees it through your eyes for at most ${minutes} minutes. ${
          isReadOnly
            ? "Nothing can be changed meanwhile."
            : "They may change things on your behalf; each change names them in your organisation's activity."
        } Passwords, keys and tokens are not shown to them.`,
        ...(reason ? [`Their reason: ${reason}`] : []),
      ],
      action: { label: "See your account", path },
      afterword: "If you did not ask for help, tell the administrators of the portal.",
    }),
  ),
};
