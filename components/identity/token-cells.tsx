import { Badge, type Tone } from "#components/ui/badge.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { TD } from "#components/ui/table.tsx";

interface Token {
  name: string;
  hint: string;
  state: "active" | "expired" | "revoked";
  lastUsedAt: Date | null;
  expiresAt: Date | null;
}

const STATE: Record<Token["state"], { word: string; tone: Tone }> = {
  active: { word: "Active", tone: "good" },
  expired: { word: "Expired", tone: "attention" },
  revoked: { word: "Revoked", tone: "neutral" },
};

/** What a token is called and whether it works: the first two cells of its row. */
export function TokenCells({
  token: { name, hint, state },
}: {
  token: Pick<Token, "name" | "hint" | "state">;
}) {
  return (
    <>
      <TD>
        <span className="block font-medium">{name}</span>
        <span className="font-mono text-xs text-faint">{hint}</span>
      </TD>
      <TD>
        <Badge tone={STATE[state].tone}>{STATE[state].word}</Badge>
      </TD>
    </>
  );
}

/** When it was last used and when it ends. */
export function TokenTimes({
  token: { lastUsedAt, expiresAt },
  now,
}: {
  token: Pick<Token, "lastUsedAt" | "expiresAt">;
  now: Date;
}) {
  return (
    <>
      <TD>{lastUsedAt ? <RelativeTime at={lastUsedAt} now={now} /> : "never"}</TD>
      <TD>{expiresAt ? <RelativeTime at={expiresAt} now={now} /> : "never"}</TD>
    </>
  );
}
