import { z } from "zod";

/** What a mail says; render-mail.ts turns it into text and HTML. Paragraphs are plain text. */
export interface MailBody {
  subject: string;
  heading: string;
  paragraphs: string[];
  /** The one thing to do. `path` is an address of this portal. */
  action?: { label: string; path: string };
  /** Said small, after the action. */
  afterword?: string;
}

const path = z.string().startsWith("/");

interface Template<S extends z.ZodType> {
  data: S;
  /** Checks the data and says what the mail of the portal named `portal` says. */
  write: (raw: unknown, portal: string) => MailBody;
}

function template<S extends z.ZodType>(
  data: S,
  body: (data: z.output<S>, portal: string) => MailBody,
): Template<S> {
  return { data, write: (raw, portal) => body(data.parse(raw), portal) };
}

const NOT_YOU = "If this was not you, you can ignore this mail; nothing happens without the link.";

/** Every mail Portico sends. */
export const templates = {
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
  "factor-added": template(z.object({ what: z.string(), path }), ({ what, path }, portal) => ({
    subject: `A new way to prove it is you at ${portal}`,
    heading: `${what} was added`,
    paragraphs: [`${what} was added to your account at ${portal} and is asked for when you sign in.`],
    action: { label: "See your security settings", path },
    afterword: "If you did not add it, remove it there and set a new password at once.",
  })),
  "factor-removed": template(z.object({ what: z.string(), path }), ({ what, path }, portal) => ({
    subject: `A way to prove it is you was removed at ${portal}`,
    heading: `${what} was removed`,
    paragraphs: [`${what} was removed from your account at ${portal}.`],
    action: { label: "See your security settings", path },
    afterword: "If you did not remove it, somebody else may be in your account: set a new password at once.",
  })),
  "recovery-code-used": template(
    z.object({ left: z.number().int().min(0), path }),
    ({ left, path }, portal) => ({
      subject: `A recovery code was used at ${portal}`,
      heading: "A recovery code was used",
      paragraphs: [
        `Somebody signed in to your account at ${portal} with one of your recovery codes.`,
        left === 1 ? "One code is left." : `${left} codes are left.`,
      ],
      action: { label: "See your security settings", path },
      afterword: "If it was not you, make new codes there and set a new password at once.",
    }),
  ),
  "recovery-codes-replaced": template(z.object({ path }), ({ path }, portal) => ({
    subject: `New recovery codes at ${portal}`,
    heading: "New recovery codes were made",
    paragraphs: [
      `The recovery codes of your account at ${portal} were replaced; the earlier ones no longer work.`,
    ],
    action: { label: "See your security settings", path },
    afterword: "If you did not do it, make new ones and set a new password at once.",
  })),
  "password-removed": template(z.object({ path }), ({ path }, portal) => ({
    subject: `Your password at ${portal} was removed`,
    heading: "You sign in without a password now",
    paragraphs: [`The password of your account at ${portal} was removed. Your passkeys let you in.`],
    action: { label: "See your security settings", path },
    afterword: "If you did not do it, set a new password at once by “Forgot your password?”.",
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
  "email-change-undone": template(z.object({ path }), ({ path }, portal) => ({
    subject: `Your address at ${portal} is as it was`,
    heading: "The change of address was undone",
    paragraphs: [
      `Your account at ${portal} has its earlier address again, and every session of it was ended.`,
      "Its password no longer works, since somebody else may know it. Second factors, connected accounts and access tokens added since the change was asked for are gone too. Set a new password now.",
    ],
    action: { label: "Set a new password", path },
  })),
  "address-kept": template(z.object({}), (_, portal) => ({
    subject: `Somebody wanted to sign up at ${portal} with this address`,
    heading: "Your address is kept for your account",
    paragraphs: [
      `Somebody, perhaps you, tried to sign up at ${portal} with this address. It belonged to an account until a few days ago, whose address was changed to another, so nothing was done.`,
      "If you did not want that change, use the link “This was not me” in the mail that told you of it; it works for seven days. Afterwards the address is free for a new account.",
    ],
    afterword: "If it was not you who signed up, there is nothing to do.",
  })),
  invitation: template(
    z.object({ orgName: z.string(), inviter: z.string(), role: z.string(), path }),
    ({ orgName, inviter, role, path }, portal) => ({
      subject: `${inviter} invites you to ${orgName} at ${portal}`,
      heading: `Join ${orgName}`,
      paragraphs: [
        `${inviter} invites you to work in ${orgName} at ${portal}, as ${role}.`,
        "You need an account with this very address; the page lets you make one.",
      ],
      action: { label: "See the invitation", path },
      afterword:
        "The link works once, for seven days. If you expected nothing of the kind, ignore this mail.",
    }),
  ),
  "domain-changed": template(
    z.object({ orgName: z.string(), domain: z.string(), what: z.string(), path }),
    ({ orgName, domain, what, path }, portal) => ({
      subject: `${domain} and ${orgName} at ${portal}`,
      heading: `About your domain ${domain}`,
      paragraphs: [what, `This is about ${orgName} at ${portal}, which you own.`],
      action: { label: "See your domains", path },
      afterword: "If you did not expect this, ask the other owners of the organisation.",
    }),
  ),
  "join-requested": template(
    z.object({ orgName: z.string(), person: z.string(), email: z.string(), domain: z.string(), path }),
    ({ orgName, person, email, domain, path }, portal) => ({
      subject: `${email} asks to join ${orgName} at ${portal}`,
      heading: "Somebody asks to join",
      paragraphs: [
        `${person} (${email}) has a confirmed address at ${domain} and asks to join ${orgName} at ${portal}.`,
      ],
      action: { label: "See the request and answer", path },
      afterword: "Until somebody answers, they see nothing of the organisation.",
    }),
  ),
  "join-decided": template(
    z.object({ orgName: z.string(), role: z.string().nullable(), path }),
    ({ orgName, role, path }, portal) => ({
      subject: role ? `You are a member of ${orgName}` : `${orgName} did not let you in`,
      heading: role ? `Welcome to ${orgName}` : "Your request was refused",
      paragraphs: [
        role
          ? `You were let in to ${orgName} at ${portal}, as ${role}. Switch to it in the menu under your name.`
          : `Your request to join ${orgName} at ${portal} was refused. Your account and your own space stay as they are.`,
      ],
      action: { label: "Open the organisation", path },
      ...(!role && { afterword: "If this should not be, ask a colleague who is in it for an invitation." }),
    }),
  ),
  joined: template(
    z.object({ orgName: z.string(), role: z.string(), path }),
    ({ orgName, role, path }, portal) => ({
      subject: `You joined ${orgName}`,
      heading: `You joined ${orgName}`,
      paragraphs: [`You are a member of ${orgName} at ${portal} now, as ${role}, because of your address.`],
      action: { label: "Open the organisation", path },
      afterword: "If this was not you, leave it there and change your password.",
    }),
  ),
  "joined-by-domain": template(
    z.object({
      orgName: z.string(),
      person: z.string(),
      email: z.string(),
      domain: z.string(),
      role: z.string(),
      path,
    }),
    ({ orgName, person, email, domain, role, path }, portal) => ({
      subject: `${email} joined ${orgName}`,
      heading: `${person} joined ${orgName}`,
      paragraphs: [
        `${person} (${email}) joined ${orgName} at ${portal} as ${role}, by an address at ${domain}.`,
      ],
      action: { label: "See the member", path },
      afterword: "If this should not be, remove them there; who was removed has to ask to come back.",
    }),
  ),
  "member-address-moved": template(
    z.object({ orgName: z.string(), person: z.string(), from: z.string(), to: z.string(), path }),
    ({ orgName, person, from, to, path }, portal) => ({
      subject: `${person} of ${orgName} has another address`,
      heading: `${person} has another address`,
      paragraphs: [
        `${person} changed their address at ${portal} from ${from} to ${to}, which is at none of the domains of ${orgName}.`,
        "They are a member still. Remove them if they left you.",
      ],
      action: { label: "See the member", path },
    }),
  ),
  "member-removed": template(z.object({ orgName: z.string() }), ({ orgName }, portal) => ({
    subject: `You are no longer a member of ${orgName}`,
    heading: `You left ${orgName}`,
    paragraphs: [
      `Your membership of ${orgName} at ${portal} has ended. Your access tokens for it no longer work; its apps and keys stay with it.`,
    ],
    afterword: "If you did not expect this, ask an owner of the organisation.",
  })),
  "access-changed": template(
    z.object({ orgName: z.string(), what: z.string(), path }),
    ({ orgName, what, path }, portal) => ({
      subject: `What you may do in ${orgName} has changed`,
      heading: `Your place in ${orgName} has changed`,
      paragraphs: [what, `This is about ${orgName} at ${portal}.`],
      action: { label: "Open the organisation", path },
      afterword: "If you did not expect this, ask an owner of the organisation.",
    }),
  ),
  "organisation-changed": template(
    z.object({ orgName: z.string(), what: z.string(), path }),
    ({ orgName, what, path }, portal) => ({
      subject: `${orgName} at ${portal}: something has changed`,
      heading: `About your organisation ${orgName}`,
      paragraphs: [what, `This is about ${orgName} at ${portal}, which you own.`],
      action: { label: "Open the organisation", path },
      afterword: "If you did not expect this, ask the other owners or the administrators of the portal.",
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
  "key-issued": template(
    z.object({ appName: z.string(), keyName: z.string(), environment: z.string(), path }),
    ({ appName, keyName, environment, path }, portal) => ({
      subject: `A new ${environment} key for ${appName}`,
      heading: `A new key for ${appName}`,
      paragraphs: [
        `The ${environment} key “${keyName}” was issued at ${portal}. Its secret was shown once and is not in this mail.`,
      ],
      action: { label: "See the app's keys", path },
      afterword: "If you did not expect this, revoke the key there; it stops working within a second.",
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
  "access-token-withdrawn": template(
    z.object({ tokenName: z.string(), by: z.string(), path }),
    ({ tokenName, by, path }, portal) => ({
      subject: `An access token of yours for ${portal} was revoked`,
      heading: "An access token was revoked",
      paragraphs: [`${by}, who looks after ${portal}, revoked your access token “${tokenName}”.`],
      action: { label: "See your access tokens", path },
      afterword: "Whatever used it is refused from now on.",
    }),
  ),
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
  "access-token-issued": template(
    z.object({ tokenName: z.string(), path }),
    ({ tokenName, path }, portal) => ({
      subject: `A new access token for ${portal}`,
      heading: "A new access token",
      paragraphs: [
        `The access token “${tokenName}” was made for your account. It can act for you within its scopes.`,
      ],
      action: { label: "See your access tokens", path },
      afterword: "If you did not make it, revoke it there and change your password.",
    }),
  ),
  "access-requested": template(
    z.object({ apiName: z.string(), orgName: z.string(), person: z.string(), reason: z.string(), path }),
    ({ apiName, orgName, person, reason, path }) => ({
      subject: `${orgName} asks for access to ${apiName}`,
      heading: `${orgName} asks for access to ${apiName}`,
      paragraphs: [`${person} of ${orgName} would like to read and use ${apiName}. They wrote:`, reason],
      action: { label: "See the request and answer", path },
      afterword:
        "Until somebody answers, they see the API's entry and its plans, and nothing of what is in it.",
    }),
  ),
  "access-decided": template(
    z.object({
      apiName: z.string(),
      orgName: z.string(),
      isGranted: z.boolean(),
      answer: z.string(),
      until: z.string().nullable(),
      path,
    }),
    ({ apiName, orgName, isGranted, answer, until, path }) => ({
      subject: isGranted
        ? `${orgName} has access to ${apiName}`
        : `${apiName}: the request of ${orgName} was refused`,
      heading: isGranted ? `You have access to ${apiName}` : "Your request was refused",
      paragraphs: [
        isGranted
          ? `Everybody in ${orgName} can now read ${apiName}, and developers can subscribe an app to one of its plans.${until ? ` Access ends on ${until}.` : ""}`
          : `The publisher of ${apiName} refused the request of ${orgName}.`,
        ...(answer ? [`The publisher wrote: ${answer}`] : []),
      ],
      action: { label: isGranted ? `Read ${apiName}` : "Open its page", path },
    }),
  ),
  "access-ended": template(
    z.object({ apiName: z.string(), orgName: z.string(), reason: z.string(), path }),
    ({ apiName, orgName, reason, path }) => ({
      subject: `${orgName} no longer has access to ${apiName}`,
      heading: `Access to ${apiName} has ended`,
      paragraphs: [
        `${orgName} can no longer read ${apiName}. Calls of its apps to it are refused from now on; what their plans open beside it still works.`,
        ...(reason ? [reason] : []),
      ],
      action: { label: "Open its page", path },
      afterword: "If this should not be, answer the publisher, or ask for access again on that page.",
    }),
  ),
  "publishing-role-changed": template(
    z.object({ orgName: z.string(), about: z.string(), role: z.string().nullable(), by: z.string(), path }),
    ({ orgName, about, role, by, path }) => ({
      subject: role ? `You are ${role} of ${about}` : `You are no longer a named person of ${about}`,
      heading: role ? `You are ${role} of ${about}` : `Your role for ${about} was taken back`,
      paragraphs: [
        role
          ? `${by} made you ${role} of ${about} in ${orgName}.`
          : `${by} took back what you were given for ${about} in ${orgName}. What your role in the organisation allows stays.`,
      ],
      action: { label: "Open your APIs", path },
      afterword: "If you did not expect this, ask an owner of the organisation.",
    }),
  ),
  "organisation-token-issued": template(
    z.object({ tokenName: z.string(), orgName: z.string(), maker: z.string(), path }),
    ({ tokenName, orgName, maker, path }) => ({
      subject: `A new access token of ${orgName}`,
      heading: `A new access token of ${orgName}`,
      paragraphs: [
        `${maker} made the access token “${tokenName}”. It acts as ${orgName} within its scopes, and lives on if its maker leaves.`,
      ],
      action: { label: "See the organisation's tokens", path },
      afterword: "If you did not expect this, revoke it there; its next request is refused.",
    }),
  ),
  "scim-token-issued": template(
    z.object({ tokenName: z.string(), orgName: z.string(), maker: z.string(), path }),
    ({ tokenName, orgName, maker, path }, portal) => ({
      subject: `A directory may now provision ${orgName}`,
      heading: `A new token for the directory of ${orgName}`,
      paragraphs: [
        `${maker} made the token “${tokenName}” at ${portal}. Whoever has it brings people into ${orgName}, takes them out, and keeps its teams.`,
      ],
      action: { label: "See what the directory does", path },
      afterword: "If you did not expect this, revoke it there; its next request is refused.",
    }),
  ),
  "scim-token-revoked": template(
    z.object({ tokenName: z.string(), orgName: z.string(), by: z.string(), path }),
    ({ tokenName, orgName, by, path }, portal) => ({
      subject: `A token of the directory of ${orgName} was revoked`,
      heading: "A token of the directory was revoked",
      paragraphs: [
        `${by} revoked the token “${tokenName}” at ${portal}. A directory that still uses it can no longer bring people into ${orgName} or take them out.`,
      ],
      action: { label: "See the directory's tokens", path },
    }),
  ),
  provisioned: template(
    z.object({ orgName: z.string(), isNew: z.boolean(), path }),
    ({ orgName, isNew, path }, portal) => ({
      subject: `You are a member of ${orgName} at ${portal}`,
      heading: `${orgName} has brought you in`,
      paragraphs: isNew
        ? [
            `The directory of ${orgName} made you an account at ${portal} under this address.`,
            "Sign in as your organisation does elsewhere, or choose a password.",
          ]
        : [`The directory of ${orgName} made you a member at ${portal}. Sign in as you always do.`],
      action: { label: isNew ? "Choose a password" : "Open the organisation", path },
      afterword: `If you do not belong to ${orgName}, ask its owners, or leave it on its page.`,
    }),
  ),
  "access-token-expiring": template(
    z.object({ tokenName: z.string(), day: z.string(), path }),
    ({ tokenName, day, path }, portal) => ({
      subject: `The access token “${tokenName}” ends on ${day}`,
      heading: "An access token ends soon",
      paragraphs: [
        `The access token “${tokenName}” for ${portal} ends on ${day}. Replace it before, and the old one works for another day while you change over.`,
      ],
      action: { label: "See the tokens", path },
      afterword: "If nothing uses it any more, there is nothing to do.",
    }),
  ),
  "scim-token-expiring": template(
    z.object({ tokenName: z.string(), orgName: z.string(), day: z.string(), path }),
    ({ tokenName, orgName, day, path }, portal) => ({
      subject: `The token of your directory ends on ${day}`,
      heading: "The token of your directory ends soon",
      paragraphs: [
        `The token “${tokenName}” with which the directory of ${orgName} provisions people at ${portal} ends on ${day}. From then on nobody is brought in or taken out.`,
        "Make a second token, enter it in the directory, and revoke the old one.",
      ],
      action: { label: "Make a new token", path },
      afterword: "If no directory uses it any more, there is nothing to do.",
    }),
  ),
  "device-approved": template(
    z.object({ deviceName: z.string(), address: z.string(), path }),
    ({ deviceName, address, path }, portal) => ({
      subject: `A command line now acts for you at ${portal}`,
      heading: "A command line now acts for you",
      paragraphs: [
        `You let a command line that calls itself “${deviceName}”${address ? `, at the address ${address},` : ""} act for you at ${portal}.`,
      ],
      action: { label: "See your access tokens", path },
      afterword: "If you did not, revoke its token there and change your password.",
    }),
  ),
  "api-stopped": template(
    z.object({ apiName: z.string(), reason: z.string(), path }),
    ({ apiName, reason, path }, portal) => ({
      subject: `${apiName} was taken out of ${portal}`,
      heading: `${apiName} is out of sight`,
      paragraphs: [
        `A moderator of ${portal} took your API ${apiName} out of the catalog. Only your organisation sees it now, and calls by others are refused.`,
        `The reason: ${reason}`,
      ],
      action: { label: "Open the API", path },
      afterword: "Mend what is named, then ask the moderators to put it back.",
    }),
  ),
  "api-restored": template(z.object({ apiName: z.string(), path }), ({ apiName, path }, portal) => ({
    subject: `${apiName} is back in ${portal}`,
    heading: `${apiName} is back`,
    paragraphs: [`A moderator of ${portal} put your API ${apiName} back. Its audience finds it as before.`],
    action: { label: "Open the API", path },
  })),
  "app-suspended": template(
    z.object({ appName: z.string(), reason: z.string(), path }),
    ({ appName, reason, path }, portal) => ({
      subject: `Your app ${appName} at ${portal} was suspended`,
      heading: `${appName} is suspended`,
      paragraphs: [
        `A moderator of ${portal} suspended your app ${appName}. Its keys and tokens are refused from now on.`,
        `The reason: ${reason}`,
      ],
      action: { label: "Open the app", path },
      afterword: "Mend what is named, then ask the moderators to let it work again.",
    }),
  ),
  "app-restored": template(z.object({ appName: z.string(), path }), ({ appName, path }, portal) => ({
    subject: `Your app ${appName} at ${portal} works again`,
    heading: `${appName} works again`,
    paragraphs: [
      `A moderator of ${portal} restored your app ${appName}. Its keys and tokens work as before.`,
    ],
    action: { label: "Open the app", path },
  })),
  "subscription-decided": template(
    z.object({ appName: z.string(), planName: z.string(), isApproved: z.boolean(), path }),
    ({ appName, planName, isApproved, path }) => ({
      subject: isApproved
        ? `${appName} may now use ${planName}`
        : `${planName}: the request of ${appName} was declined`,
      heading: isApproved ? "Your subscription is active" : "Your request was declined",
      paragraphs: isApproved
        ? [`The publisher approved the plan “${planName}” for ${appName}. Its credentials work from now on.`]
        : [`The publisher declined the plan “${planName}” for ${appName}.`],
      action: { label: "Open the app", path },
    }),
  ),
  "confirm-connection": template(z.object({ provider: z.string(), path }), ({ provider, path }, portal) => ({
    subject: `Confirm that you sign in to ${portal} with ${provider}`,
    heading: `Is this you at ${provider}?`,
    paragraphs: [
      `Somebody signed in at ${provider} and wants to enter ${portal} with this address.`,
      `If it was you, open the link in the same browser. From then on ${provider} lets you in.`,
    ],
    action: { label: "Yes, it is me", path },
    afterword: `The link works once, for one hour, and only in the browser that asked for it. ${NOT_YOU}`,
  })),
  "connection-added": template(z.object({ provider: z.string(), path }), ({ provider, path }, portal) => ({
    subject: `${provider} now lets you in to ${portal}`,
    heading: `Connected to ${provider}`,
    paragraphs: [
      `Your account at ${portal} was connected to ${provider}: signing in there lets you in here.`,
    ],
    action: { label: "See your connections", path },
    afterword: "If you did not do this, disconnect it there and change your password.",
  })),
  "connection-removed": template(z.object({ provider: z.string(), path }), ({ provider, path }, portal) => ({
    subject: `${provider} no longer lets you in to ${portal}`,
    heading: `Disconnected from ${provider}`,
    paragraphs: [`${provider} was disconnected from your account at ${portal}.`],
    action: { label: "See your connections", path },
    afterword: "If you did not do this, change your password and end your sessions.",
  })),
} as const;

export type TemplateName = keyof typeof templates;
export type TemplateData<N extends TemplateName> = z.input<(typeof templates)[N]["data"]>;
