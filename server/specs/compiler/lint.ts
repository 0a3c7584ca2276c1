import {
  type BaseResolver,
  type Config,
  type Document,
  lintDocument,
  type NormalizedProblem,
  type Source,
} from "@redocly/openapi-core";
import type { Finding, Severity } from "../schema.ts";
import { lintConfig } from "./lint-config.ts";
import { locate } from "./locate.ts";
import { finding } from "./rejection.ts";
import { EXAMPLE_RULES, hintFor, severityOf } from "./rules.ts";
import { cutText, isTree, member, splitPointer } from "./tree.ts";

const MAX_FINDINGS = 500;
const MAX_PER_RULE = 60;
const RANK: Record<Severity, number> = { error: 0, warning: 1, info: 2 };

export interface LintTarget {
  document: Document;
  resolver: BaseResolver;
  isJson: boolean;
}

export interface Linted {
  findings: Finding[];
  counts: Record<Severity, number>;
}

const off = (rules: string[]): Record<string, "off"> =>
  Object.fromEntries(rules.map((rule) => [rule, "off"]));

/** Everything but the example rules. A rule that stumbles over a malformed document costs only itself. */
export async function lintStructure(target: LintTarget): Promise<Linted> {
  const config = await lintConfig({ extends: ["recommended"], rules: off(EXAMPLE_RULES) });
  try {
    return toFindings(await run(target, config), target);
  } catch {
    const least = await lintConfig({ rules: { struct: "error", "no-unresolved-refs": "error" } });
    try {
      return toFindings(await run(target, least), target);
    } catch (error) {
      const isCircular = error instanceof Error && /circular/i.test(error.message);
      const message = isCircular
        ? "A reference leads back to itself, so the rest could not be checked."
        : `The checks stopped at something they cannot read: ${tidy(error instanceof Error ? error.message : String(error))}`;
      return {
        findings: [
          finding("error", "struct", message, { line: 1, column: 1, pointer: "#/", hint: hintFor("struct") }),
        ],
        counts: { error: 1, warning: 0, info: 0 },
      };
    }
  }
}

/** Only the example rules; the caller limits its time. */
export async function lintExamples(target: LintTarget): Promise<Linted> {
  const config = await lintConfig({
    rules: {
      "no-invalid-media-type-examples": { severity: "warn", allowAdditionalProperties: true },
      "no-invalid-parameter-examples": "warn",
      "no-invalid-schema-examples": "warn",
    },
  });
  try {
    return toFindings(await run(target, config), target);
  } catch {
    return { findings: [], counts: { error: 0, warning: 0, info: 0 } };
  }
}

function run({ document, resolver }: LintTarget, config: Config): Promise<NormalizedProblem[]> {
  return lintDocument({ document, config, externalRefResolver: resolver });
}

/** Counts all, keeps the worst, and finds lines for those kept. */
export function toFindings(problems: NormalizedProblem[], target: LintTarget): Linted {
  const counts = { error: 0, warning: 0, info: 0 };
  const perRule = new Map<string, number>();
  const kept: { problem: NormalizedProblem; rule: string; severity: Severity }[] = [];
  for (const problem of problems) {
    if (isMappingByName(problem, target)) continue;
    const rule = ruleOf(problem);
    const severity = rule === "external-reference" ? "error" : severityOf(rule);
    counts[severity]++;
    const seen = (perRule.get(rule) ?? 0) + 1;
    perRule.set(rule, seen);
    if (seen <= MAX_PER_RULE) kept.push({ problem, rule, severity });
  }
  kept.sort((a, b) => RANK[a.severity] - RANK[b.severity]);
  return { findings: place(kept.slice(0, MAX_FINDINGS), target), counts };
}

function place(
  kept: { problem: NormalizedProblem; rule: string; severity: Severity }[],
  target: LintTarget,
): Finding[] {
  const bySource = new Map<Source, string[]>();
  for (const { problem } of kept) {
    const at = problem.location[0];
    if (at?.pointer === undefined) continue;
    const pointers = bySource.get(at.source) ?? [];
    pointers.push(at.pointer);
    bySource.set(at.source, pointers);
  }
  const root = target.document.source;
  const places = new Map(
    [...bySource].map(([source, pointers]) => [
      source,
      locate(source, pointers, source === root && target.isJson),
    ]),
  );
  return kept.map(({ problem, rule, severity }) => {
    const at = problem.location[0];
    const isPointer = at?.pointer !== undefined;
    const spot =
      at && isPointer
        ? places.get(at.source)?.get(at.pointer)
        : { line: at?.start.line, column: at?.start.col };
    return finding(severity, rule, messageOf(problem, rule, target), {
      ...spot,
      pointer: at && isPointer ? cutText(at.pointer, 1_000) : "",
      hint: hintFor(rule),
      file: at && at.source !== root ? at.source.absoluteRef.slice(1) : undefined,
    });
  });
}

const OUTSIDE = "leads outside the upload";

function ruleOf(problem: NormalizedProblem): string {
  if (problem.message.includes(OUTSIDE)) return "external-reference";
  return problem.ruleId === "bundler" ? "no-unresolved-refs" : problem.ruleId;
}

function messageOf(problem: NormalizedProblem, rule: string, target: LintTarget): string {
  if (rule !== "no-unresolved-refs" && rule !== "external-reference") return tidy(problem.message);
  const named = member(nodeAt(problem, target), "$ref");
  const ref = typeof named === "string" ? cutText(named, 200) : "";
  if (rule === "external-reference")
    return `The reference ${quote(ref)} leads outside the document and was not followed.`;
  return ref ? `The reference ${quote(ref)} leads to nothing.` : tidy(problem.message);
}

function tidy(message: string): string {
  return cutText(message.replaceAll("`", "“").replace(/“([^“]*)“/g, "“$1”"), 500);
}

function quote(text: string): string {
  return text ? `“${text}”` : "at this place";
}

function nodeAt(problem: NormalizedProblem, { document }: LintTarget): unknown {
  const at = problem.location[0];
  if (at?.pointer === undefined || at.source !== document.source) return undefined;
  return splitPointer(at.pointer).reduce<unknown>(childOf, document.parsed);
}

function childOf(node: unknown, name: string): unknown {
  return Array.isArray(node) ? node[Number(name)] : member(node, name);
}

/** A discriminator may map to a schema by its bare name; the rule takes that for a broken reference. */
function isMappingByName(problem: NormalizedProblem, target: LintTarget): boolean {
  const pointer = problem.location[0]?.pointer;
  if (!pointer || problem.ruleId !== "no-unresolved-refs" || !pointer.includes("/discriminator/mapping"))
    return false;
  const name = nodeAt(problem, target);
  const schemas = member(member(target.document.parsed, "components"), "schemas");
  return typeof name === "string" && isTree(schemas) && Object.hasOwn(schemas, name);
}
