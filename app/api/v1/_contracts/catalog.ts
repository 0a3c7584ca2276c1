import { z } from "zod";
import { Lifecycle, Listing, Visibility } from "#server/catalog/schema.ts";
import { contract } from "#server/platform/contract.ts";
import {
  Api,
  ApiFull,
  listOf,
  Me,
  Plan,
  Published,
  pageOf,
  Revision,
  RevisionFull,
  Suggestion,
  Version,
} from "./shapes.ts";

const api = z.string().meta({ description: "Slug or id of the API." });
const version = z.string().meta({ description: "Name of the version, such as v1." });
const InApi = z.object({ api });
const InVersion = z.object({ api, version });

const ApiFields = z.object({
  name: z.string(),
  summary: z.string().meta({ description: "One line." }),
  descriptionMd: z.string().meta({ description: "Markdown." }),
  category: z.string(),
  tags: z.array(z.string()),
  visibility: Visibility,
  listing: Listing.meta({ description: "Who sees the entry of an API that is read on request." }),
  supportUrl: z.string().nullable(),
  audiences: z.array(z.string()).meta({ description: "Slugs of the organisations that may see it." }),
});

export const getMe = contract({
  operationId: "getMe",
  method: "get",
  path: "/me",
  tag: "Account",
  summary: "Who is asking",
  scope: "",
  status: 200,
  answer: Me,
});

export const searchSuggestions = contract({
  operationId: "search",
  method: "get",
  path: "/search",
  tag: "APIs",
  summary: "Suggest APIs, operations, schemas and guides for a few words",
  description: "Best first, grouped by kind. Beginnings of words and mistyped words are understood.",
  query: z.object({
    q: z.string().max(200).default(""),
    api: z.string().max(200).optional().meta({ description: "Only what is in this API (its slug)." }),
    version: z.string().max(200).optional().meta({ description: "Only what is in this version of `api`." }),
    kind: z
      .enum(["api", "operation", "schema", "guide"])
      .optional()
      .meta({ description: "Only answers of this kind." }),
    limit: z.coerce.number().int().min(1).max(100).default(10),
  }),
  status: 200,
  answer: listOf(Suggestion, "SuggestionList"),
});

