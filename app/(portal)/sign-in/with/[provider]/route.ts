import type { NextRequest } from "next/server";
import { takeStep } from "#app/(portal)/sign-in/_parts/answer-provider.ts";
import { keepSsoBrowser } from "#server/platform/session.ts";
import { startSso } from "#server/sso/index.ts";

type Context = { params: Promise<{ provider: string }> };

export async function GET(request: NextRequest, { params }: Context): Promise<Response> {
  const { provider } = await params;
  const next = request.nextUrl.searchParams.get("next") ?? undefined;
  return takeStep(async (ctx, browser) => {
    const browserSecret = await keepSsoBrowser();
    const { url } = await startSso(
      ctx,
      { provider, purpose: "sign_in", next },
      { ...browser, browserSecret },
    );
    return url;
  });
}
