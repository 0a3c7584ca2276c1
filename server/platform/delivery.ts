import { headers } from "next/headers";

/** Whether a whole document is asked for; a browser that moves from page to page asks for their components alone. */
export async function wantsDocument(): Promise<boolean> {
  return ((await headers()).get("accept") ?? "").includes("text/html");
}
