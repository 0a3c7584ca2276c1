import { expect, test } from "vitest";
import { baseAddresses, isBelow } from "./server-template.ts";

type Variables = Record<string, string | string[]>;

/** A list is an enum whose first value is the default; a text is the default of a free variable. */
function allows(server: string, variables: Variables, url: string): boolean {
  const list = Object.entries(variables).map(([name, given]) => {
    const values = typeof given === "string" ? [] : given;
    return { name, default: typeof given === "string" ? given : (given[0] ?? ""), enum: values };
  });
  return baseAddresses([{ url: server, variables: list }]).some((base) => isBelow(base, new URL(url)));
}

test.each<[why: string, server: string, variables: Variables, url: string, isAllowed: boolean]>([
  ["the base itself", "https://a.example/v1", {}, "https://a.example/v1", true],
  ["a path below", "https://a.example/v1/", {}, "https://a.example/v1/x/y?q=1", true],
  ["everything below a bare host", "https://a.example", {}, "https://a.example/x", true],
  ["a longer segment", "https://a.example/v1", {}, "https://a.example/v12", false],
  ["a path above", "https://a.example/v1", {}, "https://a.example/", false],
  ["the default port written out", "https://a.example:443/v1", {}, "https://a.example/v1", true],
  ["the other way round", "http://a.example", {}, "http://a.example:80/x", true],
  ["another port", "https://a.example", {}, "https://a.example:8443/", false],
  ["another scheme", "https://a.example", {}, "http://a.example/", false],
  ["another case of the host", "https://A.Example/V1", {}, "https://a.example/V1/x", true],
  ["another case of the path", "https://a.example/V1", {}, "https://a.example/v1", false],
  ["an international host", "https://bücher.example", {}, "https://xn--bcher-kva.example/", true],
  ["a look-alike host", "https://apple.example", {}, "https://аpple.example/", false],
  ["without a scheme", "//a.example/v1", {}, "https://a.example/v1/x", true],
  ["a relative server", "/v1", {}, "http://localhost:4000/v1", false],
  ["a relative server without slash", "v1", {}, "http://v1/", false],
  ["a scheme that is not the web's", "wss://a.example", {}, "https://a.example/", false],
  ["user names in the document", "https://u:p@a.example", {}, "https://a.example/", false],
  [
    "a value of the enum in the host",
    "https://{r}.a.example",
    { r: ["eu", "us"] },
    "https://us.a.example/",
    true,
  ],
  ["none of the enum", "https://{r}.a.example", { r: ["eu", "us"] }, "https://cn.a.example/", false],
  [
    "the default of a free variable in the host",
    "https://{t}.a.example",
    { t: "www" },
    "https://www.a.example/",
    true,
  ],
  ["another value of it", "https://{t}.a.example", { t: "www" }, "https://evil.a.example/", false],
  [
    "a free variable that is the whole host",
    "https://{h}/v1",
    { h: "a.example" },
    "https://evil.example/v1",
    false,
  ],
  [
    "a free variable right after the host",
    "https://a.example{s}/v1",
    { s: "" },
    "https://a.example.evil/v1",
    false,
  ],
  ["the same, taken as user name", "https://a.example{s}/v1", { s: "" }, "https://evil.example/v1", false],
  ["a free port", "https://a.example:{p}", { p: "8443" }, "https://a.example:22/", false],
  ["its default", "https://a.example:{p}", { p: "8443" }, "https://a.example:8443/", true],
  ["a free scheme", "{s}://a.example", { s: "https" }, "http://a.example/", false],
  [
    "a free variable that is the whole address",
    "{u}",
    { u: "https://a.example" },
    "https://evil.example/",
    false,
  ],
  ["a whole default with a path", "{u}", { u: "https://a.example/v1" }, "https://a.example/v1/x", true],
  ["a free segment", "https://a.example/{t}/v1", { t: "acme" }, "https://a.example/other/v1/x", true],
  ["but not two", "https://a.example/{t}/v1", { t: "acme" }, "https://a.example/x/y/v1", false],
  [
    "nor something else behind it",
    "https://a.example/{t}/v1",
    { t: "acme" },
    "https://a.example/admin",
    false,
  ],
  ["a part of a segment", "https://a.example/t-{t}-x", { t: "1" }, "https://a.example/t-99-x/y", true],
  ["not less than both its ends", "https://a.example/ab{t}ba", { t: "1" }, "https://a.example/aba", false],
  [
    "a default of several segments",
    "https://a.example/{p}",
    { p: "api/v2" },
    "https://a.example/api/v2/x",
    true,
  ],
  ["a variable that nobody describes", "https://{x}.example/", {}, "https://evil.example/", false],
  [
    "signs that mean something to replace()",
    "https://a.example/{p}",
    { p: ["$&", "$'"] },
    "https://a.example/$&/x",
    true,
  ],
  ["spaces, as the parser writes them", "https://a.example/a b", {}, "https://a.example/a%20b/c", true],
  [
    "a value that looks like a variable itself",
    "https://a.example/{p}/{q}",
    { p: ["{q}"], q: ["x"] },
    "https://a.example/x/x",
    false,
  ],
  ["a query in the document", "https://a.example/v1?key=1", {}, "https://a.example/v1/x", true],
])("%s: %s with %j, asked for %s: %j", (_why, server, variables, url, isAllowed) => {
  expect(allows(server, variables, url)).toBe(isAllowed);
});

const variable = (name: string, values: number) => ({
  name,
  default: "0",
  enum: Array.from({ length: values }, (_, i) => String(i)),
});

test("a server of very many combinations stays bounded, however many values its variables have", () => {
  const names = ["a", "b", "c", "d", "e"];
  const url = `https://${names.map((name) => `{${name}}`).join(".")}.example`;
  expect(baseAddresses([{ url, variables: names.map((name) => variable(name, 100_000)) }])).toHaveLength(500);
});

test("servers after so many addresses are not looked at any more", () => {
  const many = { url: "https://{a}.example", variables: [variable("a", 1_000)] };
  const never = {
    variables: [],
    get url(): string {
      throw new Error("It was looked at.");
    },
  };
  const relative = { ...many, url: "/{a}" };
  expect(baseAddresses([...Array(10).fill(many), never])).toHaveLength(5_000);
  expect(baseAddresses([...Array(10).fill(relative), never])).toEqual([]);
});

test("a server that is nothing but variables stands for nothing", () => {
  const url = `https://a.example/${"{a}".repeat(300)}`;
  expect(baseAddresses([{ url, variables: [variable("a", 2)] }])).toEqual([]);
});
