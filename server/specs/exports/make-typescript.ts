import openapiTypescript, { astToString, type OpenAPI3 } from "openapi-typescript";
import type { Tree } from "../compiler/tree.ts";
import type { UnusualOperation } from "./order.ts";

const MOST_NAMED = 20;

/** Types for openapi-fetch and its kin; the first line names the operations that these have no types for. */
export async function makeTypescript(document: Tree, unusual: UnusualOperation[] = []): Promise<string> {
  // The generator checks the shape itself and says what is wrong with it.
  const source = document as unknown as OpenAPI3;
  return noteOf(unusual) + astToString(await openapiTypescript(source, { silent: true }));
}

function noteOf(unusual: UnusualOperation[]): string {
  if (unusual.length === 0) return "";
  const names = unusual.slice(0, MOST_NAMED).map(({ method, path }) => `${method} ${path}`);
  const more = unusual.length - names.length;
  const all = `${names.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
  // Whatever a path holds, a comment ends with its line.
  return `// Left out, because openapi-typescript knows no methods beyond those of OpenAPI 3.1: ${all.replace(/\s+/g, " ")}\n`;
}
