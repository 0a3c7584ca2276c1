import type { ConsoleMedia } from "./console-data.ts";

export type BodyKind = "text" | "file" | "urlencoded" | "multipart";

/** How a body of this media type is filled in. */
export function bodyKind(mediaType: string, media?: Pick<ConsoleMedia, "examples">): BodyKind {
  const type = mediaType.split(";")[0]?.trim().toLowerCase() ?? "";
  if (type === "application/x-www-form-urlencoded") return "urlencoded";
  if (type.startsWith("multipart/")) return "multipart";
  if (/^(image|audio|video)\/\*$/.test(type)) return "file";
  if (/^text\/|[/+](json|xml|yaml|graphql|javascript)$|jsonl$|ndjson$|json-seq$|\*$/.test(type))
    return "text";
  return media?.examples.length ? "text" : "file";
}
