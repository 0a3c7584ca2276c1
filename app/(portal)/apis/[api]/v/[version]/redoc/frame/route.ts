import { randomBytes } from "node:crypto";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { REDOC_READY } from "#components/reference/redoc-ready.ts";
import { routes } from "#lib/routes.ts";
import { readTheme, type Theme } from "#lib/theme.ts";
import { env } from "#server/platform/env.ts";
import { REDOC_SAMPLE_DEPTH } from "#server/specs/index.ts";
import { loadVersion } from "../../../../../_parts/load.ts";
import { findRedocDocument } from "../../_parts/redoc-document.ts";
import { REDOC_FACTS, REDOC_PAPER, REDOC_THEMES } from "../../_parts/redoc-theme.ts";

const unpack = promisify(gunzip);

type Context = { params: Promise<{ api: string; version: string }> };

/** Redoc alone in a page without an origin: it may run its own script and reach nothing else. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { api, version } = await params;
  const { documentId } = await loadVersion(api, version);
  const document = documentId ? await findRedocDocument(documentId) : null;
  if (!document) return new Response("This document cannot be shown with Redoc.\n", { status: 404 });
  const nonce = randomBytes(16).toString("base64");
  const theme = readTheme(new URL(request.url).searchParams.get("theme") ?? undefined);
  const data = (await unpack(document.packed)).toString();
  return new Response(page(data, nonce, theme), {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "private, no-cache",
      "content-security-policy": policy(nonce),
    },
  });
}

function policy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    "style-src 'unsafe-inline'", // Redoc writes its styles into the page
    "img-src data: blob:",
    "worker-src blob:",
    "font-src 'none'",
    "connect-src 'none'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
    "sandbox allow-scripts",
  ].join("; ");
}

const OPTIONS = {
  sanitize: true,
  untrustedSpec: true,
  disableSearch: true, // its worker would need an origin
  hideDownloadButton: true,
  nativeScrollbars: true,
  hideLoading: true,
  jsonSampleExpandLevel: 2,
  generatedSamplesMaxDepth: REDOC_SAMPLE_DEPTH,
};

/** The chosen theme, or both with the system's choice between them. */
function ground(theme: Theme | undefined): string {
  const { light, dark } = REDOC_PAPER;
  const rule = ({ background, ink, more }: (typeof REDOC_PAPER)[Theme], scheme: Theme): string =>
    `:root{color-scheme:${scheme}}body{background:${background};color:${ink}}${more}`;
  if (theme) return rule(REDOC_PAPER[theme], theme);
  return `${rule(light, "light")}@media (prefers-color-scheme:dark){${rule(dark, "dark")}}`;
}

function page(data: string, nonce: string, theme: Theme | undefined): string {
  const chosen = theme
    ? JSON.stringify(theme)
    : 'matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"';
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Reference</title>
<style>body{margin:0;font-family:system-ui,sans-serif}${ground(theme)}${REDOC_FACTS}</style></head>
<body>
<div id="redoc"></div>
<noscript><p style="padding:1rem">Redoc draws the document with JavaScript. Every operation has a page of its own that needs none.</p></noscript>
<script type="application/json" id="document">${data}</script>
<script nonce="${nonce}" src="${env().PUBLIC_URL}${routes.redocBundle()}"></script>
<script nonce="${nonce}">
const theme = ${JSON.stringify(REDOC_THEMES)}[${chosen}];
const options = Object.assign({ theme }, ${JSON.stringify(OPTIONS)});
let isReady = false;
const say = () => isReady && parent.postMessage(${JSON.stringify(REDOC_READY)}, ${JSON.stringify(new URL(env().PUBLIC_URL).origin)});
addEventListener("message", (event) => event.source === parent && say());
Redoc.init(JSON.parse(document.getElementById("document").textContent), options, document.getElementById("redoc"), () => {
  isReady = true;
  say();
});
</script>
</body>
</html>
`;
}
