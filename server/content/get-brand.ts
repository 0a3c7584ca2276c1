import { routes } from "#lib/routes.ts";
import { clock, SECOND_MS } from "#server/platform/clock.ts";
import { db, type Tx } from "#server/platform/db.ts";
import { sha256Hex } from "#server/platform/keyring.ts";
import type { BrandSummary } from "./schema.ts";

export const DEFAULT_BRAND: BrandSummary = {
  name: "Portico",
  tagline: "Find an API, read it, and make your first call in a minute.",
  accent: "oklch(0.45 0.085 218)",
  logoUrl: null,
};

const REMEMBER_MS = 3 * SECOND_MS;
let remembered: { brand: BrandSummary; until: number } | undefined;

/** The portal's name, tagline, accent and logo. Every page asks, so it is remembered for three seconds. */
export async function getBrand(): Promise<BrandSummary> {
  const now = clock.now().getTime();
  if (!remembered || remembered.until < now)
    remembered = { brand: await readBrand(db()), until: now + REMEMBER_MS };
  return remembered.brand;
}

/** Makes the next page show what was just saved; other processes follow within three seconds. */
export function forgetBrand(): void {
  remembered = undefined;
}

export async function readBrand(tx: Tx): Promise<BrandSummary> {
  const row = await tx.brand.findUnique({
    where: { id: "portal" },
    select: { name: true, tagline: true, accent: true, logo: true },
  });
  if (!row) return DEFAULT_BRAND;
  const { logo, ...brand } = row;
  return { ...brand, logoUrl: logo ? routes.brandLogo(sha256Hex(logo).slice(0, 16)) : null };
}

/** The logo's bytes, when `hash` is the present one's. */
export async function findLogo(
  hash: string,
  tx: Tx = db(),
): Promise<{ bytes: Uint8Array<ArrayBuffer>; mediaType: string } | null> {
  const row = await tx.brand.findUnique({ where: { id: "portal" }, select: { logo: true, logoType: true } });
  if (!row?.logo || !row.logoType || sha256Hex(row.logo).slice(0, 16) !== hash) return null;
  return { bytes: row.logo, mediaType: row.logoType };
}
