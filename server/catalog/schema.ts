import { z } from "zod";
import type { PublishingRole } from "#lib/publishing-permissions.ts";
import { isStorable } from "#lib/storable.ts";
import type { Finding } from "#server/specs/schema.ts";

export const Lifecycle = z.enum(["draft", "in_review", "published", "deprecated", "retired"]);
export type Lifecycle = z.infer<typeof Lifecycle>;

export const Visibility = z.enum(["public", "signed_in", "organisations", "on_request"]);
export type Visibility = z.infer<typeof Visibility>;

/** Who sees the entry of an API whose visibility is "on_request". */
export const Listing = z.enum(["everybody", "signed_in"]);
export type Listing = z.infer<typeof Listing>;

export const AccessState = z.enum(["pending", "granted", "refused", "withdrawn", "revoked", "expired"]);
export type AccessState = z.infer<typeof AccessState>;

export const ApiKind = z.enum(["openapi"]);
export type ApiKind = z.infer<typeof ApiKind>;

/** Where a version may go from each state. A retired version stays retired. */
export const NEXT_LIFECYCLES: Record<Lifecycle, readonly Lifecycle[]> = {
  draft: ["in_review", "published"],
  in_review: ["draft", "published"],
  published: ["deprecated"],
  deprecated: ["published", "retired"],
  retired: [],
};

/** Words that are addresses of their own below /apis or /publish. */
const RESERVED_SLUGS = new Set(["new", "subscriptions", "requests", "search", "openapi.json"]);

const Slug = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "Use small letters, digits and single hyphens, such as rail-data.")
  .min(2, "At least two characters.")
  .max(60, "At most 60 characters.")
  .refine(
    (slug) => !RESERVED_SLUGS.has(slug),
    "This word is an address of the portal itself. Choose another.",
  );

const VersionName = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9.-]*$/, "Use small letters, digits, dots and hyphens, such as v1 or 2024-10.")
  .max(40, "At most 40 characters.")
  .refine((name) => !name.endsWith(".md"), "Choose a name that does not end in .md.");

const ref = z.string().trim().min(1, "Required.").max(100);
const line = (max: number, missing: string) =>
  z.string().trim().min(1, missing).max(max, `At most ${max} characters.`);
const Markdown = z.string().max(200_000, "At most 200,000 characters.");

/** A list, or one text with commas between, as forms send it. */
const words = (max: number) =>
  z.preprocess(
    (value) => (typeof value === "string" ? value.split(",") : value),
    z
      .array(z.string().trim().toLowerCase().max(40, "A tag has at most 40 characters."))
      .max(max, `At most ${max}.`)
      .transform((list) => [...new Set(list.filter(Boolean))]),
  );
const emptyAsMissing = (value: unknown) => (value === "" ? undefined : value);
const emptyAsNull = (value: unknown) => (value === "" ? null : value);
/** What a checkbox, a select or JSON sends. */
const Flag = z.preprocess(
  (value) => (value === "on" || value === "true" ? true : value === "" || value === "false" ? false : value),
  z.boolean(),
);

/** Where the portal's own REST API stands in its catalog. */
export const PORTAL_API = { slug: "portal", version: "v1" } as const;

export const MoveApiInput = z.object({ api: ref, teamId: ref });
export const ApiRef = z.object({ api: ref });
export const StopApiInput = z.object({
  api: ref,
  reason: z
    .string()
    .trim()
    .min(10, "Say why, in ten characters or more: its owners read it.")
    .max(1_000, "Use at most 1,000 characters."),
});
export const VersionRef = z.object({ api: ref, version: ref });
export const RevisionRef = z.object({
  api: ref,
  version: ref,
  number: z.coerce.number().int().min(1).max(2_000_000_000),
});

