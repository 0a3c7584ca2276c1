import { expect, test } from "vitest";
import { headlineOf, type RefusedAnswer } from "./answer.ts";

function refused(message: string, fields: Record<string, string>): RefusedAnswer {
  return { ok: false, code: "invalid_input", message, fields, detail: {} };
}

test("above a form no field is called by its raw name, and what its field says is not repeated", () => {
  const fields = { scopes: "Choose at least one.", name: "Give it a name." };
  expect(headlineOf(refused("scopes: Choose at least one.", fields))).toBe("Some fields need another look.");
});

test("a fault that stands at no field is said in its words above the form", () => {
  const [uri, whole] = ["This is no address.", "Choose a person or a role."];
  expect(headlineOf(refused(`redirectUris.0: ${uri}`, { "redirectUris.0": uri }))).toBe(uri);
  expect(headlineOf(refused(whole, { "": whole }))).toBe(whole);
  expect(headlineOf(refused("This app does not exist.", {}))).toBe("This app does not exist.");
});

test("what a verb says of the whole form stays, beside what the field says", () => {
  const message = "This person is a member already.";
  expect(headlineOf(refused(message, { email: "A member already." }))).toBe(message);
});
