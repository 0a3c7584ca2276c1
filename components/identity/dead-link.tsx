import type { ReactNode } from "react";
import { LinkButton } from "#components/ui/link-button.tsx";
import { AuthFrame } from "./auth-frame.tsx";

interface DeadLinkProps {
  title: string;
  href: string;
  label: string;
  children: ReactNode;
}

/** Where a single-use link leads once it is spent: why, and what to do instead. */
export function DeadLink({ title, href, label, children }: DeadLinkProps) {
  return (
    <AuthFrame title={title}>
      <p className="text-muted">{children}</p>
      <LinkButton href={href} variant="primary" className="mt-5">
        {label}
      </LinkButton>
    </AuthFrame>
  );
}
