import { answer } from "#server/platform/action.ts";
import { listRecentCalls } from "#server/usage/index.ts";

/** What the app's page asks for every two seconds. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ app: string }> },
): Promise<Response> {
  const { app: appId } = await params;
  const answered = await answer((ctx) => listRecentCalls(ctx, { appId, limit: 10 }));
  return Response.json(answered, { headers: { "cache-control": "no-store" } });
}
