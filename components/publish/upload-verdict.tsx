import { LinkButton } from "#components/ui/link-button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { Answer } from "#lib/answer.ts";
import { counted } from "#lib/format.ts";
import { routes } from "#lib/routes.ts";
import type { PublishedRevision } from "#server/catalog/schema.ts";
import type { Finding } from "#server/specs/schema.ts";
import { excerptOf } from "./excerpt.ts";
import { FindingList } from "./finding-list.tsx";

interface UploadVerdictProps {
  answer: Answer<PublishedRevision>;
  source: string;
  api: string;
  version: string;
}

/** What became of a document: the verdict first, then why. */
export function UploadVerdict({ answer, source, api, version }: UploadVerdictProps) {
  if (!answer.ok) {
    const findings = findingsOf(answer.detail);
    const lines = source ? source.split("\n") : [];
    return (
      <div className="flex flex-col gap-5">
        <Notice tone="danger" title="Not published" isLive>
          <p>{answer.message}</p>
          <p className="text-muted">Nothing of this document was kept. What you gave is still above.</p>
        </Notice>
        {findings.length > 0 ? (
          <FindingList
            items={findings.map((finding) => ({
              finding,
              excerpt: excerptOf(lines, finding.line, finding.column),
            }))}
          />
        ) : null}
      </div>
    );
  }
  const { revision, isNew } = answer.value;
  const remarks = revision.errorCount + revision.warningCount;
  return (
    <Notice
      tone={revision.errorCount > 0 ? "attention" : "good"}
      title={
        isNew
          ? `Revision ${revision.number} is current`
          : `These very bytes already were revision ${revision.number}; it is current`
      }
      isLive
      action={
        <>
          <LinkButton href={routes.publishVersion(api, version)} variant="primary" size="sm">
            To the version
          </LinkButton>
          <LinkButton href={routes.publishRevision(api, version, revision.number)} size="sm">
            {remarks > 0 ? `See ${counted(remarks, "finding")}` : "See the diagnostics"}
          </LinkButton>
          <LinkButton href={routes.version(api, version)} size="sm">
            Read it as consumers do
          </LinkButton>
        </>
      }
    >
      {[revision.title, revision.infoVersion].filter(Boolean).join(" ")}:{" "}
      {counted(revision.operationCount, "operation")}, {counted(revision.schemaCount, "schema")}.{" "}
      {remarks === 0
        ? "Nothing to mend."
        : `${counted(revision.errorCount, "error")} and ${counted(revision.warningCount, "warning")} to mend when you can.`}
      {revision.version.lifecycle === "draft"
        ? " The version is still a draft: publish it to let others see it."
        : ""}
    </Notice>
  );
}

/** The refusal's own list, checked because it came as JSON. */
function findingsOf(detail: Record<string, unknown>): Finding[] {
  return Array.isArray(detail.findings) ? detail.findings.filter(isFinding) : [];
}

function isFinding(value: unknown): value is Finding {
  return (
    typeof value === "object" &&
    value !== null &&
    "message" in value &&
    "severity" in value &&
    "line" in value
  );
}