const ApiFields = {
  name: line(80, "Give the API a name."),
  summary: line(200, "Say in one line what the API does."),
  descriptionMd: Markdown,
  category: line(40, "Choose a category."),
  tags: words(12),
  visibility: Visibility,
  listing: Listing,
  supportUrl: z.preprocess(
    emptyAsNull,
    z
      .url({ protocol: /^(https?|mailto)$/, error: "Use an https:// or mailto: address." })
      .max(500)
      .nullable(),
  ),
  /** Slugs of the organisations that may see an API whose visibility is "organisations". */
  audiences: words(200),
};

export const CreateApiInput = z.object({
  slug: Slug,
  ...ApiFields,
  descriptionMd: ApiFields.descriptionMd.default(""),
  tags: ApiFields.tags.default([]),
  visibility: ApiFields.visibility.default("public"),
  listing: ApiFields.listing.default("everybody"),
  supportUrl: ApiFields.supportUrl.default(null),
  audiences: ApiFields.audiences.default([]),
  /** The owning team; the organisation's first when left out. */
  teamId: z.preprocess(emptyAsMissing, ref.optional()),
  /** Opens a first version at once. */
  version: z.preprocess(emptyAsMissing, VersionName.optional()),
});
export type CreateApiInput = z.input<typeof CreateApiInput>;

export const UpdateApiInput = z
  .object({
    api: ref,
    ...ApiFields,
    /** What becomes of organisations that use the API and could no longer read it. */
    subscribers: z.enum(["keep", "end"]),
  })
  .partial()
  .required({ api: true });
export type UpdateApiInput = z.input<typeof UpdateApiInput>;

export const RequestAccessInput = z.object({
  api: ref,
  reason: line(1_000, "Say what you want to build with it, so that the publisher can decide."),
});
export type RequestAccessInput = z.input<typeof RequestAccessInput>;

const words1000 = z.string().trim().max(1_000, "At most 1,000 characters.").default("");

export const DecideAccessInput = z.object({
  requestId: ref,
  decision: z.enum(["grant", "refuse"]),
  /** The publisher's words to the organisation. */
  answer: words1000,
  /** When granted access ends by itself; left out, it does not. */
  expiresAt: z
    .preprocess(
      emptyAsNull,
      z.coerce.date().max(new Date("9999-12-31"), "Give a day before the year 10000.").nullable(),
    )
    .default(null),
});
export type DecideAccessInput = z.input<typeof DecideAccessInput>;

export const RevokeAccessInput = z.object({ requestId: ref, answer: words1000 });
export type RevokeAccessInput = z.input<typeof RevokeAccessInput>;

export const GrantPublishingRoleInput = z.object({
  /** Left out, for every API of the organisation. */
  api: z.preprocess(emptyAsMissing, ref.optional()),
  userId: ref,
  role: z.enum(["owner", "editor", "reviewer"]),
});
export type GrantPublishingRoleInput = z.input<typeof GrantPublishingRoleInput>;

export const PublishingGrantRef = z.object({ grantId: ref });

export const CreateVersionInput = z.object({ api: ref, name: VersionName });
export type CreateVersionInput = z.input<typeof CreateVersionInput>;

/** Exactly one of `bytes`, `text` and `url` carries the document. */
export const PublishRevisionInput = z
  .object({
    api: ref,
    version: ref,
    sourceName: z.preprocess(emptyAsMissing, z.string().trim().max(200).optional()),
    bytes: z.instanceof(Uint8Array).optional(),
    /** Refuses a document with any error against the specification, for pipelines that should stop at one. */
    strict: Flag.default(false),
    text: z.preprocess(emptyAsMissing, z.string().optional()),
    url: z.preprocess(
      emptyAsMissing,
      z
        .url({ protocol: /^https?$/, error: "Use an https:// address." })
        .max(2_000)
        .optional(),
    ),
  })
  .refine(
    ({ bytes, text, url }) => [bytes, text, url].filter((source) => source !== undefined).length === 1,
    "Choose a file, paste a document, or give its address: exactly one of the three.",
  );
