import { isJson } from "#lib/media-type.ts";
import { methodWord } from "#lib/method.ts";
import { db } from "#server/platform/db.ts";
import { asWritten, getOverview } from "../read-document.ts";
import type { Json } from "../schema.ts";
import type { StoredCallable, StoredMedia, StoredParameter } from "../stored.ts";
import { type UnusualOperation, USUAL_METHODS } from "./order.ts";

const SCHEMA = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json";
const NOTE =
  "This document is too large for Postman’s own converter. Every operation is here with its parameters; bodies hold the examples of the document, and are empty where it has none.";
const AT_ONCE = 500;

/**
 * A collection of schema 2.1.0 made of what was compiled, a folder for each tag, read piece by piece: for documents of
 * any size. It makes up no bodies, which is what takes Postman's converter so long.
 */
export async function writePlainCollection(documentId: string): Promise<string> {
  const overview = await getOverview(documentId);
  const folders = new Map(overview.tags.map(({ key, name }) => [key, { name, item: [] as Json[] }]));
  for await (const { tag, item } of readItems(documentId, {})) folders.get(tag)?.item.push(item);
  return JSON.stringify({
    info: { name: overview.title, description: NOTE, schema: SCHEMA },
    item: [...folders.values()].filter(({ item }) => item.length > 0),
    variable: [{ key: "baseUrl", value: overview.servers[0]?.url ?? "" }],
  });
}

/** The operations of methods that generators do not know, each with its request for Postman. */
export async function listUnusualOperations(documentId: string): Promise<UnusualOperation[]> {
  const found: UnusualOperation[] = [];
  for await (const { tag, method, path, item } of readItems(documentId, { method: { notIn: USUAL_METHODS } }))
    found.push({ method: methodWord(method), path, tagName: tag, item });
  if (found.length === 0) return found;
  const { tags } = await getOverview(documentId);
  const names = new Map(tags.map(({ key, name }) => [key, name]));
  return found.map((one) => ({ ...one, tagName: names.get(one.tagName) ?? one.tagName }));
}

interface ReadItem {
  tag: string;
  method: string;
  path: string;
  item: Json;
}

async function* readItems(
  documentId: string,
  which: { method?: { notIn: string[] } },
): AsyncGenerator<ReadItem> {
  for (let last = -1; ; ) {
    const rows = await db().docOperation.findMany({
      where: { ...which, documentId, isWebhook: false, position: { gt: last } },
      orderBy: { position: "asc" },
      take: AT_ONCE,
      select: { position: true, tag: true, method: true, path: true, summary: true, callable: true },
    });
    for (const { callable, ...row } of rows)
      yield { ...row, item: itemOf(row, asWritten<StoredCallable>(callable)) };
    last = rows.at(-1)?.position ?? last;
    if (rows.length < AT_ONCE) return;
  }
}

interface Named {
  method: string;
  path: string;
  summary: string;
}

function itemOf({ method, path, summary }: Named, { parameters, requestBody }: StoredCallable): Json {
  const at = (place: string) => parameters.filter((parameter) => parameter.in === place);
  const media = requestBody?.media.find(({ mediaType }) => isJson(mediaType)) ?? requestBody?.media[0];
  const segments = path.split("/").filter(Boolean).map(segmentOf);
  return {
    name: summary || `${methodWord(method)} ${path}`,
    request: {
      method: methodWord(method),
      header: [
        ...(media ? [{ key: "Content-Type", value: media.mediaType }] : []),
        ...at("header").map(toPair),
      ],
      url: {
        raw: `{{baseUrl}}/${segments.join("/")}`,
        host: ["{{baseUrl}}"],
        path: segments,
        query: at("query").map(toPair),
        variable: at("path").map(({ isRequired: _, ...parameter }) => ({
          key: parameter.name,
          value: givenValue(parameter),
        })),
      },
      ...(media && { body: bodyOf(media) }),
    },
  };
}

/** Postman writes a variable segment with a colon, and a variable inside one in double braces. */
function segmentOf(segment: string): string {
  const whole = /^\{([^{}]+)\}$/.exec(segment)?.[1];
  return whole ? `:${whole}` : segment.replace(/\{([^{}]+)\}/g, "{{$1}}");
}

function toPair(parameter: StoredParameter): { [name: string]: Json } {
  return {
    key: parameter.name,
    value: givenValue(parameter),
    ...(!parameter.isRequired && { disabled: true }),
  };
}

function givenValue({ examples, schema }: Pick<StoredParameter, "examples" | "schema">): string {
  const stated = examples[0]?.value ?? (typeof schema === "object" ? schema.default : undefined);
  return stated === undefined || stated === null ? "" : plain(stated);
}

function bodyOf({ mediaType, examples }: StoredMedia): Json {
  const value = examples[0]?.value;
  return {
    mode: "raw",
    raw: value === undefined ? (isJson(mediaType) ? "{}" : "") : plain(value),
    ...(isJson(mediaType) && { options: { raw: { language: "json" } } }),
  };
}

function plain(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value, null, 2);
}
