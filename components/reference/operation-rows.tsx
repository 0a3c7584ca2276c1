import { routes } from "#lib/routes.ts";
import type { OperationSummary } from "#server/specs/schema.ts";
import { html } from "./html.ts";
import { Markup } from "./markup.tsx";
import { methodHtml } from "./method-html.ts";

interface OperationRowsProps {
  api: string;
  version: string;
  operations: OperationSummary[];
}

/** Operations as rows: method, what it does, path. */
export function OperationRows({ api, version, operations }: OperationRowsProps) {
  const rows = operations.map(
    ({ key, method, path, summary, isDeprecated }) =>
      html`<li><a href="${routes.operation(api, version, key)}"${isDeprecated && html` class="is-old"`}>${methodHtml(method)}<span class="operation-title">${
        summary || path
      }</span>${summary && html`<code>${path}</code>`}</a></li>`,
  );
  return <Markup html={html`<ul class="operation-rows">${rows}</ul>`} />;
}
