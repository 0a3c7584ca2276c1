import { Fragment } from "react";
import { MethodBadge } from "#components/ui/method-badge.tsx";

/** Method and path on one line, to read and to copy; what the caller fills in stands out. */
export function OperationPath({ method, path }: { method: string; path: string }) {
  const parts = path.split(/(\{[^{}]*\})/);
  let offset = 0;
  return (
    <div className="path-line flex min-w-0 items-start gap-2.5 rounded-lg border border-rule bg-sunken py-1.5 pr-1.5 pl-2.5">
      <span className="pt-1">
        <MethodBadge method={method} />
      </span>
      <code id="operation-path" className="min-w-0 flex-1 py-1.5 font-mono text-sm break-words text-ink">
        {parts.map((part) => {
          const at = offset;
          offset += part.length;
          if (part.startsWith("{")) {
            return (
              <span key={at} className="rounded-md bg-accent-soft px-0.5 text-accent">
                {part}
              </span>
            );
          }
          return (
            <Fragment key={at}>
              {part.split("/").map((segment, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never move
                <Fragment key={i}>
                  {i > 0 ? (
                    <>
                      /<wbr />
                    </>
                  ) : null}
                  {segment}
                </Fragment>
              ))}
            </Fragment>
          );
        })}
      </code>
      <button
        type="button"
        className="code-copy needs-script shrink-0"
        data-copy="operation-path"
        aria-label="Copy path"
        title="Copy path"
      >
        <span className="code-copy-icon" />
      </button>
    </div>
  );
}
