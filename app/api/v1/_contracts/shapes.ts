import { z } from "zod";
import { Lifecycle, Listing, Visibility } from "#server/catalog/schema.ts";

/** What the REST API answers; each named shape is a component of the OpenAPI document. */
const time = z.iso.datetime();

const Org = z.object({ id: z.string(), slug: z.string(), name: z.string() }).meta({ id: "Organisation" });
const ApiRefShape = z.object({ slug: z.string(), name: z.string() });

export const Me = z
  .object({
    kind: z.enum(["member", "token"]),
    userId: z.string().nullable().meta({ description: "Null for a token of an organisation." }),
    name: z.string(),
    orgId: z.string(),
    role: z.string(),
    isPublisher: z.boolean(),
    scopes: z
      .array(z.string())
      .nullable()
      .meta({ description: "Of an access token; null for a signed-in person, who has all." }),
  })
  .meta({ id: "Me" });

export const VersionLine = z
  .object({ name: z.string(), lifecycle: Lifecycle, sunsetAt: time.nullable(), operationCount: z.int() })
  .meta({ id: "VersionLine" });

export const Api = z
  .object({
    id: z.string(),
    slug: z.string(),
    name: z.string(),
    summary: z.string(),
    category: z.string(),
    tags: z.array(z.string()),
    kind: z.string(),
    visibility: Visibility,
    listing: Listing,
    isReadable: z.boolean().meta({
      description: "False for an API that is only listed to you: ask for access to read what is in it.",
    }),
    owner: Org,
    latest: VersionLine.nullable(),
    versions: z.array(VersionLine),
    planCount: z.int(),
    createdAt: time,
    updatedAt: time,
  })
  .meta({ id: "Api" });

const RevisionLine = z
  .object({
    id: z.string(),
    number: z.int(),
    documentId: z.string(),
    format: z.string(),
    title: z.string(),
    infoVersion: z.string(),
    operationCount: z.int(),
    schemaCount: z.int(),
    errorCount: z.int(),
    warningCount: z.int(),
    createdAt: time,
  })
  .meta({ id: "RevisionLine" });

export const Version = z
  .object({
    id: z.string(),
    name: z.string(),
    lifecycle: Lifecycle,
    createdAt: time,
    publishedAt: time.nullable(),
    deprecatedAt: time.nullable(),
    sunsetAt: time.nullable(),
    retiredAt: time.nullable(),
    revision: RevisionLine.nullable().meta({ description: "The current revision." }),
  })
  .meta({ id: "Version" });

export const ApiFull = Api.omit({ versions: true, planCount: true })
  .extend({
    versions: z.array(Version),
    descriptionMd: z.string(),
    supportUrl: z.string().nullable(),
    audiences: z.array(Org).meta({ description: "Told to the owner only." }),
  })
  .meta({ id: "ApiDetail" });

const Finding = z
  .object({
    rule: z.string(),
    severity: z.enum(["error", "warning", "info"]),
    message: z.string(),
    line: z.int(),
    column: z.int(),
    pointer: z.string(),
    hint: z.string().optional(),
    file: z.string().optional(),
  })
  .meta({ id: "Finding" });

export const Revision = RevisionLine.extend({
  isCurrent: z.boolean(),
  createdBy: z.string(),
  sourceName: z.string(),
  mediaType: z.string(),
  sourceBytes: z.int(),
  sha256: z.string(),
  compileMs: z.int(),
}).meta({ id: "Revision" });

export const RevisionFull = Revision.extend({
  findings: z.array(Finding),
  api: ApiRefShape,
  version: z.object({ name: z.string(), lifecycle: Lifecycle }),
}).meta({ id: "RevisionDetail" });

export const Published = z
  .object({
    revision: RevisionFull,
    isNew: z
      .boolean()
      .meta({ description: "False when these very bytes already were a revision of this version." }),
    url: z.string().meta({ description: "Where people read it." }),
  })
  .meta({ id: "PublishedRevision" });

export const Plan = z
  .object({
    id: z.string(),
    slug: z.string(),
    name: z.string(),
    summary: z.string(),
    ratePerMinute: z.int(),
    quotaPerMonth: z.int().nullable(),
    needsApproval: z.boolean(),
    scopes: z.array(z.string()),
    termsMd: z.string(),
    termsVersion: z.int(),
    archivedAt: time.nullable(),
    owner: Org,
    apis: z.array(ApiRefShape.extend({ id: z.string() })),
  })
  .meta({ id: "Plan" });

export const Suggestion = z
  .object({
    kind: z.enum(["api", "operation", "schema", "guide"]),
    title: z.string(),
    context: z.string(),
    method: z.string().nullable(),
    path: z.string().nullable(),
    href: z.string(),
  })
  .meta({ id: "Suggestion" });

export const App = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string(),
    status: z.enum(["active", "suspended"]),
    teamId: z.string(),
    createdAt: time,
  })
  .meta({ id: "App" });

export const Subscription = z
  .object({
    id: z.string(),
    appId: z.string(),
    state: z.enum(["pending", "active", "rejected", "cancelled"]),
    plan: z.object({ id: z.string(), slug: z.string(), name: z.string() }),
    termsVersion: z.int(),
    createdAt: time,
  })
  .meta({ id: "Subscription" });

export const Environment = z.enum(["sandbox", "live"]);

export const Key = z
  .object({
    id: z.string(),
    appId: z.string(),
    name: z.string(),
    environment: Environment,
    masked: z.string(),
    state: z.enum(["active", "expired", "revoked"]),
    createdAt: time,
    expiresAt: time.nullable(),
    revokedAt: time.nullable(),
    lastUsedAt: time.nullable(),
  })
  .meta({ id: "Key" });

export const IssuedKey = z
  .object({ key: Key, secret: z.string().meta({ description: "Shown in this answer only." }) })
  .meta({ id: "IssuedKey" });

export const Client = z
  .object({
    id: z.string().meta({ description: "Also the client_id." }),
    appId: z.string(),
    name: z.string(),
    environment: Environment,
    scopes: z.array(z.string()),
    state: z.enum(["active", "revoked"]),
    createdAt: time,
    revokedAt: time.nullable(),
    lastUsedAt: time.nullable(),
  })
  .meta({ id: "Client" });

export const IssuedClient = z
  .object({ client: Client, secret: z.string().meta({ description: "Shown in this answer only." }) })
  .meta({ id: "IssuedClient" });

/** A part of a list; `next` goes back as `cursor`. */
export function pageOf<T extends z.ZodType>(item: T, id: string) {
  return z
    .object({
      items: z.array(item),
      next: z
        .string()
        .nullable()
        .meta({ description: "The cursor of what follows; also in the Link header." }),
    })
    .meta({ id });
}

/** A whole list. */
export function listOf<T extends z.ZodType>(item: T, id: string) {
  return z.object({ items: z.array(item) }).meta({ id });
}
