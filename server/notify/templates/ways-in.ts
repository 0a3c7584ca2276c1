import { z } from "zod";
import { NOT_YOU, path, template } from "./template.ts";

/** Mails about what lets a person in. */
export const waysInMails = {
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
};
