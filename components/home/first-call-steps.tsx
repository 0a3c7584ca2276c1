import Link from "next/link";
import type { ReactNode } from "react";
import { KEY_PLACEHOLDER } from "#lib/call-draft.ts";
import { routes } from "#lib/routes.ts";
import { CodeBlock } from "../ui/code-block.tsx";
import { LinkButton } from "../ui/link-button.tsx";
import { LiveCall } from "./live-call.tsx";

interface FirstCallStepsProps {
  api: { slug: string; name: string };
  operation: { title: string; href: string };
  curl: string;
  path: string;
  example: { status: string; language: string; text: string } | null;
}

const EXAMPLE_LINES = 14;

/** The way from here to a successful call, with the real address at its end. */
export function FirstCallSteps({ api, operation, curl, path, example }: FirstCallStepsProps) {
  return (
    <section
      aria-labelledby="first-call"
      className="grid gap-x-12 gap-y-8 rounded-lg border border-rule bg-sunken px-5 py-7 sm:px-8 sm:py-9 lg:grid-cols-[minmax(0,5fr)_minmax(0,7fr)]"
    >
      <div>
        <h2 id="first-call" className="text-xl">
          First call in a minute
        </h2>
        <ol className="mt-6 flex flex-col">
          <Step number={1} title="Choose an API">
            This one is{" "}
            <Link
              href={operation.href}
              className="font-medium text-ink underline decoration-accent-line underline-offset-3 hover:decoration-accent"
            >
              {operation.title}
            </Link>{" "}
            of {api.name}. Any other in the catalog works the same way.
          </Step>
          <Step number={2} title="Get your key">
            An e-mail address, a name for your app, the plan’s terms. The key is shown once.
            <span className="mt-3.5 block">
              <LinkButton href={routes.apiStart(api.slug)} variant="primary" className="h-11! px-5!">
                Get your first key
              </LinkButton>
            </span>
          </Step>
          <Step number={3} title="Call the sandbox" isLast>
            Put the key where it says <code className="text-caption text-ink">{KEY_PLACEHOLDER}</code>. The
            answer is an example that fits the specification; nothing real is touched.
          </Step>
        </ol>
      </div>
      <div className="min-w-0 self-start overflow-hidden rounded-lg border border-rule bg-raised">
        <CodeBlock
          code={curl}
          language="bash"
          title="In your terminal"
          what="curl command"
          isBare
          className="bg-raised!"
        />
        <LiveCall path={path}>
          {example ? (
            <div className="border-t border-rule">
              <CodeBlock
                code={firstLines(example.text)}
                language={example.language}
                title={`${example.status}, with a key`}
                what="example"
                isBare
                className="bg-raised!"
              />
            </div>
          ) : null}
        </LiveCall>
      </div>
    </section>
  );
}

interface StepProps {
  number: number;
  title: string;
  isLast?: boolean;
  children: ReactNode;
}

function Step({ number, title, isLast, children }: StepProps) {
  return (
    <li className="relative grid grid-cols-[2rem_1fr] gap-x-3 pb-6 last:pb-0">
      <span
        aria-hidden
        className="z-1 flex size-7 items-center justify-center rounded-full border border-accent-line bg-raised font-mono text-caption font-medium text-accent"
      >
        {number}
      </span>
      {isLast ? null : <span aria-hidden className="absolute top-7 bottom-0 left-3.5 w-px bg-rule" />}
      <div className="min-w-0 pt-0.5">
        <h3 className="text-base">{title}</h3>
        <div className="mt-1 text-sm text-muted">{children}</div>
      </div>
    </li>
  );
}

function firstLines(text: string): string {
  const lines = text.split("\n");
  return lines.length > EXAMPLE_LINES ? [...lines.slice(0, EXAMPLE_LINES), "…"].join("\n") : text;
}
