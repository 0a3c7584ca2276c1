import { randomBytes } from "node:crypto";
import type { Page } from "@playwright/test";
import { expectAccessible, expectNoSidewaysScroll } from "./support/axe.ts";
import { enter } from "./support/keyboard.ts";
import { startOddApi } from "./support/odd-api.ts";
import { publishApi } from "./support/publish-api.ts";
import { expect, test } from "./support/test.ts";

const shots = process.env.E2E_SHOTS;

async function shoot(page: Page, name: string): Promise<void> {
  if (shots) await page.screenshot({ path: `${shots}/${name}.png` });
}

test("bodies of every kind reach a live server as the document asks, and what goes wrong is explained", async ({
  signInAs,
}) => {
  test.setTimeout(240_000);
  const page = await signInAs("railPublisher");
  const odd = await startOddApi();
  const slug = `odd-${randomBytes(4).toString("hex")}`;
  await publishApi(page.request, {
    slug,
    name: `Odd ${slug}`,
    visibility: "public",
    marker: slug,
    document: odd.document,
  });
  const sheet = page.getByRole("dialog");
  const send = sheet.getByRole("button", { name: "Send request" });
  const answer = sheet.getByRole("textbox", { name: "Response body" });
  const open = async (operation: string, server = "0") => {
    await page.goto(`/apis/${slug}/v/v1/operations/${operation}?try`);
    await sheet.getByLabel("Where to send it").selectOption(server);
  };

  await open("sendForm");
  await send.click();
  await expect(answer).toContainText("ids=a%7Cb&tags=x&tags=y");
  await shoot(page, "form");

  await page.setViewportSize({ width: 390, height: 800 });
  await open("sendParts");
  await expect(sheet.getByRole("textbox", { name: /Header X-Lang/ })).toHaveValue("nl");
  await sheet.getByRole("textbox", { name: /Header X-Lang/ }).fill("");
  await send.click();
  await expect(sheet.getByText("This part needs the header X-Lang.")).toBeVisible();
  await sheet.getByRole("textbox", { name: /Header X-Lang/ }).fill("fr");
  await enter(send);
  await expect(answer).toContainText("multipart/mixed; boundary=");
  await expect(answer).toContainText("X-Lang: fr");
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await shoot(page, "parts-390");
  await page.setViewportSize({ width: 1280, height: 900 });

  await open("askWhole");
  await send.click();
  await expect(answer).toContainText("/whole?q=a+b&ids=1&ids=2");

  await open("goElsewhere");
  await send.click();
  await expect(sheet.getByText("The API sends the caller elsewhere")).toBeVisible();
  await open("answerBroken");
  await send.click();
  await expect(sheet.getByText("says that it is JSON, but it is not")).toBeVisible();
  await open("tickTwice");
  await send.click();
  await expect(sheet.getByText("2 events", { exact: true })).toBeVisible();
  await open("seePicture");
  await send.click();
  await expect(sheet.getByRole("img", { name: "What the API answered" })).toBeVisible();
  await shoot(page, "picture");

  const failures = [
    ["1", "The server's name was not found"],
    ["2", "The server refused the connection"],
    ["3", "The secure connection could not be made"],
  ] as const;
  for (const [server, words] of failures) {
    await open("seePicture", server);
    await send.click();
    await expect(sheet.getByText(words)).toBeVisible();
    await shoot(page, `failure-${server}`);
  }
  odd.close();
});
