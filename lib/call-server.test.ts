import { expect, test } from "vitest";
import { choiceText, liveLabel, readChoice, SANDBOX, serverBase, usualChoice } from "./call-server.ts";

const servers = [
  { url: "https://api.stripe.test/", variables: [] },
  {
    url: "https://{region}.api.test/{path}",
    name: "By region",
    variables: [
      { name: "region", default: "eu", enum: ["eu", "us"] },
      { name: "path", default: "v1", enum: [] },
    ],
  },
];
const ORIGIN = "https://portal.test";

test("a choice survives being written and read, with the values that differ from the usual ones", () => {
  for (const choice of [
    SANDBOX,
    { index: 0, variables: {} },
    { index: 1, variables: { region: "us", path: "a b&c=d" } },
  ])
    expect(readChoice(choiceText(choice, servers), servers)).toEqual(choice);
  expect(choiceText({ index: 1, variables: { region: "eu" } }, servers)).not.toContain("region=eu");
});

test("what the document does not know is no choice, and no value", () => {
  expect(readChoice(undefined, servers)).toBeNull();
  expect(readChoice("server=https%3A%2F%2Fevil.test", servers)).toBeNull();
  const text = `server=${encodeURIComponent(servers[1]?.url ?? "")}&v.region=moon&v.other=x`;
  expect(readChoice(text, servers)).toEqual({ index: 1, variables: {} });
});

test("a server's address has its variables filled in, and one without a host counts from the portal", () => {
  expect(serverBase({ index: 0, variables: {} }, servers, ORIGIN)).toBe("https://api.stripe.test");
  expect(serverBase({ index: 1, variables: { region: "us" } }, servers, ORIGIN)).toBe(
    "https://us.api.test/v1",
  );
  expect(serverBase({ index: 0, variables: {} }, [{ url: "/v2/", variables: [] }], ORIGIN)).toBe(
    "https://portal.test/v2",
  );
  expect(serverBase(SANDBOX, servers, ORIGIN)).toBeNull();
});

test("without a wish the sandbox is called, or the first live server where nobody can have a key", () => {
  expect(usualChoice(servers, true)).toEqual(SANDBOX);
  expect(usualChoice(servers, false)).toEqual({ index: 0, variables: {} });
  expect(usualChoice([], false)).toEqual(SANDBOX);
});

test("a live server is called live once, whatever the document calls it", () => {
  const url = "https://api.test";
  expect(liveLabel({ url })).toBe("Live · https://api.test");
  expect(liveLabel({ url, name: "Live" })).toBe("Live · https://api.test");
  expect(liveLabel({ url, name: "Test" })).toBe("Live · Test · https://api.test");
});
