import Link from "next/link";
import type { Answer } from "#lib/answer.ts";
import { MoveSelect } from "./move-select.tsx";

interface OwnedListProps {
  /** "Apps". */
  label: string;
  things: { id: string; name: string; href: string }[];
  /** The teams it could go to; empty for those who move nothing. */
  teams: { id: string; name: string }[];
  move: (id: string, teamId: string) => Promise<Answer<unknown>>;
}

/** What a team owns, each with the way to another team. */
export function OwnedList({ label, things, teams, move }: OwnedListProps) {
  if (things.length === 0) return <p className="text-sm text-muted">None yet.</p>;
  return (
    <ul aria-label={label} className="flex flex-col">
      {things.map(({ id, name, href }) => (
        <li
          key={id}
          className="flex flex-wrap items-center justify-between gap-3 border-b border-rule py-2 text-sm last:border-0"
        >
          <Link href={href} className="font-medium underline">
            {name}
          </Link>
          {teams.length > 0 ? (
            <MoveSelect label={`Move ${name} to`} teams={teams} move={move.bind(null, id)} />
          ) : null}
        </li>
      ))}
    </ul>
  );
}
