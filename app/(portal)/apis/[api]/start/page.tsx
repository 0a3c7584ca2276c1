import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { PageHeader } from "#components/ui/page-header.tsx";
import { routes } from "#lib/routes.ts";
import { getApi } from "#server/catalog/index.ts";
import { getSignUpDoor } from "#server/identity/index.ts";
import { orNotFound } from "#server/platform/action.ts";
import { currentContext } from "#server/platform/session.ts";
import { SignedInStart } from "./_parts/signed-in-start.tsx";
import { VisitorStart } from "./_parts/visitor-start.tsx";

type Props = { params: Promise<{ api: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { api } = await params;
  const found = await orNotFound(getApi(await currentContext(), { api }));
  return { title: `Get your key for ${found.name}`, robots: { index: false } };
}

export default async function StartPage({ params }: Props) {
  const { api: slug } = await params;
  const ctx = await currentContext();
  const api = await orNotFound(getApi(ctx, { api: slug }));
  if (ctx.caller.kind === "member" && ctx.caller.outstandingTerms)
    redirect(routes.acceptTerms(routes.apiStart(slug)));
  if (!api.isReadable) redirect(routes.api(api.slug));
  const isSignedIn = ctx.caller.kind === "member";
  return (
    <div className={`mx-auto w-full ${isSignedIn ? "max-w-prose" : "max-w-5xl"}`}>
      <PageHeader
        breadcrumbs={[
          { label: "APIs", href: routes.catalog() },
          { label: api.name, href: routes.api(api.slug) },
        ]}
        title={`Get your key for ${api.name}`}
        lead={
          api.plans.some(({ archivedAt }) => archivedAt === null)
            ? "A key, and a first answer from the sandbox. It takes about a minute."
            : undefined
        }
      />
      {ctx.caller.kind === "member" ? (
        <SignedInStart ctx={ctx} caller={ctx.caller} api={api} />
      ) : (
        <VisitorStart api={api} door={await getSignUpDoor(ctx)} />
      )}
    </div>
  );
}
