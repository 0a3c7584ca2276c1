import { writeFile } from "node:fs/promises";
import path from "node:path";

export interface Seen {
  role: string;
  path: string;
  status: number;
  title: string;
  /** File names inside the folder. */
  shots: string[];
  findings: string[];
}

/** One HTML page with everything that was seen, so that the whole product can be looked at in a minute. */
export async function writeContactSheet(folder: string, seen: readonly Seen[]): Promise<string> {
  const file = path.join(folder, "index.html");
  const rows = seen.map(
    ({
      role,
      path: address,
      title,
      shots,
      findings,
    }) => `<section><h2>${text(role)} <code>${text(address)}</code></h2>
<p>${text(title)}${findings.map((finding) => `<br><b>${text(finding)}</b>`).join("")}</p>
<div>${shots.map((shot) => `<a href="${text(shot)}"><img loading="lazy" src="${text(shot)}" alt="${text(shot)}"></a>`).join("")}</div></section>`,
  );
  await writeFile(
    file,
    `<!doctype html><meta charset="utf-8"><title>Looks</title><style>
body{font:15px/1.4 system-ui;margin:2rem;background:#eee}h2{font-size:1rem;margin:2rem 0 0}p{margin:0 0 .5rem;color:#555}b{color:#b00020;font-weight:500}
div{display:flex;gap:1rem;align-items:start;overflow-x:auto}img{height:24rem;width:auto;object-fit:cover;object-position:top;border:1px solid #ccc;background:#fff}
</style>${rows.join("\n")}`,
  );
  return file;
}

function text(raw: string): string {
  return raw.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
}
