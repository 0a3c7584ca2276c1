import type { Scope } from "./dynamic-scope.ts";
import type { Registry } from "./registry.ts";

export interface Describer {
  registry: Registry;
  markdown: (text: string) => string;
  /** What dynamic references mean where the schema stands. */
  scope?: Scope;
}
