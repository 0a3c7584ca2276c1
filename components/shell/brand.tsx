import Link from "next/link";
import { routes } from "#lib/routes.ts";
import { LogoMark } from "./logo-mark.tsx";

export interface BrandLook {
  name: string;
  /** Address of the uploaded logo; the portal's own mark stands in. */
  logoUrl: string | null;
}

/** Logo and name, leading home. */
export function Brand({ brand }: { brand: BrandLook }) {
  return (
    <Link
      href={routes.home()}
      prefetch={false}
      className="flex h-11 min-w-0 items-center gap-2.5 rounded-md font-semibold tracking-tight text-ink"
    >
      {brand.logoUrl ? (
        // biome-ignore lint/performance/noImgElement: a small image from the database, already the right size
        <img src={brand.logoUrl} alt="" className="h-6 w-auto max-w-32 shrink-0" />
      ) : (
        <LogoMark className="size-6 shrink-0 text-accent" />
      )}
      <span className="truncate">{brand.name}</span>
    </Link>
  );
}
