import { spawn } from "node:child_process";
import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expectAccessible, expectNoSidewaysScroll } from "./support/axe.ts";
import { enter } from "./support/keyboard.ts";
import { keepSecret } from "./support/secrets.ts";
import { expect, test } from "./support/test.ts";

test.use({ viewport: { width: 390, height: 844 } });

test("a publisher lets a command line act for them in the browser, by keyboard, and signs it out again", async ({
  signInAs,
  baseURL,
}) => {
  const home = await mkdtemp(join(tmpdir(), "portico-login-"));
  const portico = (command: string) => {
    const child = spawn(process.execPath, ["cli/portico.mjs", command], {
      env: { NODE_ENV: "test", PATH: process.env.PATH, PORTICO_URL: baseURL ?? "", XDG_CONFIG_HOME: home },
    });
    const code = new Promise<number | null>((done) => child.on("close", done));
    return { child, code, out: text(child.stdout) };
  };
  const { child, code: exit, out } = portico("login");
  const userCode = await new Promise<string>((found) => {
    let said = "";
    child.stderr.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      const [, code] = /enter the code (\S+)/.exec(said) ?? [];
      if (code) found(code);
    });
  });

  const page = await signInAs("railPublisher");
  await page.goto("/device");
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.getByLabel("Code").focus();
  await page.keyboard.type("WRNG-CODE");
  await page.keyboard.press("Enter");
  await expect(page.getByText(/not known, was used already/).first()).toBeVisible();
  await page.getByLabel("Code").fill(userCode.toLowerCase());
  await page.getByLabel("Code").press("Enter");
  await expect(page.getByRole("heading", { name: /It may then, as you/ })).toBeVisible();
  await expect(page.getByText("Upload and publish documents")).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await enter(page.getByRole("button", { name: "Allow" }));
  await expect(page.getByText("The command line may act for you now")).toBeVisible();

  expect(await exit).toBe(0);
  expect(await out).toContain("Signed in to");
  const kept = Object.values(JSON.parse(await readFile(join(home, "portico", "credentials.json"), "utf8")));
  keepSecret("credential", String(kept[0]));
  const who = portico("whoami");
  expect([await who.code, await who.out]).toEqual([0, expect.stringContaining("revisions:write")]);

  expect(await portico("logout").code).toBe(0);
  expect(await portico("whoami").code).toBe(2);
  await page.goto("/account/tokens");
  await expect(page.getByRole("row").filter({ hasText: "(portico login)" }).first()).toContainText("Revoked");
});
