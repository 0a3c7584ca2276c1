import { describe, expect, it } from "vitest";
import { isUnder, pathLevels } from "./path-levels.ts";

const PATHS = ["/users", "/users/{id}", "/users/{id}", "/users/{id}/mail", "/usersets", "/groups"];
const names = (levels: { name: string; count: number }[]) => levels.map(({ name, count }) => [name, count]);

describe("paths by level", () => {
  it("counts what lies at and below each first part", () => {
    const { way, below } = pathLevels(PATHS);
    expect(way).toEqual([]);
    expect(names(below)).toEqual([
      ["/groups", 1],
      ["/users", 4],
      ["/usersets", 1],
    ]);
  });

  it("goes down to where there is something to choose, and keeps the way", () => {
    const { way, below } = pathLevels(["/v1/charges", "/v1/charges/{id}", "/v1/refunds"]);
    expect(names(way)).toEqual([["/v1", 3]]);
    expect(names(below)).toEqual([
      ["/charges", 2],
      ["/refunds", 1],
    ]);
  });

  it("stops above a level with operations of its own", () => {
    expect(names(pathLevels(PATHS, "/users").below)).toEqual([["/{id}", 3]]);
    expect(names(pathLevels(PATHS, "/users/{id}").below)).toEqual([["/mail", 1]]);
  });

  it("takes a part of a name for no level", () => {
    expect(isUnder("/usersets", "/users")).toBe(false);
    expect(isUnder("/users", "/users")).toBe(true);
  });

  it("knows nothing below a path that is not there", () => {
    expect(pathLevels(PATHS, "/nowhere")).toMatchObject({ below: [] });
  });
});
