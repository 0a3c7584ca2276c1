interface Page<T> {
  shown: T[];
  /** The pages before and after; null where there is none. */
  previous: number | null;
  next: number | null;
  summary: string;
}

/** One page of a list that is held whole; a page that is not there is the nearest one. */
export function pageOf<T>(
  list: readonly T[],
  wanted: string | string[] | undefined,
  size: number,
  noun: string,
): Page<T> {
  const count = Math.max(1, Math.ceil(list.length / size));
  const page = Math.min(count, Math.max(1, Math.trunc(Number(wanted)) || 1));
  const from = (page - 1) * size;
  const shown = list.slice(from, from + size);
  const words = `${list.length} ${noun}${list.length === 1 ? "" : "s"}`;
  return {
    shown,
    previous: page > 1 ? page - 1 : null,
    next: page < count ? page + 1 : null,
    summary: count > 1 ? `${from + 1}–${from + shown.length} of ${words}` : words,
  };
}

/** A member of an address's query as one text; empty when it is missing or given twice. */
export function textOf(value: string | string[] | undefined): string {
  return typeof value === "string" ? value.trim() : "";
}
