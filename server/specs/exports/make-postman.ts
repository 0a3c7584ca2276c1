import converter from "openapi-to-postmanv2";
import { isTree, type Tree, textAt } from "../compiler/tree.ts";
import type { UnusualOperation } from "./order.ts";

const OPTIONS = {
  folderStrategy: "Tags",
  requestParametersResolution: "Example",
  enableOptionalParameters: false,
  optimizeConversion: true,
};

/** A collection of schema 2.1.0, a folder for each tag; what the converter passes over stands at its tag's end. */
export async function makePostman(document: Tree, unusual: UnusualOperation[] = []): Promise<string> {
  return new Promise((done, failed) => {
    converter.convertV2({ type: "json", data: document }, OPTIONS, (error, result) => {
      const collection = result?.output?.find(({ type }) => type === "collection")?.data;
      if (collection) done(JSON.stringify(withUnusual({ ...collection }, unusual), null, 2));
      else failed(error ?? new Error(result?.reason ?? "The converter made nothing."));
    });
  });
}

function withUnusual(collection: Tree, unusual: UnusualOperation[]): Tree {
  const items: unknown[] = Array.isArray(collection.item) ? [...collection.item] : [];
  for (const { tagName, item } of unusual) {
    const folder = items.find(
      (one) => isTree(one) && Array.isArray(one.item) && textAt(one, "name") === tagName,
    );
    if (isTree(folder) && Array.isArray(folder.item)) folder.item.push(item);
    else items.push({ name: tagName, item: [item] });
  }
  return { ...collection, item: items };
}
