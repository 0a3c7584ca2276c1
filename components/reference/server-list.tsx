import type { ServerSummary } from "#server/specs/schema.ts";
import { described } from "./html.ts";
import { Markup } from "./markup.tsx";

interface ServerListProps {
  servers: ServerSummary[];
  /** The address to try calls at; null when the version cannot be called any more. */
  sandbox: string | null;
}

/** Base addresses: the portal's sandbox first, then what the document names. */
export function ServerList({ servers, sandbox }: ServerListProps) {
  return (
    <ul className="divide-y divide-rule text-sm">
      {sandbox ? (
        <li className="py-3">
          <code className="text-caption font-semibold break-all">{sandbox}</code>
          <p className="md mt-1">
            Sandbox of this portal: checks the key and the request, answers with examples.
          </p>
        </li>
      ) : null}
      {servers.map((server) => (
        <li key={server.url} className="py-3">
          <code className="text-caption font-semibold break-all">{server.url}</code>
          {server.name ? <span className="ml-2 text-muted">{server.name}</span> : null}
          {server.descriptionHtml ? (
            <Markup className="md mt-1" html={described(server.descriptionHtml)} />
          ) : null}
          {server.variables.map((variable) => (
            <div key={variable.name} className="mt-1 text-caption text-muted">
              <p>
                <code>{`{${variable.name}}`}</code> is <code>{variable.default}</code> unless you say
                otherwise
                {variable.enum.length > 0 ? `; one of ${variable.enum.join(", ")}` : ""}.
              </p>
              {variable.descriptionHtml ? (
                <Markup className="md" html={described(variable.descriptionHtml)} />
              ) : null}
            </div>
          ))}
        </li>
      ))}
    </ul>
  );
}
