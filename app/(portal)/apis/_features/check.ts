import { describe, expect, it } from "vitest";
import type { Feature } from "./feature.ts";
import { show, textOf } from "./show.tsx";

/** Turns rows of the table into tests, one for each version in which the specification has the feature. */
export function checkFeatures(title: string, features: readonly Feature[]): void {
  describe(title, () => {
    for (const { name, versions, document, page, shows, hides = [] } of features) {
      for (const version of versions) {
        it(`${version}: ${name}`, async () => {
          const markup = await show(document(version), page);
          const text = textOf(markup);
          for (const wanted of shows)
            typeof wanted === "string" ? expect(text).toContain(wanted) : expect(markup).toMatch(wanted);
          for (const unwanted of hides)
            typeof unwanted === "string"
              ? expect(text).not.toContain(unwanted)
              : expect(markup).not.toMatch(unwanted);
        });
      }
    }
  });
}
