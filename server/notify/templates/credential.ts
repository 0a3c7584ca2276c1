import { z } from "zod";
import { path, template } from "./template.ts";

/** Mails about keys and tokens. */
export const credentialMails = {
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
    z.object({
      tokenName: z.string(),
      orgName: z.string(),
      by: z.string(),
      invitations: z.number().default(0),
      path,
    }),
    ({ tokenName, orgName, by, invitations, path }, portal) => ({
      subject: `A token of the directory of ${orgName} was revoked`,
      heading: "A token of the directory was revoked",
      paragraphs: [
        `${by} revoked the token “${tokenName}” at ${portal}. A directory that still uses it can no longer bring people into ${orgName} or take them out.`,
        ...(invitations > 0
          ? [
              `The invitations it sent and nobody had accepted are taken back: ${invitations}. Invite again whom you want in.`,
            ]
          : []),
      ],
      action: { label: "See the directory's tokens", path },
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
};
