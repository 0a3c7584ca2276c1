import clsx from "clsx";
import type { ReactNode } from "react";

interface PanelProps {
  title?: ReactNode;
  /** One quiet sentence under the title. */
  lead?: ReactNode;
  actions?: ReactNode;
  /** Without padding, for tables and lists that reach the edge. */
  isFlush?: boolean;
  id?: string;
  className?: string;
  /** Level of the title's heading. */
  level?: 2 | 3;
  children?: ReactNode;
}

/** A bordered part of a page with a heading: `<Panel title="Credentials" actions={<Button>Issue key</Button>}>…</Panel>`. */
export function Panel({ title, lead, actions, isFlush, id, className, level = 2, children }: PanelProps) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <section id={id} className={clsx("min-w-0 rounded-lg border border-rule bg-raised", className)}>
      {title || actions ? (
        <header className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-rule px-5 py-3">
          <div className="min-w-0">
            {title ? <Heading className="text-base font-semibold">{title}</Heading> : null}
            {lead ? <p className="text-caption text-muted">{lead}</p> : null}
          </div>
          {actions ? <div className="flex flex-wrap gap-2">{actions}</div> : null}
        </header>
      ) : null}
      <div className={isFlush ? "" : "p-5"}>{children}</div>
    </section>
  );
}
