import type { MailBody } from "./templates.ts";

export interface RenderedMail {
  subject: string;
  text: string;
  html: string;
}

const ESCAPES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}

/** One line without control characters or marks that turn text around, so that no text of a user becomes a header. */
function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]+/gu, " ")
    .trim()
    .slice(0, 200);
}

/** Text and HTML of a mail. HTML carries both themes and no picture, so that nothing is fetched to read it. */
export function renderMail(body: MailBody, portal: string, publicUrl: string): RenderedMail {
  const url = body.action && publicUrl + body.action.path;
  const text = [
    body.heading,
    ...body.paragraphs,
    ...(body.action && url ? [`${body.action.label}:\n${url}`] : []),
    ...(body.afterword ? [body.afterword] : []),
    `-- \n${portal}\n${publicUrl}`,
  ].join("\n\n");
  return { subject: oneLine(body.subject), text: `${text}\n`, html: toHtml(body, portal, publicUrl, url) };
}

function toHtml(body: MailBody, portal: string, publicUrl: string, url: string | undefined): string {
  const paragraphs = body.paragraphs.map((text) => `<p>${escapeHtml(text)}</p>`).join("\n");
  const action =
    body.action && url
      ? `<p style="margin:28px 0"><a class="button" href="${escapeHtml(url)}">${escapeHtml(body.action.label)}</a></p>
<p class="small">Or open this address:
<a href="${escapeHtml(url)}">${escapeHtml(url)}</a></p>`
      : "";
  const afterword = body.afterword ? `<p class="small">${escapeHtml(body.afterword)}</p>` : "";
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(body.subject)}</title>
<style>
body{margin:0;padding:32px 16px;background:#f4f4f2;color:#22262b;font:16px/1.55 system-ui,-apple-system,"Segoe UI",sans-serif}
.card{max-width:520px;margin:0 auto;padding:32px;background:#fff;border:1px solid #dfdfda;border-radius:10px;overflow-wrap:anywhere}
.portal{margin:0 0 20px;font-size:14px;font-weight:600;color:#5b6169}
h1{margin:0 0 12px;font-size:22px;line-height:1.3}
p{margin:0 0 14px;white-space:pre-line}
.card>:last-child{margin-bottom:0}
a{color:#14546b}
.button{display:inline-block;padding:11px 18px;border-radius:6px;background:#14546b;color:#fff;font-weight:600;text-decoration:none}
.small{font-size:13px;color:#5b6169;overflow-wrap:anywhere}
footer{max-width:520px;margin:16px auto 0;text-align:center}
@media (prefers-color-scheme:dark){
body{background:#15181b;color:#e8e8e4}.card{background:#1d2125;border-color:#343a40}
.portal,.small{color:#a3a9b0}a{color:#86c7dd}.button{background:#86c7dd;color:#0f2a34}
}
</style>
</head>
<body>
<main class="card">
<p class="portal">${escapeHtml(portal)}</p>
<h1>${escapeHtml(body.heading)}</h1>
${paragraphs}
${action}
${afterword}
</main>
<footer class="small">Sent by ${escapeHtml(portal)}, ${escapeHtml(publicUrl)}</footer>
</body>
</html>
`;
}
