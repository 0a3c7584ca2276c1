import type { Metadata } from "next";
import { cookies } from "next/headers";
import { notFound } from "next/navigation";
import { cache } from "react";
import { OperationLinkedData } from "#app/_parts/linked-data.tsx";
import { pageMetadata } from "#app/_parts/page-metadata.ts";
import { TryIt } from "#components/console/try-it.tsx";
import { CodeSamples } from "#components/reference/code-samples.tsx";
import { LANGUAGE_COOKIE, rememberedClient } from "#components/reference/language-cookie.ts";
import { OperationArticle } from "#components/reference/operation-article.tsx";
import { SERVER_COOKIE } from "#components/reference/server-cookie.ts";
import { isAmbiguousPath } from "#lib/ambiguous-path.ts";
import { methodWord } from "#lib/method.ts";
import { placeTexts } from "#lib/reference-links.ts";
import { routes } from "#lib/routes.ts";
import { currentContext } from "#server/platform/session.ts";
import { getOperation } from "#server/specs/index.ts";
import { decoded, isListed, loadVersion, orMissing } from "../../../../../_parts/load.ts";
import { noPlanOf, targetOf } from "../../_parts/call-target.ts";
import { ReferencePage } from "../../_parts/reference-page.tsx";
import { VersionTakeAlong } from "../../_parts/version-take-along.tsx";
import { fetchRelayTicketAction, fetchTrialAction } from "./actions.ts";

type Props = {
  params: Promise<{ api: string; version: string; operation: string }>;
  searchParams: Promise<{ sample?: string | string[]; at?: string | string[] }>;
};

const load = cache(async (api: string, version: string, operation: string) => {
  const loaded = await loadVersion(api, version);
  const { documentId, overview } = loaded;
  if (!documentId || !overview) notFound();
  const key = decoded(operation);
  const place = { api: loaded.api.slug, version: loaded.name, kind: "operation" as const, key };
  const page = await orMissing(getOperation(documentId, key), place);
  return { loaded, documentId, overview, page: placeTexts(page, loaded.place) };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { api, version, operation } = await params;
  const { loaded, page } = await load(api, version, operation);
  const { summary, lead, method, path, key } = page.operation;
  const call = `${methodWord(method)} ${path}`;
  return pageMetadata({
    title: `${summary || call} · ${loaded.api.name} ${loaded.name}`,
    description: `${call}: ${lead || `an operation of ${loaded.api.name} ${loaded.name}.`}`,
    path: routes.operation(loaded.api.slug, loaded.name, key),
    isListed: isListed(loaded),
    hasPicture: isListed(loaded),
  });
}

export default async function OperationPage({ params, searchParams }: Props) {
  const { api, version, operation: key } = await params;
  const { loaded, documentId, overview, page } = await load(api, version, key);
  const { operation } = page;
  const slug = loaded.api.slug;
  const [jar, { caller }, { sample, at }] = await Promise.all([cookies(), currentContext(), searchParams]);
  const isCallable =
    !operation.isWebhook && loaded.lifecycle !== "retired" && !isAmbiguousPath(operation.path);
  const askedAt = typeof at === "string" ? at : "";
  const target = targetOf(loaded, operation, overview, [askedAt, jar.get(SERVER_COOKIE)?.value]);
  return (
    <ReferencePage
      version={loaded}
      crumbs={[{ label: operation.tagName, href: routes.tag(slug, loaded.name, operation.tag) }]}
      place={{
        kind: "operation",
        key: operation.key,
        operationId: operation.operationId,
        method: operation.method,
        path: operation.path,
      }}
    >
      <OperationLinkedData api={loaded.api} version={loaded.name} operation={operation} />
      <OperationArticle
        api={slug}
        version={loaded.name}
        page={page}
        overview={overview}
        takeAlong={<VersionTakeAlong version={loaded} operation={operation.key} />}
        samples={
          isCallable ? (
            <CodeSamples
              api={slug}
              version={loaded.name}
              documentId={documentId}
              operation={operation}
              {...target}
              askedAt={askedAt}
              noPlan={noPlanOf(loaded)}
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
