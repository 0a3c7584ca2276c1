import { z } from "zod";
import { path, template } from "./template.ts";

/** Mails about APIs, and the apps that call them. */
export const apiMails = {
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
};
