import { openTestPortal } from "#scripts/test-portal.ts";
import type { BenchDocument, Target } from "./documents.ts";

export interface PublishedDocument {
  first: string;
  last: string;
  /** Pages of the same document that are never measured; they bring the server up to its working temperature. */
  others: string[];
}

export interface Portico {
  url: string;
  /** Publishes a document and answers the addresses of its pages. */
  publish: (document: BenchDocument) => Promise<PublishedDocument>;
  stop: () => Promise<void>;
}

const OTHERS = 6;

/** A production portal with nothing in it but what is published here. */
export async function openPortico(): Promise<Portico> {
  const portal = await openTestPortal({
    database: "portico_bench_docs_web",
    firstPort: 4640,
    isSeeded: false,
  });
  // The verbs read the environment when they first run, which is after this.
  Object.assign(process.env, portal.env);
  const { publishForBench } = await import("../publish-for-bench.ts");
  const { listOperations } = await import("#server/specs/index.ts");
  return {
    url: portal.url,
    stop: () => portal.stop(),
    publish: async (document) => {
      const { slug, version, documentId } = await publishForBench(document.file, document.name);
      const operations = await listOperations(documentId);
      const address = (key: string): string =>
        `${portal.url}/apis/${slug}/v/${version}/operations/${encodeURIComponent(key)}`;
      const keyOf = ({ method, path }: Target): string => {
        const row = operations.find((one) => one.method.toLowerCase() === method && one.path === path);
        if (!row) throw new Error(`${method} ${path} is not among what was published.`);
        return row.key;
      };
      const [first, last] = [keyOf(document.first), keyOf(document.last)];
      const others = operations
        .map(({ key }) => key)
        .filter((key) => key !== first && key !== last)
        .slice(0, OTHERS);
      return { first: address(first), last: address(last), others: others.map(address) };
    },
  };
}
