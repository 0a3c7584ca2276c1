import type { StaticHost } from "./serve.ts";
import { typeOf } from "./serve.ts";

/** Our page of the operation, stripped to what somebody writing it by hand would keep. */
export interface Floors {
  /** The article and its style sheet. */
  article: string;
  /** The same with a plain list of links to every operation of the document before it. */
  withNavigation: string;
}

/** Puts both floors of one operation and their style sheets onto the static host and answers their paths. */
export async function layFloor(
  host: StaticHost,
  name: string,
  pageUrl: string,
  operations: readonly { label: string }[],
): Promise<Floors> {
  const response = await fetch(pageUrl, { headers: { accept: "text/html" } });
  if (!response.ok) throw new Error(`${pageUrl} answered ${response.status}.`);
  const html = await response.text();
  const sheets = await keepStyleSheets(host, html, pageUrl);
  const article = /<article[\s\S]*<\/article>/.exec(html)?.[0];
  if (!article) throw new Error(`${pageUrl} has no article.`);
  const body = withoutScripts(article);
  const links = operations.map(({ label }, i) => `<li><a href="#${i}">${escaped(label)}</a></li>`).join("");
  const frame = /<html[^>]*>/.exec(html)?.[0] ?? "<html>";
  const write = (path: string, main: string): string => {
    host.add(
      path,
      `<!doctype html>${frame}<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Floor</title>${sheets}</head><body><main style="padding:2rem">${main}</main></body></html>`,
      typeOf("page.html"),
    );
    return path;
  };
  return {
    article: write(`/floor/${name}.html`, body),
    withNavigation: write(
      `/floor/${name}-navigation.html`,
      `<div style="display:flex;gap:2rem"><nav style="flex:none;width:17rem;height:90vh;overflow:auto"><ul>${links}</ul></nav><div>${body}</div></div>`,
    ),
  };
}

async function keepStyleSheets(host: StaticHost, html: string, pageUrl: string): Promise<string> {
  const hrefs = [...html.matchAll(/<link\b[^>]*rel="stylesheet"[^>]*>/g)].flatMap(
    ([tag]) => /href="([^"]*)"/.exec(tag)?.[1] ?? [],
  );
  for (const href of hrefs) {
    const url = new URL(href, pageUrl);
    if (!host.has(url.pathname)) host.add(url.pathname, await (await fetch(url)).text(), typeOf(".css"));
  }
  const inline = [...html.matchAll(/<style\b[^>]*>([\s\S]*?)<\/style>/g)].map(
    ([, css]) => `<style>${css}</style>`,
  );
  return hrefs.map((href) => `<link rel="stylesheet" href="${href}">`).join("") + inline.join("");
}

function withoutScripts(html: string): string {
  return html.replace(/<script\b[\s\S]*?<\/script>/g, "").replace(/<template\b[\s\S]*?<\/template>/g, "");
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
