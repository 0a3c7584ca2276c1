import { loadVersion } from "../../../../_parts/load.ts";
import { sourceResponse } from "../_parts/source.ts";

type Context = { params: Promise<{ api: string; version: string }> };

export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { api, version } = await params;
  return sourceResponse(request, await loadVersion(api, version), "json");
}
