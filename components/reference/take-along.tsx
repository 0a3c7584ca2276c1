import { ChevronDown, Download } from "lucide-react";
import { buttonStyle } from "#components/ui/button-style.ts";
import { routes } from "#lib/routes.ts";
import { CopyMarkdown } from "./copy-markdown.tsx";

interface TakeAlongProps {
  api: string;
  version: string;
  /** The page's own address. */
  path: string;
  /** Key of the operation the page is about. */
  operation?: string;
  /** Whether the upload itself may be taken. */
  hasOriginal?: boolean;
}

interface Way {
  href: string;
  label: string;
  hint: string;
}

/** Everything a page can be taken along as; a native disclosure that works without scripts. */
export function TakeAlong({ api, version, path, operation, hasOriginal }: TakeAlongProps) {
  const markdown = routes.markdown(path);
  const whole: Way[] = [
    { href: routes.versionSource(api, version, "json"), label: "OpenAPI, JSON", hint: "in one piece" },
    { href: routes.versionSource(api, version, "yaml"), label: "OpenAPI, YAML", hint: "in one piece" },
    ...(hasOriginal
      ? [{ href: routes.versionOriginal(api, version), label: "As uploaded", hint: "the publisher's file" }]
      : []),
    { href: routes.versionPostman(api, version), label: "Postman collection", hint: "version 2.1" },
    { href: routes.versionTypes(api, version), label: "TypeScript types", hint: ".d.ts" },
  ];
  return (
    <details className="take-along relative">
      <summary className={buttonStyle("secondary", "sm", "list-none [&::-webkit-details-marker]:hidden")}>
        <Download aria-hidden /> Take along <ChevronDown aria-hidden />
      </summary>
      <div className="absolute left-0 z-30 mt-1.5 w-72 max-w-[calc(100vw-2rem)] rounded-lg border border-rule bg-raised p-1.5 text-ink shadow-float">
        {operation ? (
          <Group
            title="This operation"
            ways={[
              {
                href: routes.operationSource(api, version, operation, "json"),
                label: "OpenAPI, JSON",
                hint: "this operation alone",
              },
              {
                href: routes.operationSource(api, version, operation, "yaml"),
                label: "OpenAPI, YAML",
                hint: "this operation alone",
              },
            ]}
          />
        ) : null}
        <Group title={`All of ${version}`} ways={whole} />
        <Group
          title="This page"
          ways={[{ href: markdown, label: "Markdown", hint: "for notes and agents" }]}
        />
        <CopyMarkdown href={markdown} />
      </div>
    </details>
  );
}

function Group({ title, ways }: { title: string; ways: Way[] }) {
  return (
    <>
      <p className="px-2.5 pt-2 pb-1 text-xs font-medium text-muted">{title}</p>
      <ul>
        {ways.map(({ href, label, hint }) => (
          <li key={href}>
            <a
              href={href}
              rel="nofollow"
              className="flex min-h-9 items-center justify-between gap-4 rounded-md px-2.5 py-1 text-sm hover:bg-hover"
            >
              {label} <span className="text-xs text-muted">{hint}</span>
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
