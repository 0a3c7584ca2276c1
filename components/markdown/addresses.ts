import { routes } from "#lib/routes.ts";

/** Absolute addresses of the Markdown of each page. */
export function markdownAddresses(origin: string) {
  const at = (path: string): string => `${origin}${routes.markdown(path)}`;
  return {
    origin,
    catalog: at(routes.catalog()),
    guides: at(routes.guides()),
    guide: (guide: string) => at(routes.guide(guide)),
    api: (api: string) => at(routes.api(api)),
    apiGuide: (api: string, guide: string) => at(routes.apiGuide(api, guide)),
    version: (api: string, version: string) => at(routes.version(api, version)),
    operation: (api: string, version: string, key: string) => at(routes.operation(api, version, key)),
    schema: (api: string, version: string, key: string) => at(routes.schema(api, version, key)),
    tag: (api: string, version: string, key: string) => at(routes.tag(api, version, key)),
    web: (path: string) => origin + path,
  };
}

export type MarkdownAddresses = ReturnType<typeof markdownAddresses>;

/** One version of an API, as the pages below it name their neighbours. */
export interface Place {
  api: { slug: string; name: string };
  version: string;
  to: MarkdownAddresses;
}
