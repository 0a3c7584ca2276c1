import { describe, expect, it } from "vitest";
import { letterOf, lettersOf, sharedNamespace } from "./name-index.ts";

describe("letters of names", () => {
  it("passes over the namespace that nearly all names stand in", () => {
    const names = [...Array.from({ length: 19 }, (_, i) => `acme.api.thing${i}`), "error"];
    expect(sharedNamespace(names)).toBe("acme.api.");
    expect(letterOf("acme.api.thing1", "acme.api.")).toBe("T");
    expect(lettersOf(names)).toEqual([
      { letter: "E", count: 1 },
      { letter: "T", count: 19 },
    ]);
  });

  it("keeps a namespace that tells names apart", () => {
    expect(sharedNamespace(["a.x", "a.y", "b.x", "b.y"])).toBe("");
  });

  it("puts what begins with no letter of A to Z under a sign of its own, first", () => {
    expect(lettersOf(["_links", "1st", "Über", "able"])).toEqual([
      { letter: "#", count: 3 },
      { letter: "A", count: 1 },
    ]);
  });

  it("knows no letters where there are no names", () => {
    expect(lettersOf([])).toEqual([]);
  });
});
