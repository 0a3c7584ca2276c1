import clsx from "clsx";
import { methodWord } from "#lib/method.ts";

const COLOUR: Record<string, string> = {
  GET: "bg-get-soft text-get",
  POST: "bg-post-soft text-post",
  PUT: "bg-put-soft text-put",
  PATCH: "bg-patch-soft text-patch",
  DELETE: "bg-delete-soft text-delete",
};

interface MethodBadgeProps {
  method: string;
  /** `sm` for navigation: a shortened word without a background. */
  size?: "sm" | "md";
}

const SHORT: Record<string, string> = { DELETE: "DEL", OPTIONS: "OPT" };

/** The HTTP method in its colour: `<MethodBadge method="get" />`. */
export function MethodBadge({ method, size = "md" }: MethodBadgeProps) {
  const word = methodWord(method);
  const colour = COLOUR[word] ?? "bg-other-soft text-other";
  if (size === "sm") {
    return (
      <span
        className={clsx(
          "inline-block w-9 shrink-0 bg-transparent! font-mono text-xs font-semibold tracking-tight",
          colour,
        )}
      >
        <span aria-hidden={SHORT[word] ? true : undefined}>{SHORT[word] ?? word}</span>
        {SHORT[word] ? <span className="sr-only">{word}</span> : null}
      </span>
    );
  }
  return (
    <span
      className={clsx(
        "inline-flex h-6 items-center rounded-md px-1.5 font-mono text-xs font-semibold tracking-tight",
        colour,
      )}
    >
      {word}
    </span>
  );
}
