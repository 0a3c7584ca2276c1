import Link from "next/link";
import type { ReactNode } from "react";

interface PartProps {
  id: string;
  title: string;
  href?: string | null;
  word?: string;
  children: ReactNode;
}

/** A part of an API's page under its heading, with the way to all of it. */
export function Part({ id, title, href, word, children }: PartProps) {
  return (
    <section aria-labelledby={id}>
      <div className="mb-3 flex items-baseline justify-between gap-4">
        <h2 id={id} className="text-lg">
          {title}
        </h2>
        {href ? (
          <Link href={href} className="text-sm text-accent hover:underline">
            {word}
          </Link>
        ) : null}
      </div>
      {children}
    </section>
  );
}
