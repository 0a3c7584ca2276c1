/** Zod reads its settings here before it is loaded; it would try `eval` otherwise, which our policy refuses and reports. */
declare global {
  var __zod_globalConfig: { jitless: boolean } | undefined;
  /** What Next waits for before it loads React: scripts to run in turn (next/client/app-bootstrap). */
  var __next_s: { length: number; reduce: () => Promise<void> } | undefined;
}

globalThis.__zod_globalConfig = { jitless: true };

// The page is whole as it arrives: it is shown first and comes to life after that. Who reads it waits for no script.
if (document.visibilityState === "visible") globalThis.__next_s = { length: 1, reduce: afterFirstFrame };

/** A window that stops drawing in the meantime must come to life all the same. */
const MOST_WAITING_MS = 1_000;

async function afterFirstFrame(): Promise<void> {
  if (document.readyState === "loading")
    await new Promise((parsed) => document.addEventListener("DOMContentLoaded", parsed, { once: true }));
  await new Promise<void>((drawn) => {
    setTimeout(drawn, MOST_WAITING_MS);
    requestAnimationFrame(() => setTimeout(drawn));
  });
}

export {};
