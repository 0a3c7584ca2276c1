// The walls of the house. A domain may import only domains to its left.
const ORDER = [
  "audit",
  "notify",
  "content",
  "factors",
  "identity",
  "joining",
  "sso",
  "scim",
  "specs",
  "terms",
  "governance",
  "catalog",
  "apps",
  "credentials",
  "oauth",
  "usage",
  "gateway",
  "review",
  "privacy",
  "console",
];
const DOMAIN = "^server/(?!platform/)[^/]+/";
const DOOR = "^server/[^/]+/(index|schema)\\.ts$";
const TEST = "\\.test\\.tsx?$|/testing/";
const FRAMEWORK = "(^|node_modules/)(next|react|react-dom|next-auth)/";
const DATABASE = "^server/platform/db\\.ts$|^prisma/generated/|(^|node_modules/)@prisma/client";
/** The platform's files that know the web framework; nothing outside web may reach them. */
const WEB_PLATFORM = "^server/platform/(session|action|endpoint)\\.ts$";

const looksLeft = ORDER.slice(0, -1).map((domain, i) => ({
  name: `${domain}-looks-left`,
  severity: "error",
  comment: `${domain} may import only: platform, ${ORDER.slice(0, i).join(", ") || "nothing else"}.`,
  from: { path: `^server/${domain}/`, pathNot: TEST },
  to: { path: `^server/(${ORDER.slice(i + 1).join("|")})/` },
}));

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    ...looksLeft,
    { name: "no-cycles", severity: "error", from: { pathNot: "^prisma/generated/" }, to: { circular: true } },
    {
      name: "known-domains-only",
      severity: "error",
      comment: "Add the new folder to ORDER first, on purpose.",
      from: { path: DOMAIN, pathNot: `^server/(${ORDER.join("|")})/` },
      to: {},
    },
    {
      name: "front-door-from-outside",
      severity: "error",
      from: { path: "^(app|components|lib|web|edge|worker|cli|proxy)", pathNot: TEST },
      to: { path: DOMAIN, pathNot: DOOR },
    },
    {
      name: "front-door-between-domains",
      severity: "error",
      from: { path: "^server/([^/]+)/", pathNot: TEST },
      to: { path: DOMAIN, pathNot: ["^server/$1/", DOOR] },
    },
    {
      name: "components-take-props",
      severity: "error",
      from: { path: "^components/" },
      to: {
        path: "^(app|web|edge|worker|cli|server)/",
        pathNot: "^server/[^/]+/schema\\.ts$",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "schemas-are-client-safe",
      severity: "error",
      from: { path: "^server/[^/]+/schema\\.ts$" },
      to: { path: "^server/", pathNot: "^server/[^/]+/schema\\.ts$", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "server-never-looks-up",
      severity: "error",
      from: { path: "^server/" },
      to: { path: "^(app|components|web|edge|worker|cli)/" },
    },
    {
      name: "lib-stands-alone",
      severity: "error",
      from: { path: "^lib/" },
      to: { path: "^(app|components|server|prisma|web|edge|worker|cli)/" },
    },
    {
      name: "samples-are-written-on-the-server",
      severity: "error",
      comment: "The library behind samples is far too large for a page; whoever uses it is listed here.",
      from: { pathNot: `${TEST}|^app/|^components/reference/sample-html\\.ts$` },
      to: { path: "^lib/sample-call\\.ts$" },
    },
    {
      name: "database-behind-server",
      severity: "error",
      from: { path: "^(app|components|lib|cli)/", pathNot: TEST },
      to: { path: DATABASE },
    },
    { name: "domains-know-no-framework", severity: "error", from: { path: DOMAIN }, to: { path: FRAMEWORK } },
    {
      name: "other-processes-know-no-web",
      severity: "error",
      from: { path: "^(edge|worker|cli)/", pathNot: TEST },
      to: { path: `^(app|components)/|${WEB_PLATFORM}|${FRAMEWORK}`, reachable: true },
    },
    {
      name: "web-only-starts-next",
      severity: "error",
      comment: "What is bundled into .next must not be loaded a second time beside it.",
      from: { path: "^web/", pathNot: TEST },
      to: { path: "^(app|components|edge|worker|cli|server)/", pathNot: "^server/platform/(env|log)\\.ts$" },
    },
    {
      name: "domains-know-no-web-platform",
      severity: "error",
      from: { path: DOMAIN },
      to: { path: WEB_PLATFORM },
    },
    {
      name: "tests-stay-tests",
      severity: "error",
      from: { pathNot: `${TEST}|^(scripts|bench|e2e)/` },
      to: { path: TEST },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { conditionNames: ["import", "node", "default"], exportsFields: ["exports"] },
  },
};
