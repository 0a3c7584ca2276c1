import { sendTo, takeForeignStep } from "#app/(portal)/sign-in/_parts/answer-provider.ts";
import { routes } from "#lib/routes.ts";
import { answerByPost } from "#server/sso/index.ts";

type Context = { params: Promise<{ provider: string }> };

const MAX_BYTES = 1024 * 1024;

/** The post comes from another site, without cookies; the redirect after it brings them. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { provider } = await params;
  const length = Number(request.headers.get("content-length") ?? Number.NaN);
  if (!(length <= MAX_BYTES)) return sendTo(routes.signInProblem("answer_refused"));
  return takeForeignStep(async (ctx) => {
    const form = await request.formData();
    return routes.fetchSignIn(provider, await answerByPost(ctx, provider, form));
  });
}
