import { headers } from "next/headers";
import type { ComponentProps } from "react";
import { JsonLd } from "#components/shell/json-ld.tsx";
import { clipped } from "#lib/clip.ts";
import { routes } from "#lib/routes.ts";
import type { ApiSummary } from "#server/catalog/schema.ts";
import { env } from "#server/platform/env.ts";
import type { CompiledOperation } from "#server/specs/schema.ts";

/** What is told of an API, of a summary and of the whole alike. */
type ToldApi = Pick<ApiSummary, "slug" | "name" | "summary" | "tags" | "owner">;

type Data = ComponentProps<typeof JsonLd>["data"];

/** schema.org's WebAPI, of an API or of one version of it. */
export async function ApiLinkedData({ api, version }: { api: ToldApi; version?: string }) {
  return <JsonLd data={webApi(api, version)} nonce={await nonceOf()} />;
}

/** schema.org's APIReference, of one operation. */
export async function OperationLinkedData(props: {
  api: ToldApi;
  version: string;
  operation: CompiledOperation;
}) {
  const { api, version, operation } = props;
  const call = `${operation.method.toUpperCase()} ${operation.path}`;
  const data = {
    "@type": "APIReference",
    headline: clipped(operation.summary || call, 110),
    description: clipped(operation.lead || call, 300),
    url: env().PUBLIC_URL + routes.operation(api.slug, version, operation.key),
    about: webApi(api, version),
  };
  return <JsonLd data={data} nonce={await nonceOf()} />;
}

function webApi(api: ToldApi, version: string | undefined): Data {
  const at = env().PUBLIC_URL;
  const url = at + (version ? routes.version(api.slug, version) : routes.api(api.slug));
  return {
    "@type": "WebAPI",
    "@id": url,
    name: version ? `${api.name} ${version}` : api.name,
    description: clipped(api.summary, 300),
    url,
    documentation: version ? url : at + routes.api(api.slug),
    ...(version && { version }),
    ...(api.tags.length > 0 && { keywords: api.tags.slice(0, 20).join(", ") }),
    provider: { "@type": "Organization", name: api.owner.name },
  };
}

async function nonceOf(): Promise<string | undefined> {
  return (await headers()).get("x-nonce") ?? undefined;
}
