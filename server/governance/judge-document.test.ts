import { expect, test } from "vitest";
import type { Finding } from "#server/specs/schema.ts";
import { DEFAULT_POLICY, judgeDocument, requirePublishable, STRICT_POLICY } from "./index.ts";

const error: Finding = {
  rule: "struct",
  severity: "error",
  message: "A field is missing.",
  line: 3,
  column: 1,
  pointer: "#/info",
};
const warning: Finding = {
  ...error,
  rule: "no-ambiguous-paths",
  severity: "warning",
  message: "Two paths collide.",
  line: 0,
};

test("a document without findings may be published under every policy", () => {
  for (const policy of [DEFAULT_POLICY, STRICT_POLICY])
    expect(judgeDocument([], policy)).toEqual({ isPublishable: true, reasons: [] });
});

test("under the strict policy an error blocks and the reason names its place", () => {
  expect(judgeDocument([error, warning], STRICT_POLICY)).toEqual({
    isPublishable: false,
    reasons: ["Line 3: A field is missing."],
  });
});

test("a policy can block by rule and tolerate by rule; tolerating wins", () => {
  const byRule = { blockingSeverities: [], blockingRules: ["no-ambiguous-paths"], toleratedRules: [] };
  expect(judgeDocument([error, warning], byRule)).toEqual({
    isPublishable: false,
    reasons: ["#/info: Two paths collide."],
  });
  expect(judgeDocument([error], { ...STRICT_POLICY, toleratedRules: ["struct"] }).isPublishable).toBe(true);
});

test("by default what could be compiled may be published, findings and all", () => {
  expect(judgeDocument([error, warning]).isPublishable).toBe(true);
});

test("a document that may not be published is refused with findings and reasons", () => {
  expect(() => requirePublishable([warning])).not.toThrow();
  expect(() => requirePublishable([error, { ...error, line: 9 }], STRICT_POLICY)).toThrow(
    expect.objectContaining({
      code: "invalid_input",
      message: "Line 3: A field is missing. (2 reasons in all.)",
      detail: expect.objectContaining({ reasons: expect.arrayContaining(["Line 9: A field is missing."]) }),
    }),
  );
});
