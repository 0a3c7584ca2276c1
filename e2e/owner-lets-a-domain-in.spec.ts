import { randomBytes } from "node:crypto";
import type { Browser, Page } from "@playwright/test";
import { startDnsServer } from "#server/platform/testing/dns-server.ts";
import { expectAccessible, expectNoSidewaysScroll } from "./support/axe.ts";
import { enter } from "./support/keyboard.ts";
import { linkMailedTo } from "./support/mail.ts";
import { signUpOn } from "./support/sign-up.ts";
import { expect, listen, test } from "./support/test.ts";

const PHONE = { width: 390, height: 844 };

/** Somebody new with a confirmed address at this domain, in a browser of their own. */
async function newcomerAt(browser: Browser, domain: string, complaints: string[]) {
  const context = await browser.newContext({ viewport: PHONE, reducedMotion: "reduce" });
  const page = await context.newPage();
  listen(page, complaints);
  const address = `newcomer-${randomBytes(4).toString("hex")}@${domain}`;
  await signUpOn(page, "/apis/stations/start", address);
  return { page, address, close: () => context.close() };
}

/** What the row of a definition list says. */
async function termOf(page: Page, term: string): Promise<string> {
  const value = page.locator("dl > div").filter({ has: page.getByText(term, { exact: true }) });
  return (await value.locator("code").first().textContent()) ?? "";
}

test("an owner proves a domain by DNS and opens it; a colleague asks and is let in, another joins at once, nobody else learns of it", async ({
  browser,
}) => {
  test.setTimeout(400_000);
  const port = Number(process.env.E2E_DNS_PORT);
  expect(port, "where the portal of this run looks for names").toBeGreaterThan(0);
  const dns = await startDnsServer(port);
  const complaints: string[] = [];
  const domain = `trains-${randomBytes(4).toString("hex")}.example`;
  try {
    const founder = await newcomerAt(browser, "founders.example", complaints);
    const owner = founder.page;
    await owner.setViewportSize({ width: 1280, height: 900 });
    await owner.goto("/organisation/new");
    await owner.getByLabel("Name").fill("Trainspotters");
    await owner.keyboard.press("Enter");
    await owner.waitForURL("**/organisation");
    await owner.getByRole("navigation", { name: "Console" }).getByRole("link", { name: "Domains" }).click();
    await owner.waitForURL("**/organisation/domains");

    // By keyboard: free mail is refused beside the field, the own domain is taken.
    await owner.getByLabel("Domain").focus();
    await owner.keyboard.type("gmail.com");
    await owner.keyboard.press("Enter");
    await expect(owner.getByText("Strangers have addresses at this domain").first()).toBeVisible();
    await expect(owner.getByLabel("Domain")).toBeFocused();
    await owner.keyboard.press("ControlOrMeta+a");
    await owner.keyboard.type(domain);
    await owner.keyboard.press("Enter");
    await expect(owner.getByText("Not proven yet")).toBeVisible();
    await expectAccessible(owner);
    await owner.setViewportSize(PHONE);
    await expectNoSidewaysScroll(owner);
    await owner.setViewportSize({ width: 1280, height: 900 });

    const look = owner.getByRole("button", { name: "Look for the record" });
    await enter(look);
    await expect(owner.getByText(/There is no TXT record at/)).toBeVisible();
    const name = await termOf(owner, "Name");
    expect(name).toBe(`_portico-challenge.${domain}`);
    dns.set(name, ["v=spf1 -all", await termOf(owner, "Value")]);

    const colleague = await newcomerAt(browser, domain, complaints);
    await colleague.page.goto("/organisation");
    await expect(colleague.page.getByText("Work with others in an organisation")).toBeVisible();
    await expect(colleague.page.getByText("Trainspotters")).toHaveCount(0);

    await enter(look);
    await expect(owner.getByText("Proven", { exact: true })).toBeVisible();
    await owner.getByRole("radio", { name: /They ask/ }).check();
    await owner.getByLabel("They become").selectOption("viewer");
    await owner.getByRole("button", { name: "Save" }).click();
    await expect(owner.getByText("Saved. It holds from now on.")).toBeVisible();
    await expectAccessible(owner);

    // On a phone: the colleague is told on the first page, asks, and waits.
    await colleague.page.goto("/");
    await expect(colleague.page.getByText("Trainspotters is here")).toBeVisible();
    await expectAccessible(colleague.page);
    await expectNoSidewaysScroll(colleague.page);
    await colleague.page.getByRole("link", { name: "See how to join" }).click();
    await colleague.page.getByRole("button", { name: "Ask to join Trainspotters" }).click();
    await expect(colleague.page.getByText(/You asked/)).toBeVisible();
    await expectAccessible(colleague.page);
    await expectNoSidewaysScroll(colleague.page);

    await owner.goto(await linkMailedTo(owner, founder.address));
    await expect(owner.getByRole("list", { name: "Requests to join" })).toContainText(colleague.address);
    await expectAccessible(owner);
    await owner.getByRole("button", { name: /^Let in / }).click();
    await owner.getByRole("alertdialog").getByRole("button", { name: "Let in" }).click();
    await expect(owner.getByRole("row").filter({ hasText: colleague.address })).toContainText("Viewer");
    await expect(owner.getByRole("list", { name: "Requests to join" })).toHaveCount(0);

    await colleague.page.goto(await linkMailedTo(colleague.page, colleague.address));
    await expect(colleague.page.getByText("Work with others in an organisation")).toBeVisible();

    await owner.goto("/organisation/domains");
    await owner.getByRole("radio", { name: /At once/ }).check();
    await owner.getByRole("button", { name: "Save" }).click();
    await expect(owner.getByText("Saved. It holds from now on.")).toBeVisible();

    const second = await newcomerAt(browser, domain, complaints);
    await second.page.goto("/account");
    await expect(second.page.getByText("You join as viewer, at once.")).toBeVisible();
    await second.page.getByRole("button", { name: "Join Trainspotters" }).click();
    await second.page.waitForURL("**/organisation");
    await expect(second.page.getByRole("row").filter({ hasText: second.address })).toContainText("You");

    const stranger = await newcomerAt(browser, `mail.${domain}`, complaints);
    await stranger.page.goto("/organisation");
    await expect(stranger.page.getByText("Trainspotters")).toHaveCount(0);

    await owner.goto("/organisation/activity");
    for (const action of ["domain.verified", "join_request.approved", "member.joined"])
      await expect(owner.getByRole("link", { name: action }).first()).toBeVisible();
    await owner.goto("/organisation/domains");
    await owner.getByRole("button", { name: `Remove the domain ${domain}` }).click();
    await owner.getByRole("button", { name: "Remove domain" }).click();
    await expect(owner.getByText("Your first domain")).toBeVisible();
    expect(complaints).toEqual([]);
    for (const one of [founder, colleague, second, stranger]) await one.close();
  } finally {
    await dns.close();
  }
});
