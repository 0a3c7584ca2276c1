import { CopyButton } from "#components/ui/copy-button.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";

/** What to enter where the domain's DNS is kept. */
export function DomainRecord({ name, text }: { name: string; text: string }) {
  return (
    <DescriptionList
      items={[
        { term: "Type", value: <code className="font-mono text-caption">TXT</code> },
        { term: "Name", value: <Copyable text={name} what="name of the record" /> },
        { term: "Value", value: <Copyable text={text} what="value of the record" /> },
      ]}
    />
  );
}

function Copyable({ text, what }: { text: string; what: string }) {
  return (
    <span className="flex flex-wrap items-center gap-2">
      <code className="min-w-0 font-mono text-caption break-all">{text}</code>
      <CopyButton text={text} what={what} />
    </span>
  );
}