export const listApis = contract({
  operationId: "listApis",
  method: "get",
  path: "/apis",
  tag: "APIs",
  summary: "List the APIs you can see",
  query: z.object({
    mine: z
      .stringbool()
      .default(false)
      .meta({ description: "Only those of your own organisation, drafts included." }),
    cursor: z.string().max(400).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  status: 200,
  answer: pageOf(Api, "ApiPage"),
});

export const createApi = contract({
  operationId: "createApi",
  method: "post",
  path: "/apis",
  tag: "APIs",
  summary: "Create an API",
  scope: "apis:write",
  body: ApiFields.partial()
    .extend({
      slug: z.string(),
      name: z.string(),
      summary: z.string(),
      category: z.string(),
      teamId: z.string().optional(),
      version: z.string().optional().meta({ description: "Opens a first version at once." }),
    })
    .meta({ id: "NewApi" }),
  status: 201,
  answer: ApiFull,
  isIdempotent: true,
});

export const getApi = contract({
  operationId: "getApi",
  method: "get",
  path: "/apis/{api}",
  tag: "APIs",
  summary: "Read one API",
  params: InApi,
  status: 200,
  answer: ApiFull,
});

export const updateApi = contract({
  operationId: "updateApi",
  method: "patch",
  path: "/apis/{api}",
  tag: "APIs",
  summary: "Change an API; what is left out stays",
  scope: "apis:write",
  params: InApi,
  body: ApiFields.partial()
    .extend({
      subscribers: z.enum(["keep", "end"]).optional().meta({
        description: "What becomes of organisations that use the API and could no longer read it.",
      }),
    })
    .meta({ id: "ApiChanges" }),
  status: 200,
  answer: ApiFull,
  hasIfMatch: true,
});

export const deleteApi = contract({
  operationId: "deleteApi",
  method: "delete",
  path: "/apis/{api}",
  tag: "APIs",
  summary: "Delete an API that was never published",
  scope: "apis:write",
  params: InApi,
  status: 204,
});

export const listVersions = contract({
  operationId: "listVersions",
  method: "get",
  path: "/apis/{api}/versions",
  tag: "Versions",
  summary: "List the versions of an API",
  params: InApi,
  status: 200,
  answer: listOf(Version, "VersionList"),
});

export const createVersion = contract({
  operationId: "createVersion",
  method: "post",
  path: "/apis/{api}/versions",
  tag: "Versions",
  summary: "Open a new version as a draft",
  scope: "apis:write",
  params: InApi,
  body: z.object({ name: z.string() }).meta({ id: "NewVersion" }),
  status: 201,
  answer: Version,
  isIdempotent: true,
});

export const getVersion = contract({
  operationId: "getVersion",
  method: "get",
  path: "/apis/{api}/versions/{version}",
  tag: "Versions",
  summary: "Read one version",
  params: InVersion,
  status: 200,
  answer: Version,
});

export const setLifecycle = contract({
  operationId: "setLifecycle",
  method: "patch",
  path: "/apis/{api}/versions/{version}",
  tag: "Versions",
  summary: "Publish, deprecate or retire a version",
  scope: "apis:write",
  params: InVersion,
  body: z
    .object({
      lifecycle: Lifecycle,
      sunsetAt: z.string().nullable().optional().meta({ description: "Required when deprecating." }),
    })
    .meta({ id: "LifecycleChange" }),
  status: 200,
  answer: Version,
  hasIfMatch: true,
});

export const listRevisions = contract({
  operationId: "listRevisions",
  method: "get",
  path: "/apis/{api}/versions/{version}/revisions",
  tag: "Revisions",
  summary: "List the newest revisions of a version",
  scope: "",
  params: InVersion,
  status: 200,
  answer: listOf(Revision, "RevisionList"),
});

export const publishRevision = contract({
  operationId: "publishRevision",
  method: "post",
  path: "/apis/{api}/versions/{version}/revisions",
  tag: "Revisions",
  summary: "Publish a document",
  description:
    "The body is the document itself. The same bytes again are the same revision, told by `isNew`, so this needs no Idempotency-Key. A refused document answers 400 with `findings`, and nothing of it is kept.",
  scope: "revisions:write",
  params: InVersion,
  query: z.object({
    name: z.string().max(200).optional().meta({ description: "The file's name." }),
    strict: z.enum(["true", "false"]).default("false").meta({
      description: "Refuses a document with any error, instead of publishing it with its findings in sight.",
    }),
  }),
  rawBody: {
    mediaTypes: [
      "application/json",
      "application/yaml",
      "application/x-yaml",
      "text/yaml",
      "text/x-yaml",
      "text/plain",
      "application/vnd.oai.openapi",
      "application/vnd.oai.openapi+json",
      "application/openapi+json",
      "application/openapi+yaml",
      "application/octet-stream",
    ],
    description: "An OpenAPI 2.0, 3.0, 3.1 or 3.2 document in JSON or YAML.",
  },
  status: 200,
  answer: Published,
});

export const getRevision = contract({
  operationId: "getRevision",
  method: "get",
  path: "/apis/{api}/versions/{version}/revisions/{number}",
  tag: "Revisions",
  summary: "Read one revision with its findings",
  scope: "",
  params: InVersion.extend({ number: z.coerce.number().int().min(1) }),
  status: 200,
  answer: RevisionFull,
});

export const listPlans = contract({
  operationId: "listPlans",
  method: "get",
  path: "/apis/{api}/plans",
  tag: "Plans",
  summary: "List the plans of an API",
  params: InApi,
  status: 200,
  answer: listOf(Plan, "PlanList"),
});

export const createPlan = contract({
  operationId: "createPlan",
  method: "post",
  path: "/apis/{api}/plans",
  tag: "Plans",
  summary: "Offer an API under a new plan",
  scope: "apis:write",
  params: InApi,
  body: z
    .object({
      slug: z.string(),
      name: z.string(),
      summary: z.string().optional(),
      ratePerMinute: z.int(),
      quotaPerMonth: z.int().nullable().optional(),
      needsApproval: z.boolean().optional(),
      scopes: z.array(z.string()).optional(),
      termsMd: z.string().optional(),
      apis: z
        .array(z.string())
        .optional()
        .meta({ description: "Further APIs of yours that the plan opens, by slug." }),
    })
    .meta({ id: "NewPlan" }),
  status: 201,
  answer: Plan,
  isIdempotent: true,
});
