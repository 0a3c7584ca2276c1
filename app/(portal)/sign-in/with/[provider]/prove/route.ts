import { takeStep } from "#app/(portal)/sign-in/_parts/answer-provider.ts";
import { keepSsoBrowser } from "#server/platform/session.ts";
import { proveBySso } from "#server/sso/index.ts";

type Context = { params: Promise<{ provider: string }> };

/** Opened in a window of its own by the dialog that asks for a proof. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { provider } = await params;
  return takeStep(async (ctx, browser) => {
    const browserSecret = await keepSsoBrowser();
    return (await proveBySso(ctx, provider, { ...browser, browserSecret })).url;
  });
}
