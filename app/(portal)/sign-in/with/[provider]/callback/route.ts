import type { NextRequest } from "next/server";
import { follow, takeStep } from "#app/(portal)/sign-in/_parts/answer-provider.ts";
import { answerByQuery } from "#server/sso/index.ts";

type Context = { params: Promise<{ provider: string }> };

export async function GET(request: NextRequest, { params }: Context): Promise<Response> {
  const { provider } = await params;
  const query = new URLSearchParams(request.nextUrl.search);
  return takeStep(async (ctx, browser) => follow(await answerByQuery(ctx, provider, query, browser)));
}
