import { accentColours } from "#lib/accent.ts";
import { type Ctx, requirePlatform } from "#server/platform/context.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { detectImage } from "./detect-image.ts";
import { forgetBrand, readBrand } from "./get-brand.ts";
import { type BrandSummary, LOGO_MAX_BYTES, UpdateBrandInput } from "./schema.ts";

/** What becomes of the logo: a new one, none, or (left out) the one that is there. */
export type LogoChange = { bytes: Uint8Array<ArrayBuffer> } | "remove" | undefined;

/** Changes how the portal presents itself, without a rebuild. */
export async function updateBrand(ctx: Ctx, raw: unknown, logo?: LogoChange): Promise<BrandSummary> {
  requirePlatform(ctx, "settings.write");
  const input = read(UpdateBrandInput, raw);
  if (!accentColours(input.accent)) {
    throw new Refusal("invalid_input", "This is not a colour.", {
      accent: "Use a CSS colour, such as #14546b or oklch(0.45 0.09 218).",
    });
  }
  const image = logo === "remove" ? { logo: null, logoType: null } : logo && readLogo(logo.bytes);
  const brand = await mutate(ctx, async (tx) => {
    const data = { ...input, ...image };
    await tx.brand.upsert({ where: { id: "portal" }, create: { id: "portal", ...data }, update: data });
    const detail = { ...input, logo: logo === "remove" ? "removed" : logo ? "replaced" : "kept" };
    return {
      value: await readBrand(tx),
      audit: { action: "brand.updated", target: "portal", targetName: input.name, orgId: null, detail },
    };
  });
  forgetBrand();
  return brand;
}

function readLogo(bytes: Uint8Array<ArrayBuffer>): { logo: Uint8Array<ArrayBuffer>; logoType: string } {
  if (bytes.length > LOGO_MAX_BYTES) {
    throw new Refusal("too_large", "The logo is larger than 256 KB.", {
      logo: "Use an image of at most 256 KB.",
    });
  }
  const logoType = detectImage(bytes);
  if (!logoType) {
    throw new Refusal("invalid_input", "The logo is not an image that can be used.", {
      logo: "Use a PNG, JPEG or WebP image.",
    });
  }
  return { logo: bytes, logoType };
}
