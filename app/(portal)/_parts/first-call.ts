import { findFirstOperationOf } from "#app/_parts/find-first-call.ts";
import { routes } from "#lib/routes.ts";
import { sampleCall } from "#lib/sample-call.ts";
import type { ApiSummary } from "#server/catalog/schema.ts";
import type { Ctx } from "#server/platform/context.ts";

/** A call that works as it stands, as soon as a key is put into it. */
export interface FirstCall {
  api: { slug: string; name: string };
  operation: { title: string; href: string };
  curl: string;
  /** Of the sandbox, on this very origin. */
  path: string;
  /** What it answers, when the document shows it. */
  example: { status: string; language: string; text: string } | null;
}

/** The easiest call of the first published API that has one. */
export async function findFirstCall(ctx: Ctx, apis: readonly ApiSummary[]): Promise<FirstCall | null> {
  for (const api of apis) {
    if (api.latest?.lifecycle !== "published") continue;
    const first = await findFirstOperationOf(ctx, api.slug, api.latest.name);
    if (first) return describe(api, api.latest.name, first);
  }
  return null;
}

function describe(
  api: ApiSummary,
  version: string,
  { operation, call, withKey }: NonNullable<Awaited<ReturnType<typeof findFirstOperationOf>>>,
): FirstCall {
  const { pathname, search } = new URL(call.url);
  const response = operation.responses.find(({ status }) => status.startsWith("2"));
  const shown = response?.media[0]?.examples[0];
  return {
    api: { slug: api.slug, name: api.name },
    operation: {
      title: operation.summary || operation.path,
      href: routes.operation(api.slug, version, operation.key),
    },
    curl: sampleCall({ ...call, headers: { ...withKey, ...call.headers } }, "curl"),
    path: pathname + search,
    example:
      response && shown ? { status: response.status, language: shown.language, text: shown.text } : null,
  };
}
