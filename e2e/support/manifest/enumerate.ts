import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import ts from "typescript";

const CODE = ["app", "components", "server", "lib"];
/** File names from which Next makes addresses of their own. */
const DRAWN =
  /^(icon|apple-icon|opengraph-image|twitter-image|favicon)\d?\.(tsx?|jsx?|svg|ico|png|jpe?g|gif)$/;
const WRITTEN = /^(sitemap|robots|manifest)\.(ts|tsx|js|xml|txt|json|webmanifest)$/;
const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/** "METHOD /pattern" of every page, route handler and file with an address below app/. */
export function findAddresses(): string[] {
  return filesBelow("app")
    .flatMap((file) => {
      const name = posix.basename(file);
      const pattern = patternOf(posix.dirname(file));
      if (name === "page.tsx" || name === "page.mdx") return [`GET ${pattern}`];
      if (name === "route.ts" || name === "route.tsx") {
        return exportsOf(parse(file))
          .filter((method) => METHODS.has(method))
          .map((method) => `${method} ${pattern}`);
      }
      if (DRAWN.test(name) || WRITTEN.test(name)) return [`GET ${posix.join(pattern, name)}`];
      return [];
    })
    .toSorted();
}

/** "file exportedName" of every server action; an action inside a function has no name and is named by its place. */
export function findActions(): string[] {
  return CODE.flatMap(filesBelow)
    .filter((file) => /\.tsx?$/.test(file) && readFileSync(file, "utf8").includes("use server"))
    .flatMap((file) => {
      const source = parse(file);
      const [first] = source.statements;
      const whole = first && isDirective(first) ? exportsOf(source) : [];
      return [...whole, ...inlineActions(source)].map((name) => `${file} ${name}`);
    })
    .toSorted();
}

/** First segments of the paths that proxy.ts hands to edge. */
export function findEdgePaths(): string[] {
  const list = /const EDGE = \/\^\\\/\(([^)]+)\)/.exec(readFileSync("proxy.ts", "utf8"))?.[1];
  if (!list) throw new Error("proxy.ts states no paths of edge where they were expected.");
  return list.split("|").map((path) => `/${path.replaceAll("\\", "")}`);
}

/** Folders may be named like files here (types.ts/route.ts), and like hidden ones (.well-known). */
function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => posix.join(parentPath.replaceAll("\\", "/"), name));
}

function patternOf(folder: string): string {
  const segments = folder.split("/").slice(1);
  return `/${segments.filter((segment) => !/^\(.*\)$/.test(segment) && !segment.startsWith("@")).join("/")}`;
}

function parse(file: string): ts.SourceFile {
  return ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
}

function isDirective(node: ts.Node): boolean {
  return (
    ts.isExpressionStatement(node) &&
    ts.isStringLiteral(node.expression) &&
    node.expression.text === "use server"
  );
}

function inlineActions(source: ts.SourceFile): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isBlock(node) && node.statements[0] && isDirective(node.statements[0])) {
      found.push(`inline at ${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Names of the values that a module exports; `export *` could hide some and is answered as a name nobody lists. */
function exportsOf(source: ts.SourceFile): string[] {
  return source.statements.flatMap((statement) => {
    if (ts.isExportDeclaration(statement) && !statement.isTypeOnly) {
      const { exportClause } = statement;
      if (!exportClause || !ts.isNamedExports(exportClause)) return ["*"];
      return exportClause.elements.filter(({ isTypeOnly }) => !isTypeOnly).map(({ name }) => name.text);
    }
    if (ts.isExportAssignment(statement)) return ["default"];
    const isExported =
      ts.canHaveModifiers(statement) &&
      ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    if (!isExported) return [];
    if (ts.isFunctionDeclaration(statement)) return [statement.name?.text ?? "default"];
    if (!ts.isVariableStatement(statement)) return [];
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  });
}
