import clsx from "clsx";
import type { ComponentProps, ReactNode } from "react";

interface TableProps {
  /** Names the table for assistive technology; shown above it with `isCaptionShown`. */
  caption: string;
  isCaptionShown?: boolean;
  className?: string;
  children: ReactNode;
}

/**
 * Rows to work in. Scrolls sideways inside itself on narrow screens; from 1280 px its header stays in view.
 * `<Table caption="Keys"><THead><TR><TH>Name</TH></TR></THead><tbody><TR><TD>…</TD></TR></tbody></Table>`
 */
export function Table({ caption, isCaptionShown, className, children }: TableProps) {
  return (
    <section
      aria-label={caption}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      className={clsx(
        "relative max-w-full overflow-x-auto rounded-lg border border-rule bg-raised xl:overflow-x-visible",
        className,
      )}
    >
      <table className="w-full border-separate border-spacing-0 text-sm">
        <caption className={isCaptionShown ? "px-3.5 py-2.5 text-left font-medium" : "sr-only"}>
          {caption}
        </caption>
        {children}
      </table>
    </section>
  );
}

export function THead({ children }: { children: ReactNode }) {
  return <thead className="text-left text-muted">{children}</thead>;
}

interface CellProps {
  /** Numbers stand on the right. */
  isNumber?: boolean;
}

export function TH({ isNumber, className, ...rest }: ComponentProps<"th"> & CellProps) {
  return (
    <th
      scope="col"
      {...rest}
      className={clsx(
        "border-b border-rule bg-raised px-3.5 py-2 text-caption font-medium whitespace-nowrap first:rounded-tl-lg last:rounded-tr-lg xl:sticky xl:top-(--header-height) xl:z-10",
        isNumber ? "text-right" : "text-left",
        className,
      )}
    />
  );
}

/** Heads the column of each row's buttons, for those who do not see them. */
export function ActionsTH() {
  return (
    <TH>
      <span className="sr-only">Actions</span>
    </TH>
  );
}

export function TR({ className, ...rest }: ComponentProps<"tr">) {
  return (
    <tr
      {...rest}
      className={clsx("group/row [tbody>&:last-child>*]:border-b-0 [tbody>&]:hover:bg-hover/50", className)}
    />
  );
}

export function TD({ isNumber, className, ...rest }: ComponentProps<"td"> & CellProps) {
  return (
    <td
      {...rest}
      className={clsx(
        "border-b border-rule px-3.5 py-2.5 align-top",
        isNumber && "text-right tabular-nums",
        className,
      )}
    />
  );
}
