import { z } from "zod";
import { ACCESS_SCOPES } from "#lib/access-scopes.ts";
import { normaliseDomainPattern } from "#lib/mail-address.ts";
import { normaliseUserCode } from "#lib/normalise-user-code.ts";
import { PLATFORM_ROLES, type PlatformRole } from "#lib/platform-permissions.ts";
import { isStorable } from "#lib/storable.ts";
import { type FactorsSummary, PasskeyResponse, TotpCode } from "#server/factors/schema.ts";
import { MailAddress } from "#server/notify/schema.ts";

export const PASSWORD_MIN = 15;
export const PASSWORD_MAX = 256;
const PASSWORD_MIN_WITH_FACTOR = 8;

/** NIST SP 800-63B-4, 3.1.1.2: a password that is not the only thing between a thief and the account may be shorter. */
export function minimumPasswordLength(hasSecondFactor: boolean): number {
  return hasSecondFactor ? PASSWORD_MIN_WITH_FACTOR : PASSWORD_MIN;
}

/** Why a password needs that many characters. */
export const PASSWORD_ALONE = "it protects you alone; with a second factor 8 are enough";
export const PASSWORD_WITH_FACTOR = "your second factor protects you besides";

/** A new password's form; password-policy.ts judges its length and whether it can be guessed. */
const NewPassword = z
  .string()
  .min(1, "Choose a password.")
  .max(PASSWORD_MAX, `Use at most ${PASSWORD_MAX} characters.`);
const GivenPassword = z
  .string()
  .min(1, "Enter your password.")
  .max(PASSWORD_MAX, "This password is too long.");
const PersonName = z
  .string()
  .trim()
  .min(1, "Enter a name.")
  .max(100, "Use at most 100 characters.")
  .regex(/^[^\p{Cc}\p{Zl}\p{Zp}<>]*$/u, "Leave out control characters and angle brackets.")
  .regex(/^[^\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]*$/u, "Leave out marks that turn the text around.")
  .refine((name) => !/:\/\/|www\./i.test(name), "Leave out web addresses.");
const Next = z.string().max(1_000).optional();
const Id = z.string().min(1).max(40);
const Slug = z
  .string()
  .min(2)
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "Use small letters, digits and single hyphens.");
const Secret = z.string().min(1, "The link is not complete.").max(100);
const UserStatusName = z.enum(["active", "suspended", "pending"]);
const OrgRoleName = z.enum(["owner", "admin", "developer", "viewer"]);

/** An empty form field means: not given. */
const optionalText = <S extends z.ZodType>(schema: S) =>
  z.preprocess((value) => (value === "" || value === null ? undefined : value), schema.optional());

export const SignUpInput = z.object({
  email: MailAddress,
  password: NewPassword,
  name: optionalText(PersonName),
  next: Next,
  /** Number of the version of the terms that was shown and accepted. */
  terms: optionalText(z.coerce.number().int()),
});
export const SignInInput = z.object({ email: MailAddress, password: GivenPassword });
export const VerifyEmailInput = z.object({ token: Secret, password: optionalText(GivenPassword) });
export const RequestPasswordResetInput = z.object({ email: MailAddress, next: Next });
export const ResetPasswordInput = z.object({ token: Secret, password: NewPassword });
export const ChangePasswordInput = z.object({
  /** Left out by those who have none. */
  currentPassword: optionalText(GivenPassword),
  password: NewPassword,
});
/** The second step of a sign-in, or a proof in the middle of a session. */
const TotpStep = z.object({ method: z.literal("totp"), code: TotpCode });
const RecoveryStep = z.object({
  method: z.literal("recovery_code"),
  code: z.string().trim().min(1, "Enter one of your recovery codes.").max(40, "This is not a recovery code."),
});
const PasskeyStep = z.object({ method: z.literal("passkey"), response: PasskeyResponse });
export const FinishSignInInput = z.discriminatedUnion("method", [TotpStep, RecoveryStep, PasskeyStep]);
export const PasskeySignInInput = z.object({ response: PasskeyResponse });
export const ProveIdentityInput = z.discriminatedUnion("method", [
  z.object({ method: z.literal("password"), password: GivenPassword }),
  TotpStep,
  PasskeyStep,
]);
export const PasskeyInput = z.object({ passkeyId: Id });
export const RequestEmailChangeInput = z.object({ email: MailAddress });
export const EmailChangeInput = z.object({ token: Secret });
export const UpdateProfileInput = z.object({ name: PersonName });
export const SessionInput = z.object({ sessionId: Id });

