import type { MDXComponents } from "mdx/types.js";
import Link from "next/link";
import { isValidElement, type ReactNode } from "react";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { Notice } from "#components/ui/notice.tsx";

/** What Markdown becomes in a guide. */
export const mdxParts: MDXComponents = {
  h2: ({ id, children }) => (
    <AnchoredHeading level={2} id={id}>
      {children}
    </AnchoredHeading>
  ),
  h3: ({ id, children }) => (
    <AnchoredHeading level={3} id={id}>
      {children}
    </AnchoredHeading>
  ),
  a: ({ href = "", children }) =>
    href.startsWith("/") && !href.startsWith("/.well-known") ? (
      <Link href={href}>{children}</Link>
    ) : (
      <a href={href} rel="noreferrer">
        {children}
      </a>
    ),
  pre: ({ children }) => {
    const { code, language } = readFence(children);
    return <CodeBlock code={code} language={language} />;
  },
  table: ({ children }) => (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section aria-label="Table" tabIndex={0} className="table-scroll">
      <table>{children}</table>
    </section>
  ),
  Notice,
};

function AnchoredHeading({
  level,
  id,
  children,
}: {
  level: 2 | 3;
  id: string | undefined;
  children: ReactNode;
}) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <Heading id={id} className="group/heading">
      <a href={`#${id}`}>
        {children}
        <span aria-hidden className="ml-2 text-faint opacity-0 group-hover/heading:opacity-100">
          #
        </span>
      </a>
    </Heading>
  );
}

/** MDX hands a fence over as `<pre><code className="language-x">text</code></pre>`. */
function readFence(node: ReactNode): { code: string; language: string } {
  if (!isValidElement<{ className?: string; children?: ReactNode }>(node)) return { code: "", language: "" };
  const { className = "", children } = node.props;
  const code = typeof children === "string" ? children.replace(/\n$/, "") : "";
  return { code, language: className.replace(/^language-/, "") };
}
