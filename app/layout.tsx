import "./globals.css";
import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { SiteFooter } from "#components/shell/site-footer.tsx";
import { SiteHeader } from "#components/shell/site-header.tsx";
import type { Person } from "#components/shell/user-menu.tsx";
import { ViewBanner } from "#components/shell/view-banner.tsx";
import { SkipLink } from "#components/ui/skip-link.tsx";
import { readTheme, THEME_COOKIE } from "#lib/theme.ts";
import { getBrand } from "#server/content/index.ts";
import { listMyOrganisations } from "#server/identity/index.ts";
import { env } from "#server/platform/env.ts";
import { currentContext } from "#server/platform/session.ts";
import { areThereTerms } from "#server/terms/index.ts";
import { accentVariables } from "./_parts/accent-variables.ts";
import { fontVariables } from "./_parts/fonts.ts";
import { endViewAction, signOutAction, switchOrganisationAction } from "./_parts/session-actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  const { name, tagline } = await getBrand();
  const { requestId } = await currentContext();
  return {
    metadataBase: new URL(env().PUBLIC_URL), // canonical addresses and pictures are absolute
    title: { default: name, template: `%s · ${name}` },
    description: tagline || undefined,
    applicationName: name,
    other: { "request-id": requestId },
  };
}

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fbfaf8" },
    { media: "(prefers-color-scheme: dark)", color: "#0d161a" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [brand, person, theme, view, hasTerms] = await Promise.all([
    getBrand(),
    currentPerson(),
    rememberedTheme(),
    currentView(),
    currentContext().then(areThereTerms),
  ]);
  return (
    <html lang="en" data-theme={theme} className={fontVariables} style={accentVariables(brand.accent)}>
      <body className="flex flex-col">
        <SkipLink />
        {view === undefined ? null : <ViewBanner view={view} end={endViewAction} />}
        <SiteHeader
          brand={brand}
          person={person}
          actions={{ signOut: signOutAction, switchOrganisation: switchOrganisationAction }}
        />
        {children}
        <SiteFooter brandName={brand.name} theme={theme} hasTerms={hasTerms} />
      </body>
    </html>
  );
}

async function rememberedTheme() {
  return readTheme((await cookies()).get(THEME_COOKIE)?.value);
}

async function currentPerson(): Promise<Person | null> {
  const ctx = await currentContext();
  const { caller } = ctx;
  if (caller.kind !== "member") return null;
  const { name, email, orgId, orgName, isPublisher, platformRole } = caller;
  const organisations = await listMyOrganisations(ctx);
  const mayAdminister = platformRole !== "none";
  return { name, email, orgId, orgName, isPublisher, mayAdminister, organisations };
}

/** Null once it is over and waits to be ended; undefined without one. */
async function currentView() {
  const { caller } = await currentContext();
  if (caller.kind !== "member") return undefined;
  if (!caller.viewAs) return caller.overView ? null : undefined;
  const { subject, isReadOnly, endsAt, viewer } = caller.viewAs;
  return { subject, isReadOnly, endsAt, viewerName: viewer.name };
}