export type PublishRevisionInput = z.input<typeof PublishRevisionInput>;

export const SetLifecycleInput = z.object({
  api: ref,
  version: ref,
  lifecycle: Lifecycle,
  /** Required when deprecating: the day after which the version may be retired. */
  sunsetAt: z
    .preprocess(
      emptyAsNull,
      z.coerce.date().max(new Date("9999-12-31"), "Give a day before the year 10000.").nullable(),
    )
    .default(null),
});
export type SetLifecycleInput = z.input<typeof SetLifecycleInput>;

const PlanFields = {
  name: line(60, "Give the plan a name."),
  summary: z.string().trim().max(200, "At most 200 characters."),
  ratePerMinute: z.coerce
    .number()
    .int("A whole number.")
    .min(1, "At least 1.")
    .max(1_000_000, "At most 1,000,000."),
  quotaPerMonth: z.preprocess(
    emptyAsNull,
    z.coerce.number().int("A whole number.").min(1, "At least 1.").max(2_000_000_000).nullable(),
  ),
  needsApproval: Flag,
  scopes: z.preprocess(
    (value) => (typeof value === "string" ? value.split(/[\s,]+/).filter(Boolean) : value),
    z
      .array(z.string().regex(/^[\x21\x23-\x5B\x5D-\x7E]{1,100}$/, "A scope is one word without quotes."))
      .max(50),
  ),
  termsMd: Markdown,
  position: z.coerce.number().int().min(0).max(1_000),
};

export const CreatePlanInput = z.object({
  ...PlanFields,
  slug: Slug,
  /** Slugs of the caller's own APIs that the plan opens. */
  apis: words(50).refine((list) => list.length > 0, "Choose at least one API."),
  summary: PlanFields.summary.default(""),
  quotaPerMonth: PlanFields.quotaPerMonth.default(null),
  needsApproval: PlanFields.needsApproval.default(false),
  scopes: PlanFields.scopes.default([]),
  termsMd: PlanFields.termsMd.default(""),
  position: PlanFields.position.default(0),
});
export type CreatePlanInput = z.input<typeof CreatePlanInput>;

export const UpdatePlanInput = z
  .object({
    planId: ref,
    ...PlanFields,
    apis: words(50).refine((list) => list.length > 0, "Choose at least one API."),
  })
  .partial()
  .required({ planId: true });
export type UpdatePlanInput = z.input<typeof UpdatePlanInput>;

export const PlanRef = z.object({ planId: ref });

export const WriteGuideInput = z.object({
  api: ref,
  slug: Slug,
  title: line(120, "Give the guide a title."),
  summary: z.string().trim().max(300).default(""),
  markdown: Markdown.min(1, "Write something."),
  position: z.coerce.number().int().min(0).max(1_000).default(0),
});
export type WriteGuideInput = z.input<typeof WriteGuideInput>;

export const GuideRef = z.object({ api: ref, guide: ref });

export const AddChangeInput = z.object({
  api: ref,
  version: z.preprocess(emptyAsMissing, ref.optional()),
  title: line(160, "Say in one line what changed."),
  markdown: Markdown.default(""),
});
export type AddChangeInput = z.input<typeof AddChangeInput>;

export const CatalogSort = z.enum(["relevance", "name", "changed", "popular"]);
export type CatalogSort = z.infer<typeof CatalogSort>;

const many = <T extends z.ZodType>(item: T) =>
  z.preprocess(
    (value) => (typeof value === "string" ? value.split(",").filter(Boolean) : value),
    z.array(item).max(20),
  );

