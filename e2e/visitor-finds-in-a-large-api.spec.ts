import { randomBytes } from "node:crypto";
import type { APIRequestContext } from "@playwright/test";
import { expectAccessible, expectNoSidewaysScroll } from "./support/axe.ts";
import { enter } from "./support/keyboard.ts";
import { expect, test } from "./support/test.ts";

/** What a browser says of a request from the portal's own pages. */
const OWN_PAGE = { "sec-fetch-site": "same-origin" };
const ROOMS = ["alarms", "beds", "chairs", "desks", "elevators", "fans"];
const KINDS = Array.from({ length: 20 }, (_, at) => `kind${at}`);

/** 120 operations in one group below /houses/{house}, and 120 schemas in one namespace. */
function largeDocument() {
  const names = ROOMS.flatMap((room) => KINDS.map((kind) => ({ room, kind })));
  return {
    openapi: "3.1.0",
    info: { title: "Houses", version: "1" },
    paths: Object.fromEntries(
      names.map(({ room, kind }) => [
        `/houses/{house}/${room}/${kind}`,
        {
          get: {
            operationId: `read_${room}_${kind}`,
            tags: ["houses"],
            summary: `Read ${room} of ${kind}`,
            parameters: [{ name: "house", in: "path", required: true, schema: { type: "string" } }],
            responses: {
              "200": {
                description: "It.",
                content: {
                  "application/json": { schema: { $ref: `#/components/schemas/acme.house.${room}.${kind}` } },
                },
              },
            },
          },
        },
      ]),
    ),
    components: {
      schemas: Object.fromEntries(
        names.map(({ room, kind }) => [
          `acme.house.${room}.${kind}`,
          { type: "object", properties: { name: { type: "string" } } },
        ]),
      ),
    },
  };
}

async function publish(request: APIRequestContext, slug: string): Promise<void> {
  const headers = OWN_PAGE;
  const about = { slug, name: `Houses ${slug}`, visibility: "public", version: "v1", category: "Trials" };
  const created = await request.post("/api/v1/apis", {
    headers,
    data: { ...about, summary: "Rooms of houses.", descriptionMd: "Everything in a house." },
  });
  expect(created.status(), await created.text()).toBe(201);
  const sent = await request.post(`/api/v1/apis/${slug}/versions/v1/revisions`, {
    headers,
    data: largeDocument(),
  });
  expect(sent.status(), await sent.text()).toBeLessThan(300);
  const out = await request.patch(`/api/v1/apis/${slug}/versions/v1`, {
    headers,
    data: { lifecycle: "published" },
  });
  expect(out.status(), await out.text()).toBe(200);
}

test("one of many operations and schemas is found level by level, by keyboard and on a phone", async ({
  signInAs,
  page: visitor,
}) => {
  test.slow();
  const slug = `houses-${randomBytes(4).toString("hex")}`;
  await publish((await signInAs("railPublisher")).request, slug);

  await visitor.goto(`/apis/${slug}/v/v1`);
  const letters = visitor.getByRole("navigation", { name: "First letters" });
  await expect(letters.getByRole("link")).toHaveText(["All120", "A20", "B20", "C20", "D20", "E20", "F20"]);
  await enter(letters.getByRole("link", { name: /^D/ }));
  await visitor.waitForURL("**/schemas?letter=D");
  await expect(visitor.getByText("20 schemas", { exact: true })).toBeVisible();
  await expect(visitor.getByRole("link", { name: "acme.house.desks.kind7" })).toBeVisible();
  await expectAccessible(visitor);

  const find = visitor.getByRole("main").getByRole("searchbox", { name: "Find a schema" });
  await find.fill("FANS.kind19");
  await find.press("Enter");
  await visitor.waitForURL("**/schemas?q=FANS.kind19");
  await visitor.getByRole("link", { name: "acme.house.fans.kind19" }).click();
  await expect(visitor.getByRole("heading", { level: 1 })).toHaveText("acme.house.fans.kind19");
  await visitor.goto(`/apis/${slug}/v/v1/schemas?q=nowhere`);
  await visitor.getByRole("link", { name: "Show all schemas" }).click();
  await expect(visitor.getByText("120 schemas", { exact: true })).toBeVisible();

  await visitor.setViewportSize({ width: 390, height: 844 });
  await visitor.goto(`/apis/${slug}/v/v1/operations`);
  await expect(visitor.getByText("1–100 of 120 operations")).toBeVisible();
  await expectNoSidewaysScroll(visitor);
  const paths = visitor.getByRole("navigation", { name: "Paths" });
  await paths.getByRole("link", { name: "/elevators" }).click();
  await expect(visitor.getByText("20 operations", { exact: true })).toBeVisible();
  await expect(paths.getByRole("link", { name: "/kind3" })).toBeVisible();
  await expectNoSidewaysScroll(visitor);
  await expectAccessible(visitor);
  await paths.getByRole("link", { name: "All paths" }).click();
  await expect(visitor.getByText("1–100 of 120 operations")).toBeVisible();

  await visitor.goto(`/apis/${slug}/v/v1/tags/houses?under=${encodeURIComponent("/houses/{house}/beds")}`);
  await expect(visitor.getByText("20 operations", { exact: true })).toBeVisible();
  await visitor.getByRole("link", { name: /Read beds of kind4/ }).click();
  await expect(visitor.getByRole("heading", { level: 1 })).toHaveText("Read beds of kind4");
});