export const ACCESS_TOKEN_MOST_DAYS = 365;
export const SetAccessTokenRuleInput = z.object({
  maxDays: z.coerce
    .number("Enter a number of days.")
    .int("Enter whole days.")
    .min(1, "At least one day.")
    .max(ACCESS_TOKEN_MOST_DAYS, `At most ${ACCESS_TOKEN_MOST_DAYS} days.`),
});
const TokenName = z
  .string()
  .trim()
  .min(1, "Say what the token is for.")
  .max(80, "Use at most 80 characters.");

export const IssueAccessTokenInput = z.object({
  name: TokenName,
  scopes: z.array(z.enum(ACCESS_SCOPES)).min(1, "Choose at least one thing that the token may do."),
  expiresInDays: z.coerce.number().int().min(1).max(365, "A token lives at most 365 days.").default(90),
});
export const IssueOrganisationTokenInput = IssueAccessTokenInput.extend({
  role: z.enum(["admin", "developer", "viewer"]),
  /** Keeps the token to what one team owns. */
  teamId: optionalText(Id),
});
export const RenameAccessTokenInput = z.object({ tokenId: Id, name: TokenName });

/** RFC 8628 names its parameters so. */
export const StartDeviceInput = z.object({
  client_name: z
    .string()
    .transform((name) =>
      name
        .replace(/[\p{Cc}\p{Cf}<>]/gu, " ")
        .trim()
        .slice(0, 60),
    )
    .pipe(z.string().min(1))
    .catch("An unnamed machine"),
  scope: z
    .string()
    .max(300)
    .transform((text) => text.split(" ").filter(Boolean))
    .pipe(z.array(z.enum(ACCESS_SCOPES)).min(1)),
});
export const PollDeviceInput = z.object({
  grant_type: z.literal("urn:ietf:params:oauth:grant-type:device_code"),
  device_code: z.string().min(1).max(100),
});
export const UserCodeInput = z.object({
  userCode: z
    .string()
    .max(40)
    .transform(normaliseUserCode)
    .pipe(z.string().regex(/^[A-Z]{4}-[A-Z]{4}$/, "The code has eight letters.")),
});
export const DecideDeviceInput = UserCodeInput.extend({
  decision: z.enum(["approve", "refuse"]),
  /** The organisation that the person was shown. */
  orgId: z.string().max(40).optional(),
});

export interface DeviceCodes {
  deviceCode: string;
  userCode: string;
  expiresInSeconds: number;
  intervalSeconds: number;
}

/** What the page shows of a command line that asks to act for the person. */
export interface DeviceOffer {
  userCode: string;
  deviceName: string;
  address: string;
  orgId: string;
  orgName: string;
  createdAt: Date;
  scopes: { scope: string; meaning: string }[];
}

export type DevicePoll =
  | {
      error:
        | "invalid_request"
        | "invalid_grant"
        | "authorization_pending"
        | "slow_down"
        | "access_denied"
        | "expired_token";
    }
  | { accessToken: string; expiresInSeconds: number; scopes: string[] };

export const AccessTokenInput = z.object({ tokenId: Id });

export const CreateFirstAdminInput = z.object({
  token: Secret,
  email: MailAddress,
  password: NewPassword,
  name: optionalText(PersonName),
  organisation: z.string().trim().min(2, "Enter your organisation's name.").max(80),
});
export const CreateUserInput = z.object({
  email: MailAddress,
  name: PersonName,
  password: NewPassword,
  platformRole: z.enum(PLATFORM_ROLES).default("none"),
  /** Joins this organisation; without it the person gets one of their own. */
  orgId: optionalText(Id),
  role: OrgRoleName.default("developer"),
});
export const CreateOrganisationInput = z.object({
  name: z.string().trim().min(2, "Enter a name.").max(80, "Use at most 80 characters."),
  slug: optionalText(Slug),
  isPublisher: z.boolean().default(false),
});

