import { Resolver } from "node:dns/promises";
import { SECOND_MS } from "./clock.ts";
import { env } from "./env.ts";

/** What the name service says; "unreachable" says nothing about the record. */
export type TxtAnswer = { kind: "found"; texts: string[] } | { kind: "nothing" } | { kind: "unreachable" };

/** Asks for the TXT records of a name. Tests stand in for the name service. */
export type TxtLookUp = (name: string) => Promise<TxtAnswer>;

const TRY_MS = 2 * SECOND_MS;
const PATIENCE_MS = 8 * SECOND_MS;
/** The name, or a record of this kind at it, does not exist. */
const NOTHING = new Set(["ENOTFOUND", "ENODATA"]);

export const lookUpTxt: TxtLookUp = async (name) => {
  const resolver = new Resolver({ timeout: TRY_MS, tries: 2 });
  const servers = env().DNS_SERVERS;
  if (servers.length > 0) resolver.setServers(servers);
  const timer = setTimeout(() => resolver.cancel(), PATIENCE_MS);
  try {
    // A long text travels in pieces of 255 bytes.
    const records = await resolver.resolveTxt(name);
    return { kind: "found", texts: records.map((pieces) => pieces.join("")) };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    return { kind: NOTHING.has(code) ? "nothing" : "unreachable" };
  } finally {
    clearTimeout(timer);
  }
};
