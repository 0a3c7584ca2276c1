import type { Metadata } from "next";
import { BrandForm } from "#components/admin/brand-form.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { accentHex } from "#lib/accent.ts";
import { getBrand } from "#server/content/index.ts";
import { requirePlatformContext } from "#server/platform/session.ts";
import { updateBrandAction } from "./actions.ts";

export const metadata: Metadata = { title: "Brand" };

export default async function AdminBrandPage() {
  await requirePlatformContext("settings.read");
  const brand = await getBrand();
  return (
    <>
      <PageHeader title="Brand" lead="How the portal presents itself, in pages and in mails." />
      <BrandForm brand={brand} accentHex={accentHex(brand.accent)} action={updateBrandAction} />
    </>
  );
}
