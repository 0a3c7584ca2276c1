/** A server of a document, as far as a call needs it. */
export interface CallServer {
  url: string;
  name?: string | undefined;
  variables: readonly { name: string; default: string; enum: readonly string[] }[];
}

/** Where a call goes: the sandbox, or one of the document's servers with values for its variables. */
export interface ServerChoice {
  /** Null is the sandbox. */
  index: number | null;
  variables: Record<string, string>;
}

export const SANDBOX: ServerChoice = { index: null, variables: {} };

const VALUE_PREFIX = "v.";
const MOST_CHARACTERS = 200;

/** A choice as one text, for addresses and cookies. It names the server and no number, which another document would move. */
export function choiceText({ index, variables }: ServerChoice, servers: readonly CallServer[]): string {
  const server = index === null ? undefined : servers[index];
  if (!server) return new URLSearchParams({ server: "sandbox" }).toString();
  const values = server.variables.flatMap(({ name, default: usual }): [string, string][] => {
    const value = variables[name];
    return value === undefined || value === usual ? [] : [[VALUE_PREFIX + name, value]];
  });
  return new URLSearchParams([["server", server.url], ...values]).toString();
}

/** The choice that such a text names, as far as the document knows it; null when it names none of its servers. */
export function readChoice(text: string | undefined, servers: readonly CallServer[]): ServerChoice | null {
  const said = new URLSearchParams(text ?? "");
  const url = said.get("server");
  if (url === "sandbox") return SANDBOX;
  const index = servers.findIndex((server) => server.url === url);
  const server = servers[index];
  if (!server) return null;
  const variables = server.variables.flatMap(({ name, enum: allowed }): [string, string][] => {
    const value = said.get(VALUE_PREFIX + name)?.slice(0, MOST_CHARACTERS);
    const isKnown = value !== undefined && (allowed.length === 0 || allowed.includes(value));
    return isKnown ? [[name, value]] : [];
  });
  return { index, variables: Object.fromEntries(variables) };
}

/** The server's address with its variables filled in. */
export function serverUrl({ url, variables }: CallServer, values: Record<string, string>): string {
  return url.replace(/\{([^{}]+)\}/g, (whole, name: string) => {
    const known = variables.find((variable) => variable.name === name);
    return values[name] ?? known?.default ?? whole;
  });
}

/** Where paths are put behind, without a slash at the end; null is the sandbox, whose address the portal knows. */
export function serverBase(
  choice: ServerChoice,
  servers: readonly CallServer[],
  origin: string,
): string | null {
  const server = choice.index === null ? undefined : servers[choice.index];
  if (!server) return null;
  const url = serverUrl(server, choice.variables);
  // An address without a host counts from where the document is, which is here.
  const isAbsolute = /^https?:\/\//i.test(url);
  const whole = isAbsolute || !URL.canParse(url || "/", origin) ? url : new URL(url || "/", origin).href;
  let end = whole.length;
  while (whole[end - 1] === "/") end--; // a regular expression would start anew at each of many slashes
  return whole.slice(0, end);
}

/** Without a wish: the sandbox, or the first live server where nobody can have a key for the sandbox. */
export function usualChoice(servers: readonly CallServer[], hasPlan: boolean): ServerChoice {
  return hasPlan || servers.length === 0 ? SANDBOX : { index: 0, variables: {} };
}

/** What a server is called in a list. */
export function serverLabel({ name, url }: Pick<CallServer, "name" | "url">): string {
  return name && name.length <= 60 ? `${name} · ${url}` : url;
}

/** The same beside the sandbox, from which live servers are told apart; many are called just "Live". */
export function liveLabel(server: Pick<CallServer, "name" | "url">): string {
  const label = serverLabel(server);
  return /^live\b/i.test(label) ? label : `Live · ${label}`;
}
