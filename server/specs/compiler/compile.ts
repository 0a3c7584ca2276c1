import { bundle, type Document, Source } from "@redocly/openapi-core";
import { renderMarkdown } from "../render-markdown.ts";
import type { DocumentFormat, DocumentOverview, Finding, Severity } from "../schema.ts";
import type { OperationRow, SchemaRow } from "../stored.ts";
import { boundTree } from "./bound-tree.ts";
import { buildOperations } from "./build-operations.ts";
import { buildOverview } from "./build-overview.ts";
import { buildSchemas } from "./build-schemas.ts";
import type { Describer } from "./describer.ts";
import { detectFormat } from "./detect-format.ts";
import { dropInternal } from "./drop-internal.ts";
import { findOperations } from "./find-operations.ts";
import { type LintTarget, lintStructure, toFindings } from "./lint.ts";
import { lintConfig } from "./lint-config.ts";
import { locate } from "./locate.ts";
import { parseText } from "./parse-text.ts";
import { pathFindings } from "./path-findings.ts";
import { readUpload } from "./read-upload.ts";
import { createTargets } from "./reference-targets.ts";
import { createRegistry } from "./registry.ts";
import { finding, Rejection } from "./rejection.ts";
import { SafeResolver } from "./safe-resolver.ts";
import { securityOf } from "./security.ts";
import { settleIdentifiers } from "./settle-identifiers.ts";
import { settleReferences } from "./settle-references.ts";
import type { Site } from "./site.ts";
import { createTagBook } from "./tag-book.ts";
import { isTree, type Tree } from "./tree.ts";
import { upgradeSwagger } from "./upgrade-swagger.ts";
import type { Upload } from "./upload.ts";

export interface Compiled {
  format: DocumentFormat;
  overview: DocumentOverview;
  findings: Finding[];
  counts: Record<Severity, number>;
  operations: OperationRow[];
  schemas: SchemaRow[];
  /** One self-contained document, as JSON. */
  bundleText: string;
  /** For the example rules, which run afterwards under a limit of their own. */
  target: LintTarget;
}

type Built = Pick<Compiled, "overview" | "findings" | "operations" | "schemas">;

/** Bytes to everything that is stored; throws a Rejection for what cannot be compiled. */
export async function compile(bytes: Uint8Array, sourceName: string, maxBytes: number): Promise<Compiled> {
  const upload = readUpload(bytes, sourceName, maxBytes);
  const text = upload.files.get(upload.root) ?? "";
  const source = new Source(upload.root, text);
  const parsed = parseRoot(upload, text);
  try {
    boundTree(parsed.value, maxBytes);
    for (const [name, other] of upload.files) {
      if (name !== upload.root && /\.(ya?ml|json)$/i.test(name))
        boundTree(parseText(other, name).value, maxBytes);
    }
    const detected = detectFormat(parsed.value);
    const allowsSiblings = detected.format === "openapi-3.1" || detected.format === "openapi-3.2";
    const direct = settleReferences(allowsSiblings ? settleIdentifiers(detected.root) : detected.root);
    const document: Document<Tree> = { source, parsed: direct.root };
    const target: LintTarget = { document, resolver: new SafeResolver(upload.files), isJson: parsed.isJson };
    const linted = await lintStructure(target);
    refuseForeignReferences(linted.findings);
    const whole = await bundled(upload, target, direct.root);
    refuseForeignReferences(whole.findings);

    const open = dropMarked(whole.root, upload);
    const built = build(open.root, detected);
    const own = placed(
      [...parsed.findings, ...detected.findings, ...direct.findings, ...open.findings, ...built.findings],
      source,
      parsed.isJson,
    );
    return {
      format: detected.format,
      overview: { ...built.overview, ...(open.findings.length > 0 && { hasInternal: true }) },
      findings: [...own, ...linted.findings],
      counts: countWith(linted.counts, own),
      operations: built.operations,
      schemas: built.schemas,
      bundleText: JSON.stringify(open.root),
      target,
    };
  } catch (error) {
    if (error instanceof Rejection)
      throw new Rejection(error.message, placed(error.findings, source, parsed.isJson));
    throw error;
  }
}

