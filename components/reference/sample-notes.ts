import type { SampleClient } from "#lib/sample-clients.ts";
import { type Html, html } from "./html.ts";
import type { LiveNeeds } from "./operation-call.ts";

/** What a reader changes to call live servers, where the sandbox asks for less. */
export function liveNotes(needs: LiveNeeds | undefined, client: SampleClient): Html[] {
  if (!needs) return [];
  return [
    ...(needs.isOpen
      ? [
          note(
            html`The API asks for no credential here. The sandbox wants a key all the same, because it counts calls by app.`,
          ),
        ]
      : []),
    ...(needs.isUnnamed
      ? [
          note(
            html`The document names no credential. The sandbox wants a key, because it counts calls by app; live servers may want something else.`,
          ),
        ]
      : []),
    ...(needs.isBasic
      ? [
          note(
            html`The sandbox takes any user name with its key as the password; live servers take your own user name and password.`,
          ),
        ]
      : []),
    ...(needs.hasCertificate
      ? [
          note(
            html`Live servers want a client certificate besides, which the sandbox does without${client === "curl" && html`: add <code>--cert client.pem --key client.key</code>`}.`,
          ),
        ]
      : []),
    ...(needs.token ? [note(tokenWords(needs.token))] : []),
  ];
}

/** What a live server wants besides what its sample shows. */
export function serverNotes(needs: LiveNeeds | undefined, client: SampleClient): Html[] {
  if (!needs) return [];
  const { hasCertificate, isUnnamed, token } = needs;
  return [
    ...(isUnnamed ? [note(html`The document names no credential. Add the one that the API asks for.`)] : []),
    ...(hasCertificate
      ? [
          note(
            html`This server wants a client certificate${client === "curl" && html`: add <code>--cert client.pem --key client.key</code>`}.`,
          ),
        ]
      : []),
    ...(token
      ? [
          note(
            token.tokenUrl
              ? html`Get an access token: ${tokenCall(token.tokenUrl, token.scopes)}`
              : html`An access token comes from signing in; “Try it” gets one for you.`,
          ),
        ]
      : []),
  ];
}

function tokenWords({ tokenUrl, scopes }: NonNullable<LiveNeeds["token"]>): Html {
  if (!tokenUrl)
    return html`The key stands for an access token. Live servers take one that you got by signing in; “Try it” gets one for you.`;
  return html`The key stands for an access token. Get one for live servers: ${tokenCall(tokenUrl, scopes)}`;
}

function tokenCall(tokenUrl: string, scopes: string[]): Html {
  const scope = scopes.length > 0 && html` --data-urlencode ${quoted(`scope=${scopes.join(" ")}`)}`;
  return html`<code>curl --user CLIENT_ID:CLIENT_SECRET --data grant_type=client_credentials${scope} ${quoted(tokenUrl)}</code>`;
}

/** A document's text as one argument of a POSIX shell. */
function quoted(text: string): string {
  return `'${text.replace(/[\p{C}]/gu, "").replaceAll("'", "'\\''")}'`;
}

function note(words: Html): Html {
  return html`<p class="code-note">${words}</p>`;
}
