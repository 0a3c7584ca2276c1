import { expect, test } from "vitest";
import { chooseSample, sampleChoices } from "./sample-choice.ts";

const own = [
  { label: "CLI", language: "bash", source: "rail stations" },
  { label: "Python SDK", language: "python", source: "rail()" },
];
const choices = sampleChoices(own);
const choose = (asked: string | undefined, remembered: Parameters<typeof chooseSample>[2]["remembered"]) =>
  chooseSample(choices, own, { asked, remembered });

test("the publisher's samples stand before ours", () => {
  expect(choices.slice(0, 3).map(({ id }) => id)).toEqual(["own-0", "own-1", "curl"]);
  expect(choose(undefined, null)).toBe("own-0");
});

test("what is chosen says its language and its library, and no two say the same", () => {
  const names = sampleChoices([]).map(({ name }) => name);
  expect(names).toContain("Go · net/http");
  expect(names).toContain("Shell · curl");
  expect(new Set(names).size).toBe(names.length);
});

test("the reader's language is kept, by the publisher's hand where there is one", () => {
  expect(choose(undefined, "httpx")).toBe("own-1");
  expect(choose(undefined, "go")).toBe("go");
});

test("an address that names a sample decides; one that names none does not", () => {
  expect(choose("ruby", "go")).toBe("ruby");
  expect(choose("own-7", "go")).toBe("go");
  expect(choose("__proto__", null)).toBe("own-0");
});

test("choosing a publisher's sample tells the reader's language like any other", () => {
  expect(choices.find(({ id }) => id === "own-1")?.client).toBe("requests");
  const odd = sampleChoices([{ label: "Ours", language: "cobol", source: "x" }]);
  expect(odd[0]).not.toHaveProperty("client");
  expect(choices.find(({ id }) => id === "go")?.client).toBe("go");
});
