import type { PlatformRole } from "#lib/platform-permissions.ts";
import type { RequestOrigin } from "#server/platform/client-address.ts";
import { DAY_MS } from "#server/platform/clock.ts";
import type { Tx } from "#server/platform/db.ts";
import { firstTeamOf } from "#server/platform/hold-team.ts";
import { newId, randomBase62 } from "#server/platform/ids.ts";
import { keepNext } from "#server/platform/kept-next.ts";
import { sha256Hex } from "#server/platform/keyring.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { noteDevice } from "./note-device.ts";
import type { OpenedSession, OrgRoleValue, ProofMethod } from "./schema.ts";

const SESSION_MS = 30 * DAY_MS;

/** What nobody but the person can have done just now. A provider may answer by itself, and a mail may lie open. */
const PROOFS: readonly ProofMethod[] = ["password", "totp", "passkey"];

/**
 * A session's row for a person whose identity has just been proven. Unless it is the second step, ask admitPerson.
 * `provedAt` is when they proved themselves to a provider, if it says so.
 */
export async function openSession(
  tx: Tx,
  userId: string,
  origin: RequestOrigin,
  now: Date,
  methods: ProofMethod[],
  provedAt: Date | null = null,
): Promise<OpenedSession> {
  await noteDevice(tx, userId, origin, now);
  const activeOrgId = await chooseOrganisation(tx, userId);
  const expiresAt = new Date(now.getTime() + SESSION_MS);
  await tx.user.updateMany({ where: { id: userId }, data: { lastSeenAt: now, dormantMailAt: null } });
  const session = await tx.session.create({
    data: {
      id: newId("ses", now),
      userId,
      activeOrgId,
      createdAt: now,
      lastSeenAt: now,
      expiresAt,
      userAgent: origin.userAgent,
      address: origin.address,
      provedAt: methods.some((method) => PROOFS.includes(method)) ? now : provedAt,
      methods,
    },
  });
  return { id: session.id, expiresAt };
}

/** The organisation the person worked in last, otherwise a shared one before their personal one. */
export async function chooseOrganisation(tx: Tx, userId: string): Promise<string> {
  const memberships = await tx.membership.findMany({
    where: { userId, organisation: { status: "active" } },
    orderBy: [{ organisation: { isPersonal: "asc" } }, { createdAt: "asc" }],
    select: { orgId: true },
  });
  const last = await tx.session.findFirst({
    where: { userId },
    orderBy: { createdAt: "desc" },
    select: { activeOrgId: true },
  });
  const chosen = memberships.find(({ orgId }) => orgId === last?.activeOrgId) ?? memberships[0];
  if (!chosen)
    throw new Refusal("not_allowed", "Your organisation is suspended. Ask this portal's administrator.");
  return chosen.orgId;
}

interface MailedLink {
  userId: string;
  purpose: "verify_email" | "reset_password";
  lifetimeMs: number;
  browserHash?: string;
  next?: string | null | undefined;
}

/** A new single-use link's secret; only its hash is kept. */
export async function createEmailToken(tx: Tx, link: MailedLink, now: Date): Promise<string> {
  const secret = randomBase62(40);
  const { lifetimeMs, next, ...data } = link;
  const expiresAt = new Date(now.getTime() + lifetimeMs);
  await tx.emailToken.create({
    data: {
      id: newId("emt", now),
      tokenHash: sha256Hex(secret),
      ...data,
      next: keepNext(next),
      createdAt: now,
      expiresAt,
    },
  });
  return secret;
}

/** Marks a link as used; of two clicks at once, the second is refused. */
export async function spendEmailToken(tx: Tx, tokenId: string, now: Date): Promise<void> {
  const { count } = await tx.emailToken.updateMany({
    where: { id: tokenId, usedAt: null },
    data: { usedAt: now },
  });
  if (count === 0) throw new Refusal("not_found", "This link was used already.");
}

interface NewOrganisation {
  name: string;
  slug?: string;
  isPersonal?: boolean;
  isPublisher?: boolean;
}

/** An organisation with the one team that every organisation starts with. */
export async function insertOrganisation(
  tx: Tx,
  org: NewOrganisation,
  now: Date,
): Promise<{ id: string; slug: string; teamId: string }> {
  const id = newId("org", now);
  const teamId = newId("team", now);
  const slug = org.slug ?? `${slugOf(org.name)}-${randomBase62(5).toLowerCase()}`;
  await tx.organisation.create({
    data: {
      id,
      slug,
      name: org.name,
      isPersonal: org.isPersonal ?? false,
      isPublisher: org.isPublisher ?? false,
      createdAt: now,
    },
  });
  await tx.team.create({ data: { id: teamId, orgId: id, slug: "main", name: "Main", createdAt: now } });
  return { id, slug, teamId };
}

interface NewUser {
  email: string;
  name: string;
  /** Without one the person comes in by a passkey or a provider. */
  passwordHash?: string;
  emailVerifiedAt?: Date;
  platformRole?: PlatformRole;
  status?: "active" | "pending";
}

export async function insertUser(tx: Tx, user: NewUser, now: Date): Promise<string> {
  const id = newId("usr", now);
  await tx.user.create({ data: { id, ...user, createdAt: now } });
  return id;
}

/** A person's own organisation, theirs alone. */
export async function insertPersonalOrganisation(
  tx: Tx,
  userId: string,
  name: string,
  now: Date,
): Promise<string> {
  const { id } = await insertOrganisation(tx, { name, isPersonal: true }, now);
  await insertMembership(tx, { orgId: id, userId, role: "owner" }, now);
  return id;
}

interface NewMembership {
  orgId: string;
  userId: string;
  role: OrgRoleValue;
  /** Without it, or when it is gone, the organisation's first team. */
  teamId?: string | null;
}

/** Makes a person a member of an organisation and of one of its teams. Answers the team. */
export async function insertMembership(
  tx: Tx,
  { orgId, userId, role, teamId }: NewMembership,
  now: Date,
): Promise<string> {
  await tx.membership.create({ data: { orgId, userId, role, createdAt: now } });
  const asked = teamId && (await tx.team.findFirst({ where: { id: teamId, orgId }, select: { id: true } }));
  const joined = asked ? asked.id : await firstTeamOf(tx, orgId);
  await tx.teamMember.create({ data: { teamId: joined, orgId, userId, createdAt: now } });
  return joined;
}

/** "ada.lovelace+api@example.com" → "Ada Lovelace". */
export function nameOf(email: string): string {
  const local = email.split("@")[0]?.split("+")[0] ?? "";
  const words = local.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  return (
    words
      .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
      .join(" ")
      .slice(0, 100) || "New member"
  );
}

export function slugOf(name: string): string {
  const plain = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return plain.slice(0, 40).replace(/-+$/, "") || "org";
}

/** Serialises what must never happen twice at once, such as removing the last admin. Held until the transaction ends. */
export async function lockFor(
  tx: Tx,
  what: "admins" | `domains:${string}` | `owners:${string}` | `teams:${string}` | `ways-in:${string}`,
): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`portico:${what}`}))`;
}
