import converter from "openapi-to-postmanv2";
import type { Tree } from "../compiler/tree.ts";

const OPTIONS = {
  folderStrategy: "Tags",
  requestParametersResolution: "Example",
  enableOptionalParameters: false,
  optimizeConversion: true,
};

/** A collection of schema 2.1.0, a folder for each tag. */
export async function makePostman(document: Tree): Promise<string> {
  return new Promise((done, failed) => {
    converter.convertV2({ type: "json", data: document }, OPTIONS, (error, result) => {
      const collection = result?.output?.find(({ type }) => type === "collection")?.data;
      if (collection) done(JSON.stringify(collection, null, 2));
      else failed(error ?? new Error(result?.reason ?? "The converter made nothing."));
    });
  });
}
