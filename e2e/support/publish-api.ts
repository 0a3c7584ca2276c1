import type { APIRequestContext } from "@playwright/test";
import { expect } from "@playwright/test";

/** What a browser says of a request from the portal's own pages; cookies alone are not enough. */
const OWN_PAGE = { "sec-fetch-site": "same-origin" };

interface Draft {
  slug: string;
  name: string;
  visibility: "public" | "signed_in" | "organisations" | "on_request";
  /** Stands in everything that is in the API, and in nothing of its entry. */
  marker: string;
  /** Instead of one that says the marker. */
  document?: object;
}

/** A published API of the signed-in publisher with a document, a guide's worth of words and an open plan, by REST. */
export async function publishApi(request: APIRequestContext, draft: Draft): Promise<void> {
  const { slug, name, visibility, marker, document = documentOf(marker) } = draft;
  const post = (path: string, data: unknown) => request.post(`/api/v1${path}`, { headers: OWN_PAGE, data });
  const created = await post("/apis", {
    ...{ slug, name, visibility, version: "v1", category: "Trials", summary: "Something kept." },
    descriptionMd: `Described with ${marker}.`,
  });
  expect(created.status(), await created.text()).toBe(201);
  const sent = await post(`/apis/${slug}/versions/v1/revisions`, document);
  expect(sent.status(), await sent.text()).toBeLessThan(300);
  const out = await request.patch(`/api/v1/apis/${slug}/versions/v1`, {
    headers: OWN_PAGE,
    data: { lifecycle: "published" },
  });
  expect(out.status(), await out.text()).toBe(200);
  const plan = await post(`/apis/${slug}/plans`, {
    ...{ slug: `plan-${slug}`, name: "Open", summary: "For trials.", ratePerMinute: 60 },
  });
  expect(plan.status(), await plan.text()).toBe(201);
}

export async function setVisibility(
  request: APIRequestContext,
  slug: string,
  change: { visibility: Draft["visibility"]; listing?: "everybody" | "signed_in" },
): Promise<void> {
  const answer = await request.patch(`/api/v1/apis/${slug}`, { headers: OWN_PAGE, data: change });
  expect(answer.status(), await answer.text()).toBe(200);
}

function documentOf(marker: string) {
  return {
    openapi: "3.1.0",
    info: { title: "Kept", version: "1", description: `About ${marker}.` },
    tags: [{ name: "things", description: `Things of ${marker}.` }],
    paths: {
      "/things": {
        get: {
          operationId: "listThings",
          tags: ["things"],
          summary: `List ${marker} things`,
          responses: {
            "200": {
              description: "The things.",
              content: { "application/json": { schema: { $ref: "#/components/schemas/Thing" } } },
            },
          },
        },
      },
    },
    components: {
      schemas: {
        Thing: { type: "object", description: `A ${marker}.`, properties: { [marker]: { type: "string" } } },
      },
    },
  };
}