/** What publishers keep to themselves is gone before anything is made of the document. */
function dropMarked(root: Tree, upload: Upload): { root: Tree; findings: Finding[] } {
  if (![...upload.files.values()].some((text) => text.includes("x-internal"))) return { root, findings: [] };
  const { root: kept, count } = dropInternal(root);
  if (count === 0) return { root, findings: [] };
  const message = `${count} ${count === 1 ? "part is" : "parts are"} marked x-internal; the portal shows and serves the document without them.`;
  return { root: kept, findings: [finding("info", "internal-left-out", message)] };
}

/** Everything that pages are made of. */
function build(root: Tree, { format, specVersion }: ReturnType<typeof detectFormat>): Built {
  const model = format === "openapi-2.0" ? upgradeSwagger(root) : root;
  const registry = createRegistry(model, format === "openapi-3.1" || format === "openapi-3.2");
  const found = findOperations(model, registry);
  const tags = createTagBook(model, found);
  const targets = createTargets(model, found, tags, registry);
  const { find } = targets;
  const by: Describer = { registry, markdown: remembering((text) => renderMarkdown(text, { find })) };
  const site: Site = { by, tags, targets, security: securityOf(model), media: new WeakMap() };
  const operations = buildOperations(found, site);
  const { rows: schemas, namedCount } = buildSchemas(by, operations);
  const { overview, findings } = buildOverview(model, by, {
    format,
    specVersion,
    introduction: (text) => renderMarkdown(text, { find, hasSections: true }),
    tags: tags.list(by),
    tagGroups: tags.groups(),
    operationCount: operations.filter((row) => !row.isWebhook).length,
    webhookCount: operations.filter((row) => row.isWebhook).length,
    schemaCount: namedCount,
  });
  return { overview, findings: [...findings, ...pathFindings(found)], operations, schemas };
}

/** A single document's findings need not say which file they are in. */
function parseRoot(upload: Upload, text: string): ReturnType<typeof parseText> {
  try {
    return parseText(text, upload.root);
  } catch (error) {
    if (!(error instanceof Rejection) || upload.files.size > 1) throw error;
    throw new Rejection(
      error.message,
      error.findings.map(({ file: _, ...one }) => one),
    );
  }
}

/** A single file is its own bundle; several become one. */
async function bundled(
  upload: Upload,
  target: LintTarget,
  root: Tree,
): Promise<{ root: Tree; findings: Finding[] }> {
  if (upload.files.size === 1) return { root, findings: [] };
  const result = await bundle({
    doc: { source: target.document.source, parsed: structuredClone(root) },
    config: await lintConfig({}),
    externalRefResolver: new SafeResolver(upload.files),
  });
  const parsed = result.bundle.parsed;
  return { root: isTree(parsed) ? parsed : root, findings: toFindings(result.problems, target).findings };
}

function refuseForeignReferences(findings: Finding[]): void {
  const foreign = findings.filter((one) => one.rule === "external-reference");
  const first = foreign[0];
  if (first)
    throw new Rejection(
      `${first.message}${foreign.length > 1 ? ` There are ${foreign.length} of this kind.` : ""}`,
      foreign,
    );
}

function placed(findings: Finding[], source: Source, isJson: boolean): Finding[] {
  const open = findings.filter((one) => one.line === 0 && one.pointer !== "");
  const places = locate(
    source,
    open.map((one) => one.pointer),
    isJson,
  );
  return findings.map((one) => (one.line === 0 ? { ...one, ...places.get(one.pointer) } : one));
}

function countWith(counts: Record<Severity, number>, more: Finding[]): Record<Severity, number> {
  const total = { ...counts };
  for (const one of more) total[one.severity]++;
  return total;
}

/** The same sentence stands in a document hundreds of times. */
function remembering(render: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    let html = known.get(text);
    if (html === undefined) {
      html = render(text);
      known.set(text, html);
    }
    return html;
  };
}
