import { routes } from "./routes.ts";

/** RFC 8288 links of a page, for machines that read headers only; they follow from the address alone. */
export function pageLinks(pathname: string): string | null {
  if (pathname === "/") {
    return join([
      [routes.apiCatalog(), "api-catalog"],
      [routes.markdown("/"), "alternate", "text/markdown"],
      [routes.llms(), "describedby", "text/plain"],
    ]);
  }
  const [room, api, v, version, ...more] = pathname.split("/").slice(1);
  if (room !== "apis" || !api || api.includes(".") || more.length > 0) return null;
  const base = `/apis/${api}`;
  if (v === undefined)
    return join([
      [`${base}/openapi.json`, "service-desc", "application/json"],
      [base, "service-doc", "text/html"],
      [routes.markdown(base), "alternate", "text/markdown"],
      [`${base}/llms.txt`, "describedby", "text/plain"],
      [routes.apiCatalog(), "api-catalog"],
    ]);
  if (v !== "v" || !version) return null;
  const page = `${base}/v/${version}`;
  return join([
    [`${page}/openapi.json`, "service-desc", "application/json"],
    [`${page}/openapi.yaml`, "service-desc", "application/yaml"],
    [page, "service-doc", "text/html"],
    [routes.markdown(page), "alternate", "text/markdown"],
    [`${base}/llms.txt`, "describedby", "text/plain"],
    [base, "up"],
  ]);
}

function join(links: [href: string, rel: string, type?: string][]): string {
  return links
    .map(([href, rel, type]) => `<${href}>; rel="${rel}"${type ? `; type="${type}"` : ""}`)
    .join(", ");
}
