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
