import { expect, test } from "vitest";
import { keyPlaceOf } from "./key-place.ts";

const schemes = [
  { name: "oauth", type: "oauth2" },
  { name: "bakery", type: "apiKey", in: "header", parameterName: "X-Bakery-Key" },
  { name: "inQuery", type: "apiKey", in: "query", parameterName: "key" },
];
const alternatives = (...names: string[]) => names.map((name) => ({ schemes: [{ name }] }));

test("a key goes where the operation's first key scheme has it, otherwise into the portal's own header", () => {
  expect(keyPlaceOf(alternatives("oauth", "bakery"), schemes)).toEqual({
    in: "header",
    name: "X-Bakery-Key",
  });
  expect(keyPlaceOf(alternatives("inQuery"), schemes)).toEqual({ in: "query", name: "key" });
  for (const names of [[], ["oauth"], ["unknown"]])
    expect(keyPlaceOf(alternatives(...names), schemes)).toEqual({ in: "header", name: "X-API-Key" });
});
