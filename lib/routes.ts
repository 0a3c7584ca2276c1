/** Every address of the portal, in one place. Segments are encoded here and nowhere else. */
const seg = encodeURIComponent;

/** Which part of a long list. */
interface Part {
  q?: string | undefined;
  letter?: string | undefined;
  /** A path, with all that lies below it. */
  under?: string | undefined;
  show?: "webhooks" | undefined;
  page?: number | undefined;
}

function asQuery({ page = 1, ...part }: Part): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...part, page: page > 1 ? String(page) : "" }))
    if (value) query.set(name, value);
  return query.size > 0 ? `?${query}` : "";
}

export const routes = {
  home: () => "/",
  catalog: (query = "") => (query ? `/apis?q=${seg(query)}` : "/apis"),
  catalogBy: (facet: "category" | "tag", value: string) => `/apis?${facet}=${seg(value)}`,
  api: (api: string) => `/apis/${seg(api)}`,
  apiStart: (api: string) => `/apis/${seg(api)}/start`,
  apiPlans: (api: string) => `/apis/${seg(api)}/plans`,
  apiChangelog: (api: string) => `/apis/${seg(api)}/changelog`,
  apiGuide: (api: string, guide: string) => `/apis/${seg(api)}/guides/${seg(guide)}`,
  version: (api: string, version: string) => `/apis/${seg(api)}/v/${seg(version)}`,
  operations: (api: string, version: string, part: Part = {}) =>
    `/apis/${seg(api)}/v/${seg(version)}/operations${asQuery(part)}`,
  webhooks: (api: string, version: string) => `/apis/${seg(api)}/v/${seg(version)}/operations?show=webhooks`,
  /** Matches no page on purpose: what is not found below it is answered whole, and with 404, by app/not-found.tsx. */
  missing: (api: string, version: string, kind: "operation" | "schema" | "tag", key: string) =>
    `/apis/${seg(api)}/v/${seg(version)}/missing/${kind}/${seg(key)}`,
  navigation: (api: string, version: string) => `/apis/${seg(api)}/v/${seg(version)}/nav`,
  operation: (api: string, version: string, operation: string) =>
    `/apis/${seg(api)}/v/${seg(version)}/operations/${seg(operation)}`,
  /** `at` says which server it calls; left out, the sandbox. */
  operationSample: (
    api: string,
    version: string,
    operation: string,
    sample: string,
    documentId: string,
    at = "",
  ) =>
    `/apis/${seg(api)}/v/${seg(version)}/operations/${seg(operation)}/samples/${seg(sample)}?d=${seg(documentId)}${at ? `&at=${seg(at)}` : ""}`,
  tryOperation: (api: string, version: string, operation: string, entry = "") =>
    `/apis/${seg(api)}/v/${seg(version)}/operations/${seg(operation)}?try${entry ? `=${seg(entry)}` : ""}`,
  consoleData: (api: string, version: string, operation: string) =>
    `/apis/${seg(api)}/v/${seg(version)}/operations/${seg(operation)}/console`,
  consoleCallback: () => "/console/callback",
  tag: (api: string, version: string, tag: string, part: Part = {}) =>
    `/apis/${seg(api)}/v/${seg(version)}/tags/${seg(tag)}${asQuery(part)}`,
  schema: (api: string, version: string, schema: string) =>
    `/apis/${seg(api)}/v/${seg(version)}/schemas/${seg(schema)}`,
  schemas: (api: string, version: string, part: Part = {}) =>
    `/apis/${seg(api)}/v/${seg(version)}/schemas${asQuery(part)}`,
  redoc: (api: string, version: string) => `/apis/${seg(api)}/v/${seg(version)}/redoc`,
  redocBundle: () => "/apis/redoc.standalone.js?v=2.5.4",
  redocFrame: (api: string, version: string) => `/apis/${seg(api)}/v/${seg(version)}/redoc/frame`,
  versionSource: (api: string, version: string, form: "json" | "yaml") =>
    `/apis/${seg(api)}/v/${seg(version)}/openapi.${form}`,
  versionOriginal: (api: string, version: string) => `/apis/${seg(api)}/v/${seg(version)}/original`,
  versionPostman: (api: string, version: string) => `/apis/${seg(api)}/v/${seg(version)}/postman.json`,
  versionTypes: (api: string, version: string) => `/apis/${seg(api)}/v/${seg(version)}/types.ts`,
  operationSource: (api: string, version: string, operation: string, form: "json" | "yaml") =>
    `/apis/${seg(api)}/v/${seg(version)}/operations/${seg(operation)}/openapi.${form}`,
  /** The document of the version to use. */
  apiSource: (api: string) => `/apis/${seg(api)}/openapi.json`,
  apiLlms: (api: string) => `/apis/${seg(api)}/llms.txt`,
  llms: () => "/llms.txt",
  sitemap: () => "/sitemap.xml",
  sitemapPart: (part: number) => `/sitemaps/${part}`,
  apiCatalog: () => "/.well-known/api-catalog",
  /** The same page as Markdown; `path` is the page's own address. */
  markdown: (path: string) => (path === "/" ? "/index.md" : `${path}.md`),
  /** The picture that stands for a page where it is shared. */
  picture: (path: string) => (path === "/" ? "/pictures/index.png" : `/pictures${path}.png`),
  guides: () => "/guides",
  guide: (guide: string) => `/guides/${seg(guide)}`,

  signIn: (next = "") => (next ? `/sign-in?next=${seg(next)}` : "/sign-in"),
  signInWith: (provider: string, next = "") =>
    `/sign-in/with/${seg(provider)}${next ? `?next=${seg(next)}` : ""}`,
  /** Signs in again at a connected provider, as a proof in the middle of a session. */
  proveWith: (provider: string) => `/sign-in/with/${seg(provider)}/prove`,
  proved: (problem = "") => (problem ? `/sign-in/proved?problem=${seg(problem)}` : "/sign-in/proved"),
  signInProblem: (problem: string) => `/sign-in?problem=${seg(problem)}`,
  fetchSignIn: (provider: string, state: string) =>
    `/sign-in/with/${seg(provider)}/finish?state=${seg(state)}`,
  confirmConnection: (token: string) => `/sign-in/confirm?token=${seg(token)}`,
  connectionMailed: () => "/sign-in/mailed",
  connections: () => "/account/connections",
  connectionProblem: (problem: string) => `/account/connections?problem=${seg(problem)}`,
  signUp: (next = "") => (next ? `/sign-up?next=${seg(next)}` : "/sign-up"),
  secondStep: () => "/sign-in/second-step",
  goodbye: () => "/goodbye",
  waiting: () => "/sign-up/waiting",
  terms: () => "/terms",
  termsVersion: (number: number) => `/terms/${number}`,
  acceptTerms: (next = "") => (next ? `/terms/accept?next=${seg(next)}` : "/terms/accept"),
  confirmEmailChange: (token: string) => `/confirm-address?token=${seg(token)}`,
  undoEmailChange: (token: string) => `/undo-address?token=${seg(token)}`,
  checkMail: () => "/check-mail",
  forgotPassword: () => "/forgot-password",
  verifyEmail: (token: string) => `/verify-email?token=${seg(token)}`,
  resetPassword: (token: string) => `/reset-password?token=${seg(token)}`,
  join: (token: string) => `/join?token=${seg(token)}`,
  organisation: () => "/organisation",
  organisationMember: (user: string) => `/organisation/members/${seg(user)}`,
  organisationTeam: (team: string) => `/organisation/teams/${seg(team)}`,
  organisationDomains: () => "/organisation/domains",
  newOrganisation: () => "/organisation/new",
  organisationActivity: (actor = "") =>
    actor ? `/organisation/activity?actor=${seg(actor)}` : "/organisation/activity",
  account: () => "/account",
  security: () => "/account/security",
  accountData: () => "/account/data",
  accountExport: () => "/account/data/export",
  accessTokens: () => "/account/tokens",
  organisationTokens: () => "/organisation/tokens",
  provisioning: () => "/organisation/provisioning",
  device: () => "/device",
  sessions: () => "/account/sessions",

  apps: () => "/apps",
  newApp: () => "/apps/new",
  app: (app: string) => `/apps/${seg(app)}`,
  appNewKey: (app: string) => `/apps/${seg(app)}/keys/new`,
  appNewClient: (app: string) => `/apps/${seg(app)}/clients/new`,
  appSubscribe: (app: string) => `/apps/${seg(app)}/subscribe`,
  appCalls: (app: string) => `/apps/${seg(app)}/calls`,
  appRecentCalls: (app: string) => `/apps/${seg(app)}/recent-calls`,

  publish: () => "/publish",
  publishNewApi: () => "/publish/new",
  publishApi: (api: string) => `/publish/${seg(api)}`,
  publishVersion: (api: string, version: string) => `/publish/${seg(api)}/v/${seg(version)}`,
  publishUpload: (api: string, version: string) => `/publish/${seg(api)}/v/${seg(version)}/upload`,
  publishRevision: (api: string, version: string, number: number) =>
    `/publish/${seg(api)}/v/${seg(version)}/revisions/${number}`,
  publishSubscriptions: () => "/publish/subscriptions",
  publishRequests: () => "/publish/requests",

  admin: () => "/admin",
  adminApis: () => "/admin/apis",
  adminApps: () => "/admin/apps",
  adminOrganisations: () => "/admin/organisations",
  adminOrganisation: (org: string) => `/admin/organisations/${seg(org)}`,
  adminUsers: () => "/admin/users",
  adminUser: (user: string) => `/admin/users/${seg(user)}`,
  adminSessions: () => "/admin/sessions",
  adminDormant: () => "/admin/dormant",
  adminViewAs: () => "/admin/view-as",
  adminAccess: () => "/admin/access",
  adminAccessExport: (query: string) => `/admin/access/export?${query}`,
  adminReviews: () => "/admin/reviews",
  adminReview: (review: string) => `/admin/reviews/${seg(review)}`,
  adminReviewExport: (review: string) => `/admin/reviews/${seg(review)}/export`,
  adminAudit: () => "/admin/audit",
  adminConsole: () => "/admin/console",
  adminProviders: () => "/admin/sign-in",
  adminNewProvider: (kind: "oidc" | "saml") => `/admin/sign-in/new?kind=${kind}`,
  adminProvider: (provider: string) => `/admin/sign-in/${seg(provider)}`,
  adminSignUp: () => "/admin/sign-up",
  adminTerms: () => "/admin/terms",
  adminTermsVersion: (number: number) => `/admin/terms/${number}`,
  adminAcceptances: (number: number) => `/admin/terms/${number}/acceptances`,
  adminTokens: () => "/admin/tokens",
  adminBrand: () => "/admin/brand",
  adminAuditExport: (query: string) => `/admin/audit/export?${query}`,
  brandLogo: (hash: string) => `/brand/logo?v=${seg(hash)}`,
  devMail: () => "/dev/mail",
  setup: () => "/setup",
  setupLink: (token: string) => `/setup?token=${seg(token)}`,
} as const;
