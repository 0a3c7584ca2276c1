import type { Metadata } from "next";
import { cookies } from "next/headers";
import { notFound } from "next/navigation";
import { cache } from "react";
import { sandboxUrl } from "#app/_parts/sandbox-url.ts";
import { TryIt } from "#components/console/try-it.tsx";
import { CodeSamples } from "#components/reference/code-samples.tsx";
import { LANGUAGE_COOKIE, rememberedClient } from "#components/reference/language-cookie.ts";
import { OperationArticle } from "#components/reference/operation-article.tsx";
import { operationCall } from "#components/reference/operation-call.ts";
import { routes } from "#lib/routes.ts";
import { orNotFound } from "#server/platform/action.ts";
import { currentContext } from "#server/platform/session.ts";
import { getOperation, listOperations } from "#server/specs/index.ts";
import { decoded, loadVersion } from "../../../../../_parts/load.ts";
import { ReferencePage } from "../../_parts/reference-page.tsx";
import { fetchRelayTicketAction, fetchTrialAction } from "./actions.ts";

type Props = {
  params: Promise<{ api: string; version: string; operation: string }>;
  searchParams: Promise<{ sample?: string | string[] }>;
};

const load = cache(async (api: string, version: string, operation: string) => {
  const loaded = await loadVersion(api, version);
  const { documentId, overview } = loaded;
  if (!documentId || !overview) notFound();
  return {
    loaded,
    documentId,
    overview,
    page: await orNotFound(getOperation(documentId, decoded(operation))),
  };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { api, version, operation } = await params;
  const { loaded, page } = await load(api, version, operation);
  const { summary, lead, method, path, key } = page.operation;
  const call = `${method.toUpperCase()} ${path}`;
  return {
    title: `${summary || call} · ${loaded.api.name} ${loaded.name}`,
    description: lead || `${call} of ${loaded.api.name} ${loaded.name}.`,
    alternates: { canonical: routes.operation(loaded.api.slug, loaded.name, key) },
  };
}

export default async function OperationPage({ params, searchParams }: Props) {
  const { api, version, operation: key } = await params;
  const { loaded, documentId, overview, page } = await load(api, version, key);
  const { operation } = page;
  const slug = loaded.api.slug;
  const [siblings, jar, { caller }, { sample }] = await Promise.all([
    listOperations(documentId, { tag: operation.tag }),
    cookies(),
    currentContext(),
    searchParams,
  ]);
  const isCallable = !operation.isWebhook && loaded.lifecycle !== "retired";
  const baseUrl = sandboxUrl(slug, loaded.name);
  return (
    <ReferencePage
      version={loaded}
      overview={overview}
      tag={operation.tag}
      operations={siblings}
      operation={operation.key}
      crumbs={[{ label: operation.tagName, href: routes.tag(slug, loaded.name, operation.tag) }]}
      inVersion={(name) => routes.operation(slug, name, operation.key)}
    >
      <OperationArticle
        api={slug}
        version={loaded.name}
        page={page}
        overview={overview}
        samples={
          isCallable ? (
            <CodeSamples
              api={slug}
              version={loaded.name}
              documentId={documentId}
              operation={operation}
              call={operationCall(operation, { baseUrl, schemes: overview.securitySchemes })}
              asked={typeof sample === "string" ? sample : undefined}
              remembered={rememberedClient(jar.get(LANGUAGE_COOKIE)?.value)}
              fetchTrial={caller.kind === "member" ? fetchTrialAction : null}
            />
          ) : null
        }
        tryIt={
          <TryIt
            dataHref={routes.consoleData(slug, loaded.name, operation.key)}
            actions={{ fetchTrial: fetchTrialAction, fetchRelayTicket: fetchRelayTicketAction }}
          />
        }
      />
    </ReferencePage>
  );
}
