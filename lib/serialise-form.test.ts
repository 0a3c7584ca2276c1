import { describe, expect, it } from "vitest";
import { formPairs, formText } from "./serialise-form.ts";

describe("formText", () => {
  it("repeats the name of a list, and writes what has parts as JSON", () => {
    const fields = [
      ["ids", [1, 2]],
      ["at", { lat: 1 }],
      ["note", "a b&c"],
    ] as const;
    expect(formText(fields)).toBe("ids=1&ids=2&at=%7B%22lat%22%3A1%7D&note=a+b%26c");
  });

  it.each([
    [{ style: "form", explode: false }, [1, 2], "p=1,2"],
    [{ explode: false }, [1, 2], "p=1,2"],
    [{ style: "pipeDelimited", explode: false }, ["a", "b"], "p=a%7Cb"],
    [{ style: "tabDelimited", explode: false }, ["a", "b"], "p=a%09b"],
    [{ style: "deepObject" }, { a: { b: 1 } }, "p%5Ba%5D%5Bb%5D=1"],
    [{ style: "form" }, { a: 1, b: 2 }, "a=1&b=2"],
    [{ allowReserved: true }, "a/b?c", "p=a/b?c"],
    [{ contentType: "application/json" }, [1, 2], "p=%5B1%2C2%5D"],
    [{ contentType: "text/plain" }, ["a", "b"], "p=a&p=b"],
  ])("writes a field in the manner %j", (manner, value, expected) => {
    expect(formText([["p", value]], { p: manner })).toBe(expected);
  });

  it("takes no manner from what every object has", () => {
    expect(formText([["constructor", [1, 2]]])).toBe("constructor=1&constructor=2");
  });
});

it("formPairs gives the same for writers that encode themselves", () => {
  const fields = [["tags", ["a b", "c&d"]]] as const;
  expect(formPairs(fields, { tags: { explode: false } })).toEqual([["tags", "a b,c&d"]]);
  expect(formPairs(fields)).toEqual([
    ["tags", "a b"],
    ["tags", "c&d"],
  ]);
});
