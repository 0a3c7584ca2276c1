interface PagePlace {
  page: number;
  pageSize: number;
  total: number;
}

/** Where the pages around this one are, with the filters kept. */
export function pageLinks(
  href: string,
  query: Record<string, string | string[] | undefined>,
  { page, pageSize, total }: PagePlace,
) {
  const to = (number: number) => {
    const params = new URLSearchParams();
    for (const [name, value] of Object.entries(query))
      if (typeof value === "string" && value) params.set(name, value);
    params.set("page", String(number));
    return `${href}?${params}`;
  };
  const first = (page - 1) * pageSize + 1;
  const last = Math.min(page * pageSize, total);
  return {
    previous: page > 1 ? to(page - 1) : null,
    next: last < total ? to(page + 1) : null,
    summary: total === 0 ? "None" : `${first}–${last} of ${total}`,
  };
}

/** Where a list begins and goes on, with the filters kept. */
export function cursorLinks(
  href: string,
  query: Record<string, string | string[] | undefined>,
  nextCursor: string | null,
) {
  const to = (cursor: string | null) => {
    const params = new URLSearchParams();
    for (const [name, value] of Object.entries(query))
      if (typeof value === "string" && value && name !== "cursor") params.set(name, value);
    if (cursor) params.set("cursor", cursor);
    return params.size > 0 ? `${href}?${params}` : href;
  };
  return { previous: query.cursor ? to(null) : null, next: nextCursor ? to(nextCursor) : null };
}
