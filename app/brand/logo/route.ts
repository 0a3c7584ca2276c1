import { findLogo } from "#server/content/index.ts";

/** The uploaded logo. Its address carries its hash, so browsers may keep it for ever. */
export async function GET(request: Request): Promise<Response> {
  const logo = await findLogo(new URL(request.url).searchParams.get("v") ?? "");
  if (!logo)
    return new Response("This logo does not exist.\n", {
      status: 404,
      headers: { "cache-control": "no-store" },
    });
  return new Response(logo.bytes, {
    headers: {
      "content-type": logo.mediaType,
      "cache-control": "public, max-age=31536000, immutable",
      "content-security-policy": "default-src 'none'; sandbox",
      "x-content-type-options": "nosniff",
    },
  });
}
