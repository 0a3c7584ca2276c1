"use client";
import clsx from "clsx";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

interface NavLinkProps {
  href: string;
  /** The page itself only, not what lies below it. */
  isExact?: boolean;
  className?: string;
  children: ReactNode;
}

/** A link of a navigation that knows when it is where the reader is. */
export function NavLink({ href, isExact, className, children }: NavLinkProps) {
  const path = usePathname();
  const isHere = path === href || (!isExact && path.startsWith(`${href}/`));
  return (
    <Link
      href={href}
      prefetch={false} // pages are rendered when asked for: there is nothing to fetch beforehand
      aria-current={isHere ? (path === href ? "page" : "true") : undefined}
      className={clsx(className)}
    >
      {children}
    </Link>
  );
}