const Flag = z.union([z.boolean(), z.enum(["true", "false"]).transform((value) => value === "true")]);
export const SuspendUserInput = z.object({ userId: Id, reason: z.string().trim().max(300).default("") });
export const UserInput = z.object({ userId: Id });
export const SetPlatformRoleInput = z.object({ userId: Id, platformRole: z.enum(PLATFORM_ROLES) });
export const OrganisationInput = z.object({ orgId: Id });
export const SuspendOrganisationInput = z.object({
  orgId: Id,
  reason: z.string().trim().max(300).default(""),
});
export const SetPublisherInput = z.object({ orgId: Id, isPublisher: Flag });
export const AddMemberInput = z.object({ orgId: Id, email: MailAddress, role: OrgRoleName });
export const UpdateMemberRoleInput = z.object({ orgId: Id, userId: Id, role: OrgRoleName });
export const RemoveMemberInput = z.object({ orgId: Id, userId: Id });

const TeamName = z
  .string()
  .trim()
  .min(2, "Enter a name.")
  .max(60, "Use at most 60 characters.")
  .regex(/^[^\p{Cc}<>]*$/u, "Leave out control characters and angle brackets.");
export const TeamInput = z.object({ teamId: Id });
export const CreateTeamInput = z.object({ name: TeamName });
export const RenameTeamInput = z.object({ teamId: Id, name: TeamName });
export const TeamMemberInput = z.object({ teamId: Id, userId: Id });

export const InviteMemberInput = z.object({
  email: MailAddress,
  role: OrgRoleName,
  /** Left out, the organisation's first team. */
  teamId: optionalText(Id),
});
export const InvitationInput = z.object({ invitationId: Id });
export const AcceptInvitationInput = z.object({ token: Secret });
export const FoundOrganisationInput = z.object({
  name: z.string().trim().min(2, "Enter a name.").max(80, "Use at most 80 characters."),
});
export const TransferOwnershipInput = z.object({ userId: Id });

export const SIGN_UP_MODES = ["open", "domains", "invitation", "approval"] as const;
export type SignUpModeValue = (typeof SIGN_UP_MODES)[number];

const DomainList = z
  .union([z.string(), z.array(z.string())])
  .transform((given) => (typeof given === "string" ? given.split(/[\s,;]+/) : given).filter(Boolean))
  .transform((written, ctx) => {
    const patterns = written.map((text) => normaliseDomainPattern(text));
    const wrong = written.filter((_, i) => patterns[i] === null);
    if (wrong.length > 0)
      ctx.addIssue({ code: "custom", message: `Not a domain: ${wrong.slice(0, 3).join(", ")}.` });
    return [...new Set(patterns.flatMap((pattern) => pattern ?? []))];
  })
  .refine((list) => list.length <= 200, "Name at most 200 domains.");
export const UpdateSignUpInput = z
  .object({ mode: z.enum(SIGN_UP_MODES), allowedDomains: DomainList.default([]) })
  .refine(({ mode, allowedDomains }) => mode !== "domains" || allowedDomains.length > 0, {
    path: ["allowedDomains"],
    message: "Name at least one domain, or choose another way to sign up.",
  });
export const DeclineNewcomerInput = z.object({ userId: Id, reason: z.string().trim().max(300).default("") });
/** Whom to look through: a person, a role of an organisation, or a role of the portal. */
export const StartViewInput = z.object({
  userId: optionalText(Id),
  orgId: optionalText(Id),
  orgRole: optionalText(OrgRoleName),
  platformRole: optionalText(z.enum(PLATFORM_ROLES)),
  mode: z.enum(["look", "act"]).default("look"),
  reason: z.string().trim().max(300, "Use at most 300 characters.").default(""),
});
export const EndSessionsInput = z.object({ userId: Id, sessionId: optionalText(Id) });
export const DORMANT_DAYS = [30, 60, 90, 180, 365] as const;
export const ListDormantInput = z.object({
  days: z.coerce.number().int().min(1).max(3_650).catch(90).default(90),
  cursor: z.string().max(60).refine(isStorable).optional().catch(undefined),
});
export const ListAllSessionsInput = z.object({
  q: z.string().trim().max(200).refine(isStorable).catch("").default(""),
  factor: z.enum(["with", "without"]).optional().catch(undefined),
  role: z.enum(["any"]).optional().catch(undefined),
  cursor: z.string().max(60).refine(isStorable).optional().catch(undefined),
});
export const RemindDormantInput = z.object({ userId: Id });

