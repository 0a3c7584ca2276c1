import { expect, test } from "vitest";
import { placeLinks, placeTexts } from "./reference-links.ts";

const PLACE = { api: "a", version: "v1" };
const FORGED = '<a href="reference:tag/x">';

test("only rendered texts are led anywhere; an author's own words stay as they are", () => {
  const part = { title: FORGED, inner: [{ descriptionHtml: FORGED }] };
  expect(placeTexts(part, PLACE)).toEqual({
    title: FORGED,
    inner: [{ descriptionHtml: '<a href="/apis/a/v/v1/tags/x">' }],
  });
});

test("a malformed escape leads nowhere and breaks nothing", () => {
  expect(placeLinks('<a href="reference:tag/%">', PLACE)).toBe("<a>");
});
