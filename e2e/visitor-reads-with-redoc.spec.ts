import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "./support/test.ts";

test("on a phone Redoc shows the document's facts with all their letters", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/apis/stations/v/v2/redoc");
  const facts = page.frameLocator("iframe").locator(".api-info > div:first-of-type > div > div > span");
  await expect(facts.first()).toBeVisible();
  const cut = await facts.evaluateAll((all) =>
    all.flatMap((fact) => {
      const edge = fact.closest(".api-info > div > div")?.getBoundingClientRect().left ?? 0;
      const links = [...fact.querySelectorAll("a")].flatMap((link) => [...link.getClientRects()]);
      return links.filter(({ left }) => left < edge).map(() => fact.textContent);
    }),
  );
  expect(cut).toEqual([]);
});

test("Redoc can be read in both themes", async ({ page }) => {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await page.goto("/apis/stations/v/v2/redoc");
    const frame = page.frameLocator("iframe");
    await expect(frame.getByRole("heading", { name: "Look up many codes at once" })).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).withRules(["color-contrast"]).analyze();
    const faint = violations.flatMap(({ nodes }) => nodes.map(({ html }) => html));
    expect(faint, colorScheme).toEqual([]);
  }
});
