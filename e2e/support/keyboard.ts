import { expect, type Locator } from "@playwright/test";

/** More stops than any page has. */
const MOST_STOPS = 200;

/** Until scripts have taken the element over, pressing it does nothing; a person would press again. */
async function awaitScripts(target: Locator): Promise<void> {
  await expect(async () => {
    // Markup written as a string lives when what holds it does.
    const isAlive = await target.evaluate((element) => {
      for (let node: Element | null = element; node; node = node.parentElement)
        if (Object.keys(node).some((key) => key.startsWith("__reactFiber"))) return true;
      return false;
    });
    expect(isAlive).toBe(true);
  }).toPass({ timeout: 20_000 });
}

/** Tabs on until this is focused, as somebody without a mouse does; fails when the tab order never comes by. */
export async function tabTo(target: Locator): Promise<void> {
  await awaitScripts(target);
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await target.page().keyboard.press("Tab");
  }
  throw new Error(`Tab never reached ${target}.`);
}

/** Tabs to a link or button and presses Enter. */
export async function enter(target: Locator): Promise<void> {
  await tabTo(target);
  await target.page().keyboard.press("Enter");
}

/** Tabs to a box and ticks it. */
export async function tick(target: Locator): Promise<void> {
  await tabTo(target);
  await target.page().keyboard.press("Space");
}

/** Tabs to a field and types over what stands in it; in a list of choices, types the beginning of one. */
export async function type(target: Locator, text: string): Promise<void> {
  await tabTo(target);
  await target.page().keyboard.press("ControlOrMeta+a");
  await target.page().keyboard.type(text);
}