const Cursor = z.string().max(60).refine(isStorable).optional().catch(undefined);
export const ListUsersInput = z.object({
  q: z.string().trim().max(200).refine(isStorable).catch("").default(""),
  status: UserStatusName.optional().catch(undefined),
  role: z.enum(PLATFORM_ROLES).optional().catch(undefined),
  cursor: Cursor,
});
export const ListOrganisationsInput = z.object({
  q: z.string().trim().max(200).refine(isStorable).catch("").default(""),
  status: z.enum(["active", "suspended"]).optional().catch(undefined),
  kind: z.enum(["publisher", "consumer", "personal"]).optional().catch(undefined),
  cursor: Cursor,
});

export type OrgRoleValue = z.infer<typeof OrgRoleName>;
export type UserStatusValue = z.infer<typeof UserStatusName>;

/** A session just opened; session.ts turns it into the cookie. */
export interface OpenedSession {
  id: string;
  expiresAt: Date;
}

/** What a person may choose from as their second step or proof. */
export interface ProofChoices {
  password: boolean;
  totp: boolean;
  passkey: boolean;
  recoveryCode: boolean;
}

/** What the page of one's own security shows. */
export interface SecuritySummary extends FactorsSummary {
  hasPassword: boolean;
  /** A provider lets them in. */
  hasConnection: boolean;
  isPasswordShort: boolean;
  email: string;
  /** An address that waits to be confirmed. */
  nextEmail: string | null;
}

/** How long before the wish for a new address an undo looks for what was added; no session lasts longer. */
export const UNDO_REACH_DAYS = 30;

/** What a link about a change of address would do. */
export interface EmailChangeOffer {
  oldEmail: string;
  newEmail: string;
  isConfirmed: boolean;
  isMine: boolean;
}

const PROOF_METHODS = ["password", "totp", "recovery_code", "passkey", "mail", "sso"] as const;
/** How a person proved who they are. */
export type ProofMethod = (typeof PROOF_METHODS)[number];

/** Those among stored words that name a way of proving oneself. */
export function proofMethodsOf(words: string[]): ProofMethod[] {
  return PROOF_METHODS.filter((method) => words.includes(method));
}

/** A sign-in that lacks its second step; session.ts keeps the secret in the browser's cookie and nowhere else. */
export interface PendingSecondStep {
  secret: string;
  expiresAt: Date;
}

/** What proving who one is leads to: a session, or first the question for the second factor. */
export type Admission =
  | { kind: "session"; session: OpenedSession }
  | { kind: "second_step"; pending: PendingSecondStep }
  /** An administrator has not let them in yet. */
  | { kind: "waiting" };

/** Who may sign up. */
export interface SignUpSettings {
  mode: SignUpModeValue;
  /** example.com, or *.example.com for every name below it; kept, but of no effect, in other modes than "domains". */
  allowedDomains: string[];
}

/** What a sign-up form must know. */
export interface SignUpDoor extends SignUpSettings {
  /** Number of the terms that have to be accepted; null while there are none. */
  termsVersion: number | null;
}

/** Somebody who signed up under approval. */
export interface WaitingPerson {
  id: string;
  email: string;
  name: string;
  createdAt: Date;
}

/** What stays in the browser between signing up and opening the mailed link. */
export interface PendingSignUp {
  email: string;
  /** Proves to the mailed link that it is opened where it was asked for. */
  browserSecret: string;
}

export interface SessionSummary {
  id: string;
  createdAt: Date;
  lastSeenAt: Date;
  expiresAt: Date;
  device: string;
  address: string;
  isCurrent: boolean;
}

export interface AccessTokenSummary {
  id: string;
  name: string;
  hint: string;
  scopes: string[];
  orgName: string;
  /** Null for a token of the organisation. */
  ownerName: string | null;
  /** Of an organisation's token alone. */
  role: OrgRoleValue | null;
  isReplaced: boolean;
  createdAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  state: "active" | "expired" | "revoked";
}

