import { Badge, type Tone } from "./badge.tsx";

const LOOK: Record<string, { word: string; tone: Tone }> = {
  draft: { word: "Draft", tone: "neutral" },
  in_review: { word: "In review", tone: "note" },
  published: { word: "Published", tone: "good" },
  deprecated: { word: "Deprecated", tone: "attention" },
  retired: { word: "Retired", tone: "danger" },
};

/** The state of a version: `<LifecycleBadge lifecycle={version.lifecycle} />`. */
export function LifecycleBadge({ lifecycle }: { lifecycle: string }) {
  const look = LOOK[lifecycle] ?? { word: lifecycle, tone: "neutral" };
  return <Badge tone={look.tone}>{look.word}</Badge>;
}
