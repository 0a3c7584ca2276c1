import { z } from "zod";
import { path, template } from "./template.ts";

/** Mails about an organisation and its people. */
export const organisationMails = {
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
};
