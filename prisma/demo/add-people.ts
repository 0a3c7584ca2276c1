import { DEMO_PASSWORD, PEOPLE } from "#e2e/support/people.ts";
import { addMember, createOrganisation, createUser } from "#server/identity/index.ts";
import { db } from "#server/platform/db.ts";
import { demoPublishers } from "./portal.ts";
import { asSeed } from "./world.ts";

const CONSUMERS = [
  { slug: "hallway", name: "Hallway Labs" },
  { slug: "brightside", name: "Brightside Travel" },
];

/** The organisations, the people and who works where. */
export async function addPeople(at: Date): Promise<void> {
  const ctx = asSeed(at);
  const organisations = [
    ...demoPublishers.map(({ slug, name }) => ({ slug, name, isPublisher: true })),
    ...CONSUMERS.map((consumer) => ({ ...consumer, isPublisher: false })),
  ];
  for (const organisation of organisations) {
    const known = await db().organisation.findUnique({ where: { slug: organisation.slug } });
    if (!known) await createOrganisation(ctx, organisation);
  }
  for (const { email, name, isAdmin, organisation, role } of PEOPLE) {
    const known = await db().user.findUnique({ where: { email } });
    if (!known) {
      const platformRole = isAdmin ? "admin" : "none";
      await createUser(ctx, { email, name, password: DEMO_PASSWORD, platformRole });
    }
    const org = organisation ? await db().organisation.findUnique({ where: { slug: organisation } }) : null;
    const member = org && (await db().membership.findFirst({ where: { orgId: org.id, user: { email } } }));
    if (org && !member) await addMember(ctx, { orgId: org.id, email, role });
  }
}
