import type { BenchDocument, Target } from "./documents.ts";

export interface Peer {
  name: string;
  /** Name and exact version in the npm registry. */
  package: string;
  /** Folder of the package that holds what its page loads. */
  folder: string;
  /** The page that the maker's own guide tells to write, for one document. */
  page: (specUrl: string, assets: string) => string;
  /** Side navigation, where an operation's name is no content. */
  exclude: string;
  /** Whether the opening page shows operations; otherwise the first one is opened by its link. */
  opensWithOperations: boolean;
  link: (target: Target, document: BenchDocument) => string;
}

const encode = encodeURIComponent;

function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

function pointer(path: string): string {
  return path.replaceAll("~", "~0").replaceAll("/", "~1");
}

function page(title: string, body: string, head = ""): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>${head}</head><body style="margin:0">${body}</body></html>`;
}

export const PEERS: readonly Peer[] = [
  {
    name: "Redoc 2",
    package: "redoc@2.5.4",
    folder: "bundles",
    page: (spec, assets) =>
      page(
        "Redoc",
        `<redoc spec-url="${spec}"></redoc><script src="${assets}/redoc.standalone.js"></script>`,
      ),
    exclude: ".menu-content",
    opensWithOperations: true,
    link: ({ tag, operationId, path, method }) => {
      const group = tag ? `tag/${tag.replace(/\s+/g, "-")}` : "";
      const own = operationId ? `operation/${encode(operationId)}` : `paths/${pointer(path)}/${method}`;
      return `#${[group, own].filter(Boolean).join("/")}`;
    },
  },
  {
    name: "Redoc 3",
    package: "redoc@3.0.1",
    folder: "bundles",
    page: (spec, assets) =>
      page(
        "Redoc",
        `<redoc spec-url="${spec}"></redoc><script type="module" src="${assets}/redoc.standalone.js"></script>`,
      ),
    exclude: ".menu-content, aside, nav",
    opensWithOperations: false,
    link: ({ tag, operationId, method, path }) =>
      `#/${slug(tag ?? "other")}/${operationId?.toLowerCase() ?? `paths/${pointer(path)}/${method}`.toLowerCase()}`,
  },
  {
    name: "Scalar",
    package: "@scalar/api-reference@1.72.1",
    folder: "dist/browser",
    page: (spec, assets) =>
      page(
        "Scalar",
        `<div id="app"></div><script src="${assets}/standalone.js"></script><script>Scalar.createApiReference("#app", { url: "${spec}" })</script>`,
      ),
    exclude: "aside, .t-doc__header",
    opensWithOperations: true,
    link: ({ tag, method, path }) => `#${tag ? `tag/${slug(tag)}/` : ""}${method.toUpperCase()}${path}`,
  },
  {
    name: "Swagger UI",
    package: "swagger-ui-dist@5.35.0",
    folder: ".",
    page: (spec, assets) =>
      page(
        "Swagger UI",
        `<div id="swagger-ui"></div><script src="${assets}/swagger-ui-bundle.js"></script><script>SwaggerUIBundle({ url: "${spec}", dom_id: "#swagger-ui", deepLinking: true })</script>`,
        `<link rel="stylesheet" href="${assets}/swagger-ui.css">`,
      ),
    exclude: "",
    opensWithOperations: true,
    link: ({ tag, operationId, method, path }) =>
      `#/${encode(tag ?? "default")}/${encode(operationId ?? `${method}_${path.replace(/[^A-Za-z0-9]/g, "_")}`)}`,
  },
  {
    name: "Elements",
    package: "@stoplight/elements@9.0.25",
    folder: ".",
    page: (spec, assets) =>
      page(
        "Elements",
        `<elements-api apiDescriptionUrl="${spec}" router="hash" layout="sidebar"></elements-api>`,
        `<script src="${assets}/web-components.min.js"></script><link rel="stylesheet" href="${assets}/styles.min.css">`,
      ),
    exclude: ".sl-elements-api > .sl-flex:first-child .sl-overflow-y-auto, .ElementsTableOfContentsItem",
    opensWithOperations: false,
    link: ({ operationId, method, path }) =>
      operationId ? `#/operations/${operationId}` : `#/paths${path}/${method}`,
  },
];