/** A catalog question as the address bar carries it; what is not understood is left out rather than refused. */
export const SearchCatalogInput = z.object({
  q: z.string().trim().max(200).refine(isStorable).catch("").default(""),
  tag: many(z.string().max(40).refine(isStorable)).catch([]).default([]),
  category: many(z.string().max(40).refine(isStorable)).catch([]).default([]),
  lifecycle: many(Lifecycle).catch([]).default([]),
  kind: many(z.string().max(20).refine(isStorable)).catch([]).default([]),
  /** Relevance needs a question; without one it means popular first. */
  sort: CatalogSort.catch("relevance").default("relevance"),
  page: z.coerce.number().int().min(1).max(1_000).catch(1).default(1),
  pageSize: z.coerce.number().int().min(1).max(100).catch(20).default(20),
});
export type SearchCatalogInput = z.input<typeof SearchCatalogInput>;

export const ListApisInput = z.object({
  /** Only the APIs of the caller's own organisation, drafts included. */
  mine: Flag.default(false),
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type ListApisInput = z.input<typeof ListApisInput>;

// What leaves the domain.

export interface OrgBrief {
  id: string;
  slug: string;
  name: string;
}

export interface VersionBrief {
  name: string;
  lifecycle: Lifecycle;
  sunsetAt: Date | null;
  operationCount: number;
}

export interface ApiSummary {
  id: string;
  slug: string;
  name: string;
  summary: string;
  category: string;
  tags: string[];
  kind: string;
  visibility: Visibility;
  listing: Listing;
  /** False for an API that is only listed to the caller: there are no versions then, and nothing of what is in it. */
  isReadable: boolean;
  /** Taken out of everybody else's sight by a moderator; told to those who see it all the same. */
  stop: { at: Date; reason: string } | null;
  owner: OrgBrief;
  /** What a reader should open: the newest published version, else the newest deprecated, retired or draft one. */
  latest: VersionBrief | null;
  /** Those the caller may see, newest first. */
  versions: VersionBrief[];
  /** Live plans that open this API. */
  planCount: number;
  /** Whether one of them is given without waiting for the publisher's yes. */
  hasInstantPlan: boolean;
  createdAt: Date;
  updatedAt: Date;
}

/** An API that a moderator took out of sight. */
export interface StoppedApi extends Pick<ApiSummary, "id" | "slug" | "name" | "owner"> {
  stop: { at: Date; reason: string };
}

/** An organisation's access to an API, as itself sees it. */
export interface AccessSummary {
  id: string;
  state: AccessState;
  reason: string;
  createdAt: Date;
  decidedAt: Date | null;
  /** The publisher's words. */
  answer: string;
  expiresAt: Date | null;
  api: { slug: string; name: string };
}

/** The same as the publisher sees it. */
export interface AccessRequestDetail extends AccessSummary {
  organisation: OrgBrief;
  requestedBy: string;
  decidedBy: string | null;
  /** Its apps that are subscribed to the API. */
  appCount: number;
  mayDecide: boolean;
}

/** An API as those see it who look after the portal. */
export interface OwnedApi {
  id: string;
  slug: string;
  name: string;
  visibility: Visibility;
  teamId: string;
  createdAt: Date;
}

/** A member of the publishing organisation, and what they are for one API. */
export interface PublishingPerson {
  userId: string;
  name: string;
  email: string;
  orgRole: string;
  /** All in all. */
  role: PublishingRole;
  /** What was granted beside the role in the organisation. */
  grants: { id: string; role: PublishingRole; isForAll: boolean; createdAt: Date }[];
}

export interface RevisionBrief {
  id: string;
  number: number;
  documentId: string;
  format: string;
  title: string;
  infoVersion: string;
  operationCount: number;
  schemaCount: number;
  errorCount: number;
  warningCount: number;
  createdAt: Date;
}

export interface VersionSummary {
  id: string;
  name: string;
  lifecycle: Lifecycle;
  createdAt: Date;
  publishedAt: Date | null;
  deprecatedAt: Date | null;
  sunsetAt: Date | null;
  retiredAt: Date | null;
  /** The current revision. */
  revision: RevisionBrief | null;
}

export interface ApiDetail extends Omit<ApiSummary, "versions"> {
  descriptionMd: string;
  /** Sanitised. */
  descriptionHtml: string;
  supportUrl: string | null;
  versions: VersionSummary[];
  plans: PlanSummary[];
  guides: GuideSummary[];
  /** The newest ten. */
  changes: ChangeSummary[];
  /** Who may see it when the visibility is "organisations"; told to the owner and to admins only. */
  audiences: OrgBrief[];
  teamId: string;
  /** What the caller is for this API; null outside its organisation. */
  role: PublishingRole | null;
  /** Whether the caller may change what it says and holds. */
  isMine: boolean;
}

export interface VersionDetail extends VersionSummary {
  api: ApiSummary;
  /** Of the current revision; null before the first upload. */
  documentId: string | null;
  isMine: boolean;
}

/** An API with its documents and guides, as lists of links need it. */
export interface ReferenceSummary {
  slug: string;
  name: string;
  summary: string;
  updatedAt: Date;
  guides: string[];
  /** Those with a document, newest first. */
  versions: { name: string; lifecycle: Lifecycle; documentId: string; changedAt: Date }[];
}

export interface PlanSummary {
  id: string;
  slug: string;
  name: string;
  summary: string;
  ratePerMinute: number;
  quotaPerMonth: number | null;
  needsApproval: boolean;
  scopes: string[];
  termsMd: string;
  /** Sanitised; empty when the plan has no terms of its own. */
  termsHtml: string;
  termsVersion: number;
  position: number;
  archivedAt: Date | null;
  owner: OrgBrief;
  /** The APIs it opens that the caller may see. */
  apis: { id: string; slug: string; name: string }[];
}

export interface GuideSummary {
  id: string;
  slug: string;
  title: string;
  summary: string;
  position: number;
}

export interface GuideDetail extends GuideSummary {
  markdown: string;
  /** Sanitised. */
  html: string;
  api: { slug: string; name: string };
}

export interface ChangeSummary {
  id: string;
  at: Date;
  title: string;
  markdown: string;
  /** Sanitised. */
  html: string;
  /** The version's name, when it is about one. */
  version: string | null;
  api: { slug: string; name: string };
}

export interface RevisionSummary extends RevisionBrief {
  isCurrent: boolean;
  createdBy: string;
  sourceName: string;
  mediaType: string;
  sourceBytes: number;
  sha256: string;
  compileMs: number;
}

export interface RevisionDetail extends RevisionSummary {
  findings: Finding[];
  api: { slug: string; name: string };
  version: { name: string; lifecycle: Lifecycle };
}

export interface PublishedRevision {
  revision: RevisionDetail;
  /** False when these very bytes already were a revision of this version. */
  isNew: boolean;
}

export interface OperationHit {
  key: string;
  method: string;
  path: string;
  title: string;
  version: string;
}

export interface SearchResult {
  api: ApiSummary;
  /** The best few operations that match; none when the search is not for words. */
  operations: OperationHit[];
  /** All operations that match, shown or not. */
  operationCount: number;
}

export interface FacetCount {
  value: string;
  count: number;
}

export interface SearchPage {
  results: SearchResult[];
  total: number;
  page: number;
  pageCount: number;
  /** Each facet counts with all other filters applied but its own. */
  facets: { tags: FacetCount[]; categories: FacetCount[]; lifecycles: FacetCount[]; kinds: FacetCount[] };
  /** Whether words were read as similar ones, because nothing matched them as written. */
  isGuess: boolean;
}

export const SUGGESTION_KINDS = ["api", "operation", "schema", "guide"] as const;
export type SuggestionKind = (typeof SUGGESTION_KINDS)[number];

export interface Suggestion {
  kind: SuggestionKind;
  title: string;
  /** What it belongs to: the API's or guide's summary, or the API of what is in one. */
  context: string;
  method: string | null;
  path: string | null;
  href: string;
}

export interface Page<T> {
  items: T[];
  /** Hand it back as `cursor` for what follows; null at the end. */
  next: string | null;
}
