import type { Metadata } from "next";
import { BrandForm } from "#components/admin/brand-form.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { accentHex } from "#lib/accent.ts";
import { platformMay } from "#lib/platform-permissions.ts";
import { getBrand } from "#server/content/index.ts";
import { requirePlatformContext } from "#server/platform/session.ts";
import { updateBrandAction } from "./actions.ts";

export const metadata: Metadata = { title: "Brand" };

export default async function AdminBrandPage() {
  const { caller } = await requirePlatformContext("settings.read");
  const brand = await getBrand();
  return (
    <>
      <PageHeader title="Brand" lead="How the portal presents itself, in pages and in mails." />
      {platformMay(caller.platformRole, "settings.write") ? (
        <BrandForm brand={brand} accentHex={accentHex(brand.accent)} action={updateBrandAction} />
      ) : (
        <DescriptionList
          items={[
            { term: "Name", value: brand.name },
            { term: "Tagline", value: brand.tagline || "none" },
            { term: "Accent", value: <code>{brand.accent}</code> },
            { term: "Logo", value: brand.logoUrl ? "Uploaded" : "none" },
          ]}
        />
      )}
    </>
  );
}
