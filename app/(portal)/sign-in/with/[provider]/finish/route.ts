import type { NextRequest } from "next/server";
import { follow, takeStep } from "#app/(portal)/sign-in/_parts/answer-provider.ts";
import { fetchAnswer } from "#server/sso/index.ts";

type Context = { params: Promise<{ provider: string }> };

export async function GET(request: NextRequest, { params }: Context): Promise<Response> {
  const { provider } = await params;
  const state = request.nextUrl.searchParams.get("state") ?? "";
  return takeStep(async (ctx, browser) => follow(await fetchAnswer(ctx, provider, state, browser)));
}
