import clsx from "clsx";
import type { ReactNode } from "react";
import { CopyButton } from "./copy-button.tsx";

export interface CodeFrameProps {
  code: string;
  /** Names it: "Request", "200 OK". */
  title?: ReactNode;
  /** What the copy button says it copies. */
  what?: string;
  /** Breaks long lines instead of scrolling. */
  isWrapped?: boolean;
  /** Fills a panel that has its own border. */
  isBare?: boolean;
  actions?: ReactNode;
  className?: string;
  onCopied?: () => void;
}

/**
 * Code with a copy button, in one colour. Client components use it as `<CodeFrame code={curl} title="Request" />`;
 * on the server CodeBlock fills it with highlighted code.
 */
export function CodeFrame({
  code,
  title,
  what = "code",
  isWrapped,
  isBare,
  actions,
  className,
  onCopied,
  children,
}: CodeFrameProps & { children?: ReactNode }) {
  return (
    <div
      className={clsx(
        "group/code relative min-w-0 bg-sunken",
        isBare ? "" : "overflow-hidden rounded-lg border border-rule",
        className,
      )}
    >
      {title || actions ? (
        <div className="flex min-h-10 items-center justify-between gap-3 border-b border-rule pr-1.5 pl-4 text-caption">
          <span className="min-w-0 truncate font-medium text-muted">{title}</span>
          <span className="flex items-center gap-1">
            {actions}
            <CopyButton text={code} what={what} onCopied={onCopied} />
          </span>
        </div>
      ) : (
        <CopyButton
          text={code}
          what={what}
          onCopied={onCopied}
          className="absolute top-1.5 right-1.5 bg-sunken! opacity-0 group-focus-within/code:opacity-100 group-hover/code:opacity-100 pointer-coarse:opacity-100"
        />
      )}
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        className={clsx(
          "overflow-x-auto px-4 py-3.5 font-mono text-caption leading-6 text-ink tab-size-2 -outline-offset-2",
          isWrapped && "break-words whitespace-pre-wrap",
        )}
      >
        {children ?? <code>{code}</code>}
      </pre>
    </div>
  );
}