/** How long access tokens may live in this portal. */
export interface AccessTokenSettings {
  maxDays: number;
  /** Tokens made before that live on beyond it. */
  outlasting: number;
}

export interface UserSummary {
  id: string;
  email: string;
  name: string;
  status: UserStatusValue;
  platformRole: PlatformRole;
  isEmailVerified: boolean;
  createdAt: Date;
  lastSeenAt: Date | null;
  organisations: { id: string; name: string; role: OrgRoleValue }[];
}

export interface OrganisationSummary {
  id: string;
  slug: string;
  name: string;
  isPersonal: boolean;
  isPublisher: boolean;
  status: "active" | "suspended";
  createdAt: Date;
  memberCount: number;
}

export interface OrganisationDetail extends OrganisationSummary {
  teams: { id: string; slug: string; name: string; memberCount: number }[];
  members: {
    userId: string;
    name: string;
    email: string;
    role: OrgRoleValue;
    status: UserStatusValue;
    since: Date;
    teamIds: string[];
  }[];
}

export interface TeamDetail {
  id: string;
  name: string;
  createdAt: Date;
  members: { userId: string; name: string; email: string; role: OrgRoleValue; since: Date }[];
  /** Members of the organisation who are not in it. */
  others: { userId: string; name: string }[];
  /** It owns nothing, and there is another team to go on with. */
  isDeletable: boolean;
}

/** What a person made in an organisation, and whose secret they were shown. */
export interface ExposedThing {
  kind: "app" | "api" | "key" | "client" | "client_secret" | "token" | "directory_token";
  /** Of the record. */
  id: string;
  name: string;
  at: Date;
  /** The app it is of, to go there; null for APIs and the organisation's tokens. */
  appId: string | null;
  /** A secret they saw that opens something still: replace it. */
  isOpen: boolean;
}

export interface Exposure {
  userId: string;
  name: string;
  email: string;
  role: OrgRoleValue;
  /** Null while they are a member. */
  leftAt: Date | null;
  wasRemoved: boolean;
  /** Newest first. */
  things: ExposedThing[];
}

export interface DepartureSummary {
  userId: string;
  name: string;
  email: string;
  role: OrgRoleValue;
  leftAt: Date;
  wasRemoved: boolean;
}

export interface InvitationSummary {
  id: string;
  email: string;
  role: OrgRoleValue;
  /** Null for the organisation's first. */
  teamName: string | null;
  invitedByName: string;
  createdAt: Date;
  expiresAt: Date;
  isExpired: boolean;
}

/** What the page behind an invitation's link shows. */
export interface InvitationOffer {
  orgName: string;
  role: OrgRoleValue;
  /** The address it was sent to, its local part cut: whoever holds the link may not be that person. */
  maskedEmail: string;
  /** Whether the person asking holds that address. */
  isForMe: boolean;
}

export interface CountedPage<T> {
  rows: T[];
  /** Of the whole list. */
  total: number;
  /** Asks for what follows. */
  nextCursor: string | null;
}

/** A session of anybody, as those who look after the portal see it. */
export interface AnySession extends SessionSummary {
  user: { id: string; name: string; email: string; platformRole: PlatformRole };
  /** What was proved beside the first factor. */
  secondFactors: string[];
  /** Whether whoever asks may end it. */
  mayEnd: boolean;
}

/** A person as those see them who look after the portal. */
export interface UserDetail {
  id: string;
  email: string;
  name: string;
  status: UserStatusValue;
  platformRole: PlatformRole;
  isEmailVerified: boolean;
  createdAt: Date;
  lastSeenAt: Date | null;
  memberships: {
    orgId: string;
    orgName: string;
    role: OrgRoleValue;
    since: Date;
    status: "active" | "suspended";
  }[];
  sessions: SessionSummary[];
  tokens: AccessTokenSummary[];
  /** What guards the sign-in, in words: "Password", "Authenticator app", "2 passkeys". */
  factors: string[];
  views: { id: string; byName: string; startedAt: Date; isReadOnly: boolean; reason: string }[];
}

export interface DormantUser {
  id: string;
  name: string;
  email: string;
  platformRole: PlatformRole;
  /** Null when they never came. */
  lastSeenAt: Date | null;
  createdAt: Date;
  remindedAt: Date | null;
}
