import type { ReactNode } from "react";

interface AuthFrameProps {
  title: string;
  lead?: ReactNode;
  children: ReactNode;
  /** The way for those who are wrong here. */
  foot?: ReactNode;
}

/** The narrow room in which people say who they are. */
export function AuthFrame({ title, lead, children, foot }: AuthFrameProps) {
  return (
    <div className="mx-auto w-full max-w-md py-4 sm:py-10">
      <h1 className="text-2xl">{title}</h1>
      {lead ? <div className="mt-2 text-muted">{lead}</div> : null}
      <div className="mt-6 rounded-lg border border-rule bg-raised p-5 sm:p-6">{children}</div>
      {foot ? <div className="mt-5 text-sm text-muted">{foot}</div> : null}
    </div>
  );
}
