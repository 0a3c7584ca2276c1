import { limitsOf } from "#lib/format.ts";
import { routes } from "#lib/routes.ts";
import type { ApiDetail, ApiSummary, GuideDetail, VersionDetail } from "#server/catalog/schema.ts";
import type {
  CompiledSchema,
  DocumentOverview,
  OperationSummary,
  SchemaSummary,
  TagSummary,
} from "#server/specs/schema.ts";
import type { MarkdownAddresses, Place } from "./addresses.ts";
import { fromHtml } from "./from-html.ts";
import { examplesMarkdown, operationRow, schemeWords } from "./operation.ts";
import { furtherDocs, lineOf, schemaMarkdown } from "./schema.ts";
import { code, line, link, page } from "./write.ts";

const MOST_LISTED = 500;

/** The portal's own guides, as they are told here. */
export interface GuideBrief {
  slug: string;
  title: string;
  summary: string;
}

interface Brand {
  name: string;
  tagline: string;
}

export function homeMarkdown(
  brand: Brand,
  apis: ApiSummary[],
  guides: GuideBrief[],
  to: MarkdownAddresses,
): string {
  return page([
    `# ${line(brand.name)}`,
    line(brand.tagline),
    `## Most used APIs\n\n${apis.map((api) => apiRow(api, to)).join("\n") || "None is published yet."}`,
    `All: ${link("APIs", to.catalog)}`,
    `## Guides\n\n${guideRows(guides, to.guide)}`,
  ]);
}

export function catalogMarkdown(apis: ApiSummary[], total: number, to: MarkdownAddresses): string {
  const left = total - apis.length;
  return page([
    "# APIs",
    total === 0 ? "No API is published yet." : apis.map((api) => apiRow(api, to)).join("\n"),
    left > 0 &&
      `${left} more: ${to.web("/api/v1/apis")} lists all, and ${to.web("/apis?q=WORDS")} finds by words.`,
  ]);
}

export function apiRow(api: ApiSummary, to: MarkdownAddresses): string {
  const version = api.latest
    ? `, ${line(api.latest.name, 40)} ${api.latest.lifecycle.replace("_", " ")}`
    : "";
  return `- ${link(api.name, to.api(api.slug))}: ${line(api.summary)} (${line(api.owner.name, 80)}${version})`;
}

export function guideRows(guides: GuideBrief[], href: (slug: string) => string): string {
  return guides
    .map((one) => `- ${link(one.title, href(one.slug))}${one.summary ? `: ${line(one.summary)}` : ""}`)
    .join("\n");
}

export function guidesMarkdown(guides: GuideBrief[], to: MarkdownAddresses): string {
  return page(["# Guides", guideRows(guides, to.guide)]);
}

/** `source` is the MDX of a guide of ours, which is plain Markdown after its first statement. */
export function guideMarkdown({ title, summary }: GuideBrief, source: string, origin: string): string {
  const body = source
    .replace(/^export const guide = \{[\s\S]*?\n\};\n/, "")
    .replace(/\]\((\/(?:apis|guides)[^)\s#?.]*)([^)\s]*)\)/g, `](${origin}$1.md$2)`)
    .replace(/\]\((\/[^)\s]*)\)/g, `](${origin}$1)`);
  return page([`# ${title}`, summary, body.trim()]);
}

export function apiMarkdown(api: ApiDetail, to: MarkdownAddresses): string {
  const latest = api.latest;
  return page([
    `# ${line(api.name)}`,
    line(api.summary),
    `By ${line(api.owner.name)}. Category ${line(api.category)}.${api.tags.length > 0 ? ` Tags: ${api.tags.map((tag) => line(tag, 60)).join(", ")}.` : ""}`,
    latest &&
      `Reference of the version to use: ${link(`${api.name} ${latest.name}`, to.version(api.slug, latest.name))}`,
    !api.isReadable &&
      `Access on request: the publisher decides who reads the reference and guides. Sign in and ask: ${to.web(routes.api(api.slug))}`,
    fromHtml(api.descriptionHtml, to.origin),
    api.plans.length > 0 &&
      `## Plans\n\n${api.plans
        .map(
          (plan) =>
            `- **${line(plan.name, 80)}**: ${limitsOf(plan)}${plan.needsApproval ? ", needs the publisher's approval" : ""}. ${line(plan.summary)}`,
        )
        .join("\n")}${api.isReadable ? `\n\nGet a key: ${to.web(routes.apiStart(api.slug))}` : ""}`,
    api.guides.length > 0 && `## Guides\n\n${guideRows(api.guides, (slug) => to.apiGuide(api.slug, slug))}`,
    api.versions.length > 0 &&
      `## Versions\n\n${api.versions
        .map(
          ({ name, lifecycle, sunsetAt }) =>
            `- ${link(name, to.version(api.slug, name))}: ${lifecycle.replace("_", " ")}${sunsetAt ? `, ends ${day(sunsetAt)}` : ""}`,
        )
        .join("\n")}`,
    api.changes.length > 0 &&
      `## What changed\n\n${api.changes
        .map(
          ({ at, version, title }) =>
            `- ${day(at)}${version ? ` (${line(version, 40)})` : ""}: ${line(title)}`,
        )
        .join("\n")}`,
  ]);
}

