type LinkedValue = string | number | boolean | undefined | LinkedValue[] | { [name: string]: LinkedValue };

/** schema.org facts for search engines. Text of documents cannot end the element: every "<" is written as its code. */
export function JsonLd({
  data,
  nonce,
}: {
  data: { [name: string]: LinkedValue };
  nonce: string | undefined;
}) {
  const text = JSON.stringify({ "@context": "https://schema.org", ...data })
    .replaceAll("<", "\\u003c")
    .replaceAll("\u2028", "\\u2028")
    .replaceAll("\u2029", "\\u2029");
  return (
    <script
      type="application/ld+json"
      nonce={nonce}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON whose "<" are escaped
      dangerouslySetInnerHTML={{ __html: text }}
    />
  );
}
