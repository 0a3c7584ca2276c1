import Link from "next/link";
import { Badge } from "#components/ui/badge.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Table, TD, TH, THead, TR } from "#components/ui/table.tsx";
import { routes } from "#lib/routes.ts";
import type { ExposedThing } from "#server/identity/schema.ts";

const WORDS: Record<ExposedThing["kind"], string> = {
  app: "App",
  api: "API",
  key: "API key",
  client: "OAuth client",
  client_secret: "Client secret",
  token: "Token of the organisation",
  directory_token: "Token of the directory",
};

/** What a person made, and the secrets they saw. */
export function ExposureTable({ things, now }: { things: ExposedThing[]; now: Date }) {
  return (
    <Table caption="Made or seen">
      <THead>
        <TR>
          <TH>What</TH>
          <TH>Kind</TH>
          <TH>When</TH>
          <TH>Secret</TH>
        </TR>
      </THead>
      <tbody>
        {things.map(({ kind, id, name, at, appId, isOpen }) => (
          <TR key={`${id} ${at.getTime()}`}>
            <TD>
              {appId ? (
                <Link href={routes.app(appId)} className="font-medium underline">
                  {name}
                </Link>
              ) : kind === "token" || kind === "directory_token" ? (
                <Link
                  href={kind === "token" ? routes.organisationTokens() : routes.provisioning()}
                  className="font-medium underline"
                >
                  {name}
                </Link>
              ) : (
                name
              )}
            </TD>
            <TD>{WORDS[kind]}</TD>
            <TD>
              <RelativeTime at={at} now={now} />
            </TD>
            <TD>
              {kind === "app" || kind === "api" ? (
                <span className="text-muted">None</span>
              ) : isOpen ? (
                <Badge tone="attention">Still works: replace it</Badge>
              ) : (
                <Badge tone="good">No longer works</Badge>
              )}
            </TD>
          </TR>
        ))}
      </tbody>
    </Table>
  );
}
