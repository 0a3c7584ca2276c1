import type { CompiledEncoding, CompiledMedia } from "../schema.ts";
import { buildHeaders } from "./build-headers.ts";
import type { Describer } from "./describer.ts";
import type { Spot } from "./spot.ts";
import { cutText, isTree, listAt, member, type Tree, textAt, treeAt } from "./tree.ts";

const MAX_PARTS = 100;
/** Parts of parts of parts: more than any body has. */
const MAX_DEPTH = 4;

type Encodings = Pick<CompiledMedia, "encoding" | "prefixEncoding" | "itemEncoding">;

/** How the parts of a form or multipart body are written, by property and (3.2) by position. */
export function encodingsOf(media: Tree, by: Describer, spot: Spot, depth = 0): Encodings {
  if (depth >= MAX_DEPTH) return {};
  const build = (name: string, raw: unknown): CompiledEncoding[] =>
    isTree(raw) ? [buildEncoding(name, raw, by, spot, depth)] : [];
  const encoding = Object.entries(treeAt(media, "encoding"))
    .slice(0, MAX_PARTS)
    .flatMap(([name, raw]) => build(name, raw));
  const prefixEncoding = listAt(media, "prefixEncoding")
    .slice(0, MAX_PARTS)
    .flatMap((raw, i) => build(String(i + 1), raw));
  const [itemEncoding] = build("", member(media, "itemEncoding"));
  return {
    ...(encoding.length > 0 && { encoding }),
    ...(prefixEncoding.length > 0 && { prefixEncoding }),
    ...(itemEncoding && { itemEncoding }),
  };
}

function buildEncoding(
  name: string,
  source: Tree,
  by: Describer,
  spot: Spot,
  depth: number,
): CompiledEncoding {
  const contentType = textAt(source, "contentType");
  const style = textAt(source, "style");
  const { explode, allowReserved } = source;
  return {
    name: cutText(name, 300),
    ...(contentType && { contentType: cutText(contentType, 300) }),
    ...(style && { style: cutText(style, 50) }),
    ...(typeof explode === "boolean" && { explode }),
    ...(allowReserved === true && { allowReserved }),
    headers: buildHeaders(treeAt(source, "headers"), by, spot).shown,
    ...encodingsOf(source, by, spot, depth + 1),
  };
}
