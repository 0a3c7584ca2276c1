import openapiTypescript, { astToString, type OpenAPI3 } from "openapi-typescript";
import type { Tree } from "../compiler/tree.ts";

/** Types for openapi-fetch and its kin. */
export async function makeTypescript(document: Tree): Promise<string> {
  // The generator checks the shape itself and says what is wrong with it.
  const source = document as unknown as OpenAPI3;
  return astToString(await openapiTypescript(source, { silent: true }));
}
