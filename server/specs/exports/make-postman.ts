import { createRequire } from "node:module";
import type { Tree } from "../compiler/tree.ts";

interface Converter {
  convertV2(
    input: { type: "json"; data: Tree },
    options: Record<string, unknown>,
    done: (
      error: Error | null,
      result?: { result: boolean; reason?: string; output?: { type: string; data: object }[] },
    ) => void,
  ): void;
}

const OPTIONS = {
  folderStrategy: "Tags",
  requestParametersResolution: "Example",
  enableOptionalParameters: false,
  optimizeConversion: true,
};

/** A collection of schema 2.1.0, a folder for each tag. */
export async function makePostman(document: Tree): Promise<string> {
  // The package is CommonJS without types; this is the part of it that is used.
  const converter: Converter = createRequire(import.meta.url)("openapi-to-postmanv2");
  return new Promise((done, failed) => {
    converter.convertV2({ type: "json", data: document }, OPTIONS, (error, result) => {
      const collection = result?.output?.find(({ type }) => type === "collection")?.data;
      if (collection) done(JSON.stringify(collection, null, 2));
      else failed(error ?? new Error(result?.reason ?? "The converter made nothing."));
    });
  });
}
