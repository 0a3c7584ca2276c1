import Link from "next/link";
import { Notice } from "#components/ui/notice.tsx";
import { dayText } from "./day-text.ts";

interface VersionNoticeProps {
  version: { name: string; lifecycle: string; sunsetAt: Date | null };
  /** What a reader should open instead. */
  latest: string | null;
  hrefOf: (version: string) => string;
}

/** Says at the top of a page that its version is on the way out, until when it lasts, and what follows it. */
export function VersionNotice({ version, latest, hrefOf }: VersionNoticeProps) {
  const { name, lifecycle, sunsetAt } = version;
  const successor =
    latest && latest !== name ? (
      <p>
        Use{" "}
        <Link href={hrefOf(latest)} className="font-medium text-accent underline underline-offset-2">
          {latest}
        </Link>{" "}
        instead.
      </p>
    ) : null;
  if (lifecycle === "deprecated") {
    const until = sunsetAt ? ` It keeps working until ${dayText(sunsetAt)}.` : "";
    return (
      <Notice tone="attention" title={`Version ${name} is deprecated.${until}`} className="mb-6">
        {successor}
      </Notice>
    );
  }
  if (lifecycle === "retired") {
    return (
      <Notice
        tone="danger"
        title={`Version ${name} is retired: calls to it no longer work.`}
        className="mb-6"
      >
        {successor}
      </Notice>
    );
  }
  if (lifecycle === "draft" || lifecycle === "in_review") {
    return (
      <Notice
        title={`Version ${name} is not published yet. Only your organisation sees this page.`}
        className="mb-6"
      />
    );
  }
  return null;
}
