import { LRUCache } from "lru-cache";
import { MINUTE_MS, SECOND_MS } from "#server/platform/clock.ts";
import type { Link } from "./link.ts";

/** While every announcement is heard, records are asked for again this often all the same. */
const REFRESH_AFTER_MS = MINUTE_MS;
/** While announcements may be missed, nothing older than this is used. */
const DEAF_MAX_AGE_MS = 5 * SECOND_MS;
/** While the database is down, what was known to be right when it last answered is used this long. */
export const GRACE_MS = 5 * MINUTE_MS;

const MAX_ABSENT = 20_000;
const BATCH = 500;

interface Entry<V> {
  value: V;
  checkedAtMs: number;
  generation: number;
}

interface Loading<V> {
  hint: string;
  isOutdated: boolean;
  promise: Promise<V | null>;
  resolve: (value: V | null) => void;
  reject: (error: unknown) => void;
}

export interface RecordCacheOptions<V> {
  link: Link;
  max: number;
  /** Loads records by id; what is missing in the answer does not exist. Hints are what `peek` was given. */
  load: (ids: string[], hints: string[]) => Promise<Map<string, V>>;
}

/**
 * Records by id, in memory. However many ask at once, each record is asked of the database once, in batches.
 * Records that do not exist are remembered apart, so that inventing ids cannot push real ones out.
 */
export class RecordCache<V extends object> {
  readonly #options: RecordCacheOptions<V>;
  readonly #present: LRUCache<string, Entry<V>>;
  readonly #absent = new LRUCache<string, Entry<true>>({ max: MAX_ABSENT });
  readonly #loading = new Map<string, Loading<V>>();
  #queue: string[] = [];
  #isDraining = false;

  constructor(options: RecordCacheOptions<V>) {
    this.#options = options;
    this.#present = new LRUCache({ max: options.max });
  }

  /**
   * The record, null when there is none, undefined when it must be loaded first. What was loaded after `askedAtMs`
   * always counts as known, so that whoever has waited for it goes on.
   */
  peek(id: string, askedAtMs: number, hint = ""): V | null | undefined {
    const present = this.#present.get(id);
    const entry = present ?? this.#absent.get(id);
    if (!entry || !this.#isUsable(entry, id, askedAtMs, hint)) return undefined;
    return present ? present.value : null;
  }

  /** Loads the record; several who wait for the same one share the query. */
  load(id: string, hint = ""): Promise<V | null> {
    if (this.#options.link.isDatabaseDown) return Promise.reject(new Error("The database does not answer."));
    const running = this.#loading.get(id);
    if (running) return running.promise;
    const { promise, resolve, reject } = Promise.withResolvers<V | null>();
    this.#loading.set(id, { hint, isOutdated: false, promise, resolve, reject });
    this.#queue.push(id);
    if (!this.#isDraining) {
      this.#isDraining = true;
      setImmediate(() => void this.#drain());
    }
    return promise;
  }

  /** Something about the record changed: nobody may use what was known, nor what is just being loaded. */
  forget(id: string): void {
    this.#present.delete(id);
    this.#absent.delete(id);
    const loading = this.#loading.get(id);
    if (loading) loading.isOutdated = true;
  }

  /** Forgets every record that matches, all that is being loaded, and what did not exist. */
  forgetWhere(matches: (value: V) => boolean): void {
    for (const [id, { value }] of this.#present.entries()) if (matches(value)) this.#present.delete(id);
    this.#absent.clear();
    for (const loading of this.#loading.values()) loading.isOutdated = true;
  }

  get size(): number {
    return this.#present.size;
  }

  #isUsable(entry: Entry<unknown>, id: string, askedAtMs: number, hint: string): boolean {
    if (entry.checkedAtMs >= askedAtMs) return true;
    const { link } = this.#options;
    const ageMs = askedAtMs - entry.checkedAtMs;
    const isCurrent = entry.generation === link.generation;
    if (isCurrent && link.isHearing()) {
      if (ageMs <= REFRESH_AFTER_MS) return true;
      // The refresh is only a backstop here, so nobody waits for it unless the record lay idle.
      this.load(id, hint).catch(() => undefined);
      return ageMs <= 2 * REFRESH_AFTER_MS;
    }
    if (link.isDatabaseDown) {
      const rightAtMs = isCurrent ? Math.max(entry.checkedAtMs, link.heardAtMs) : entry.checkedAtMs;
      return askedAtMs - rightAtMs <= GRACE_MS;
    }
    return isCurrent && link.generation > 0 && ageMs <= DEAF_MAX_AGE_MS;
  }

  async #drain(): Promise<void> {
    while (this.#queue.length > 0) {
      const ids = this.#queue.slice(0, BATCH);
      this.#queue = this.#queue.slice(BATCH);
      await this.#loadBatch(ids);
    }
    this.#isDraining = false;
  }

  async #loadBatch(ids: string[]): Promise<void> {
    const { link, load } = this.#options;
    const { generation } = link;
    const startedAtMs = performance.now();
    try {
      const found = await load(
        ids,
        ids.map((id) => this.#loading.get(id)?.hint ?? ""),
      );
      for (const id of ids) this.#settle(id, found.get(id) ?? null, startedAtMs, generation);
    } catch (error) {
      link.noteFailure(error);
      for (const id of ids) {
        const loading = this.#loading.get(id);
        this.#loading.delete(id);
        loading?.reject(error);
      }
    }
  }

  #settle(id: string, value: V | null, checkedAtMs: number, generation: number): void {
    const loading = this.#loading.get(id);
    if (!loading) return;
    if (loading.isOutdated) {
      loading.isOutdated = false;
      this.#queue.push(id);
      return;
    }
    this.#loading.delete(id);
    this.#present.delete(id);
    this.#absent.delete(id);
    if (value) this.#present.set(id, { value, checkedAtMs, generation });
    else this.#absent.set(id, { value: true, checkedAtMs, generation });
    loading.resolve(value);
  }
}
