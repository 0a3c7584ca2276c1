import { currentContext } from "#server/platform/session.ts";
import { findSamlMetadata } from "#server/sso/index.ts";

type Context = { params: Promise<{ provider: string }> };

export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const metadata = await findSamlMetadata(await currentContext(), (await params).provider);
  if (metadata === null) return new Response("There is no such provider.\n", { status: 404 });
  return new Response(metadata, { headers: { "content-type": "application/samlmetadata+xml" } });
}
