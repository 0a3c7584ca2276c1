import { CodeFrame, type CodeFrameProps } from "./code-frame.tsx";
import { highlight } from "./highlight.ts";

interface CodeBlockProps extends CodeFrameProps {
  /** bash (curl), json, yaml, javascript, typescript, python, http, nginx, xml. */
  language: string;
}

/**
 * Code, highlighted on the server, with a copy button: `<CodeBlock code={curl} language="bash" title="Request" />`.
 * Server components only; client components take CodeFrame.
 */
export function CodeBlock({ language, ...frame }: CodeBlockProps) {
  const html = highlight(frame.code, language);
  return (
    <CodeFrame {...frame}>
      {html === null ? null : (
        // biome-ignore lint/security/noDangerouslySetInnerHtml: escaped by hast-util-to-html
        <code dangerouslySetInnerHTML={{ __html: html }} />
      )}
    </CodeFrame>
  );
}