export function apiGuideMarkdown(guide: GuideDetail, to: MarkdownAddresses): string {
  return page([
    `# ${line(guide.title)}`,
    line(guide.summary),
    `A guide of ${link(guide.api.name, to.api(guide.api.slug))}.`,
    fromHtml(guide.html, to.origin),
  ]);
}

export function versionMarkdown(
  version: VersionDetail,
  overview: DocumentOverview | null,
  schemas: SchemaSummary[],
  place: Place,
): string {
  const { api, to } = place;
  const title = `# ${line(api.name)} ${line(version.name)}`;
  if (!overview) return page([title, "No document has been published for this version yet."]);
  const schemaRow = ({ key, name }: SchemaSummary): string =>
    `- ${link(name, to.schema(api.slug, version.name, key))}`;
  const left = schemas.length - MOST_LISTED;
  return page([
    title,
    line(overview.summary ?? version.api.summary),
    `Version ${line(version.name)} of ${link(api.name, to.api(api.slug))} is ${version.lifecycle.replace("_", " ")}${version.sunsetAt ? ` and ends ${day(version.sunsetAt)}` : ""}. OpenAPI ${line(overview.specVersion, 20)}: ${to.web(routes.versionSource(api.slug, version.name, "json"))} or ${to.web(routes.versionSource(api.slug, version.name, "yaml"))}`,
    fromHtml(overview.descriptionHtml, to.origin),
    furtherDocs(overview.externalDocs, place),
    `## Where to call\n\n${[
      `- Sandbox: ${code(`${to.origin}/sandbox/${api.slug}/${version.name}`)}`,
      ...overview.servers
        .slice(0, 20)
        .map(({ url, name }) => `- ${name ? line(name, 80) : "Live"}: ${code(url)}`),
    ].join("\n")}`,
    overview.securitySchemes.length > 0 &&
      `## Authentication\n\n${overview.securitySchemes
        .map((scheme) => {
          const said = lineOf(scheme.descriptionHtml, place);
          return `- ${code(scheme.name)}: ${schemeWords(scheme)}${said ? `. ${said}` : ""}`;
        })
        .join("\n")}`,
    overview.tags.length > 0 &&
      `## Operations\n\n${overview.tags.map((tag) => tagRow(tag, place)).join("\n")}`,
    schemas.length > 0 &&
      `## Schemas\n\n${schemas.slice(0, MOST_LISTED).map(schemaRow).join("\n")}${left > 0 ? `\n- … ${left} more` : ""}`,
  ]);
}

export function tagRow(tag: TagSummary, { api, version, to }: Place): string {
  const count = `${tag.operationCount} ${tag.operationCount === 1 ? "operation" : "operations"}`;
  return `- ${link(tag.name, to.tag(api.slug, version, tag.key))} (${count})${tag.summary ? `: ${line(tag.summary)}` : ""}`;
}

export function tagMarkdown(tag: TagSummary, operations: OperationSummary[], place: Place): string {
  const left = operations.length - MOST_LISTED;
  return page([
    `# ${line(tag.name)}`,
    `Part of ${link(`${place.api.name} ${place.version}`, place.to.version(place.api.slug, place.version))}.`,
    fromHtml(tag.descriptionHtml, place.to.origin),
    furtherDocs(tag.externalDocs, place),
    `## Operations\n\n${operations
      .slice(0, MOST_LISTED)
      .map((operation) => operationRow(operation, place))
      .join("\n")}${left > 0 ? `\n- … ${left} more` : ""}`,
  ]);
}

export function schemaPageMarkdown(schema: CompiledSchema, place: Place): string {
  return page([
    `# ${line(schema.name)}`,
    `A schema of ${link(`${place.api.name} ${place.version}`, place.to.version(place.api.slug, place.version))}.`,
    fromHtml(schema.schema.descriptionHtml, place.to.origin),
    `## Shape\n\n${schemaMarkdown(withoutName(schema), place)}`,
    examplesMarkdown(schema.examples),
    schema.usedBy.length > 0 &&
      `## Used by\n\n${schema.usedBy.map((operation) => operationRow(operation, place)).join("\n")}`,
  ]);
}

/** On its own page a schema's type is what it is made of, not its name. */
function withoutName({ schema }: CompiledSchema): CompiledSchema["schema"] {
  const { ref: _, ...node } = schema;
  return node;
}

function day(at: Date): string {
  return at.toISOString().slice(0, 10);
}
