/** Zod reads its settings here before it is loaded; it would try `eval` otherwise, which our policy refuses and reports. */
declare global {
  var __zod_globalConfig: { jitless: boolean } | undefined;
}

globalThis.__zod_globalConfig = { jitless: true };

export {};
