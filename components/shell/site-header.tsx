import { Menu as MenuIcon, Search } from "lucide-react";
import Link from "next/link";
import { routes } from "#lib/routes.ts";
import { LinkButton } from "../ui/link-button.tsx";
import { Brand, type BrandLook } from "./brand.tsx";
import { HeaderSearch } from "./header-search.tsx";
import { NavLink } from "./nav-link.tsx";
import { Popover } from "./popover.tsx";
import { SearchLauncher } from "./search-launcher.tsx";
import { type Person, type PersonActions, UserMenu } from "./user-menu.tsx";

interface SiteHeaderProps {
  brand: BrandLook;
  /** Null for visitors. */
  person: Person | null;
  actions: PersonActions;
}

const NAV_LINK =
  "flex h-9 items-center rounded-md px-2.5 text-sm text-muted hover:text-ink aria-[current]:text-ink aria-[current]:font-medium";
const SHEET_LINK =
  "flex h-11 items-center rounded-md px-2.5 text-sm hover:bg-hover aria-[current]:font-medium";

/** The same on every page. No headless library here: it would weigh on pages that are only read. */
export function SiteHeader({ brand, person, actions }: SiteHeaderProps) {
  return (
    <header
      data-shell
      className="sticky top-0 z-30 border-b border-rule bg-paper/95 supports-backdrop-filter:bg-paper/85 supports-backdrop-filter:backdrop-blur-md"
    >
      <div className="mx-auto flex h-(--header-height) max-w-wide items-center gap-3 px-4 sm:px-6 lg:gap-5 lg:px-8">
        <Brand brand={brand} />
        <nav aria-label="Main" className="flex max-md:hidden">
          <NavLink href={routes.catalog()} className={NAV_LINK}>
            APIs
          </NavLink>
          <NavLink href={routes.guides()} className={NAV_LINK}>
            Guides
          </NavLink>
          {person ? (
            <NavLink href={routes.apps()} className={NAV_LINK}>
              Apps
            </NavLink>
          ) : null}
          {person?.isPublisher ? (
            <NavLink href={routes.publish()} className={`${NAV_LINK} max-lg:hidden`}>
              Publishing
            </NavLink>
          ) : null}
          {person?.mayAdminister ? (
            <NavLink href={routes.admin()} className={`${NAV_LINK} max-lg:hidden`}>
              Administration
            </NavLink>
          ) : null}
        </nav>
        <div className="header-search ml-auto w-full max-w-72 max-md:hidden">
          <HeaderSearch />
        </div>
        <div className="flex shrink-0 items-center gap-1.5 max-md:ml-auto">
          <Link
            href={routes.catalog()}
            aria-label="Search"
            data-opens-search
            className="flex size-11 items-center justify-center rounded-md text-muted hover:bg-hover md:hidden"
          >
            <Search aria-hidden className="size-5" />
          </Link>
          {person ? (
            <UserMenu person={person} actions={actions} />
          ) : (
            <>
              <LinkButton href={routes.signIn()} variant="quiet" size="sm" className="max-md:hidden">
                Sign in
              </LinkButton>
              <LinkButton href={routes.signUp()} variant="primary" size="sm" className="max-sm:hidden">
                Get a key
              </LinkButton>
            </>
          )}
          <Sheet isVisitor={!person} />
        </div>
      </div>
      <SearchLauncher />
    </header>
  );
}

/** The navigation of narrow screens. */
function Sheet({ isVisitor }: { isVisitor: boolean }) {
  return (
    <div className="md:hidden">
      <button
        type="button"
        popoverTarget="site-menu"
        aria-label="Menu"
        className="flex size-11 items-center justify-center rounded-md text-muted hover:bg-hover"
      >
        <MenuIcon aria-hidden className="size-5" />
      </button>
      <Popover id="site-menu" label="Menu">
        <nav aria-label="Menu">
          <NavLink href={routes.catalog()} className={SHEET_LINK}>
            APIs
          </NavLink>
          <NavLink href={routes.guides()} className={SHEET_LINK}>
            Guides
          </NavLink>
          {isVisitor ? (
            <div className="mt-1.5 flex gap-2 border-t border-rule px-1 pt-3 pb-1.5">
              <LinkButton href={routes.signIn()} className="flex-1">
                Sign in
              </LinkButton>
              <LinkButton href={routes.signUp()} variant="primary" className="flex-1">
                Get a key
              </LinkButton>
            </div>
          ) : null}
        </nav>
      </Popover>
    </div>
  );
}
