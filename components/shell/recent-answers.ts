import type { SearchOption } from "./search-options.tsx";

const STORE = "portico.recent-answers";
const MOST = 8;

export type RecentAnswer = Pick<SearchOption, "title" | "context" | "method" | "path"> & { href: string };

/** What was chosen from search lately, newest first. Kept on this device only. */
export function readRecent(): RecentAnswer[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(STORE) ?? "[]");
    return Array.isArray(kept) ? kept.filter(isAnswer).slice(0, MOST) : [];
  } catch {
    return []; // storage is closed to us, or somebody else wrote there
  }
}

export function clearRecent(): void {
  write([]);
}

/** Opens what was chosen and remembers it. */
export function openOption(option: SearchOption, isNewTab: boolean, push: (href: string) => void): void {
  const { title, context, method, path, href, run } = option;
  if (!href) {
    run?.();
    return;
  }
  const isAnswer = !href.includes("?");
  if (isAnswer)
    write([{ title, context, method, path, href }, ...readRecent().filter((one) => one.href !== href)]);
  if (isNewTab) window.open(href, "_blank", "noopener");
  else push(href);
}

function write(answers: RecentAnswer[]): void {
  try {
    localStorage.setItem(STORE, JSON.stringify(answers.slice(0, MOST)));
  } catch {
    // Nothing is remembered where nothing may be stored.
  }
}

/** Only paths of this portal: what is stored could have been written by anything on this origin. */
function isAnswer(value: unknown): value is RecentAnswer {
  if (typeof value !== "object" || value === null || !("href" in value) || !("title" in value)) return false;
  const texts = ["context", "method", "path"].map((name) => Reflect.get(value, name));
  return (
    typeof value.title === "string" &&
    typeof value.href === "string" &&
    /^\/[a-z]/.test(value.href) &&
    texts.every((text) => text === undefined || text === null || typeof text === "string")
  );
}
