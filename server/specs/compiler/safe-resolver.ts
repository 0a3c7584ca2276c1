import { posix } from "node:path";
import { BaseResolver, ResolveError, Source } from "@redocly/openapi-core";

/** Resolves references inside the upload and nowhere else: no network, no file system. */
export class SafeResolver extends BaseResolver {
  readonly #files: Map<string, string>;

  constructor(files: Map<string, string>) {
    super();
    this.#files = files;
  }

  override resolveExternalRef(base: string | null, ref: string): string {
    if (isForeign(ref)) return ref;
    return posix.resolve(base ? posix.dirname(base) : "/", ref);
  }

  override async loadExternalRef(ref: string): Promise<Source> {
    const text = this.#files.get(ref);
    if (text === undefined) throw new ResolveError(new Error("it leads outside the upload"));
    return new Source(ref, text);
  }
}

/** A scheme, a host or a Windows path: nothing that could name an uploaded file. */
function isForeign(ref: string): boolean {
  return /^([a-z][a-z0-9+.-]*:|\/\/|\\)/i.test(ref);
}
