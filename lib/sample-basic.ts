import { KEY_PLACEHOLDER } from "./call-draft.ts";
import type { SampleClient } from "./sample-clients.ts";

/** Stands for the reader's user name; the password's place is where the portal fills in a key. */
const USER_PLACEHOLDER = "YOUR_USER_NAME";
export const BASIC = { username: USER_PLACEHOLDER, password: KEY_PLACEHOLDER };

/** What the library never sees from a document, and so can only be ours. */
const BASIC_MARK = "\ue004basic\ue001";

const PAIR = `${USER_PLACEHOLDER}:${KEY_PLACEHOLDER}`;

/** Clients whose printer would encode the pair, so that nobody could put their own in: what is written instead. */
const INSTEAD: Partial<Record<SampleClient, readonly [printed: string, written: string]>> = {
  httpie: [`'Authorization:${BASIC_MARK}'`, `--auth '${PAIR}'`],
  fetch: [`'${BASIC_MARK}'`, `'Basic ' + btoa('${PAIR}')`],
  typescript: [`'${BASIC_MARK}'`, `'Basic ' + btoa('${PAIR}')`],
  java: [`"${BASIC_MARK}"`, `"Basic " + java.util.Base64.getEncoder().encodeToString("${PAIR}".getBytes())`],
  csharp: [`"${BASIC_MARK}"`, `Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes("${PAIR}"))`],
};

/** The header that stands in the call where the printer has no readable way; its value is put in afterwards. */
export function markedBasic(client: SampleClient): { name: string; value: string } | undefined {
  if (!INSTEAD[client]) return undefined;
  return { name: "Authorization", value: client === "csharp" ? `Basic ${BASIC_MARK}` : BASIC_MARK };
}

/** The sample with user name and password where the mark was, or as its language wants them. */
export function withBasic(code: string, client: SampleClient): string {
  const [printed, written] = INSTEAD[client] ?? [];
  if (printed && written) return code.replace(printed, () => written);
  // Rust's method wants the password as an option.
  return code.replace(`, "${KEY_PLACEHOLDER}")`, client === "rust" ? `, Some("${KEY_PLACEHOLDER}"))` : "$&");
}
