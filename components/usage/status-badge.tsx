import { Badge, type Tone } from "#components/ui/badge.tsx";

function toneOf(status: number): Tone {
  if (status < 300) return "good";
  if (status < 400) return "note";
  return status < 500 ? "attention" : "danger";
}

/** An HTTP status in the tone of its class. */
export function StatusBadge({ status }: { status: number }) {
  return (
    <Badge tone={toneOf(status)}>
      <span className="font-mono tabular-nums">{status}</span>
    </Badge>
  );
}
