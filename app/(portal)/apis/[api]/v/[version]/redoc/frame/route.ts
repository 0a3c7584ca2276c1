import { randomBytes } from "node:crypto";
import { routes } from "#lib/routes.ts";
import { env } from "#server/platform/env.ts";
import { loadVersion } from "../../../../../_parts/load.ts";
import { redocDocument } from "../../_parts/redoc-document.ts";

type Context = { params: Promise<{ api: string; version: string }> };

/** Redoc alone in a page without an origin: it may run its own script and reach nothing else. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { api, version } = await params;
  const { documentId } = await loadVersion(api, version);
  const document = documentId ? await redocDocument(documentId) : null;
  if (!document) return new Response("This document cannot be shown with Redoc.\n", { status: 404 });
  const nonce = randomBytes(16).toString("base64");
  return new Response(page(document, nonce), {
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
};

function page(document: string, nonce: string): string {
  const data = document
    .replaceAll("<", "\\u003c")
    .replaceAll("\u2028", "\\u2028")
    .replaceAll("\u2029", "\\u2029");
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Reference</title>
<style>body{margin:0;background:#fff;font-family:system-ui,sans-serif}</style></head>
<body>
<div id="redoc"></div>
<script type="application/json" id="document">${data}</script>
<script nonce="${nonce}" src="${env().PUBLIC_URL}${routes.redocBundle()}"></script>
<script nonce="${nonce}">
Redoc.init(JSON.parse(document.getElementById("document").textContent), ${JSON.stringify(OPTIONS)}, document.getElementById("redoc"));
</script>
</body>
</html>
`;
}
