import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";

/**
 * Leads on with header and navigation drawn anew. For actions after which somebody else acts, or for another
 * organisation: the browser would otherwise keep the layouts of the one before.
 */
export function redrawAt(path: string): never {
  revalidatePath("/", "layout");
  redirect(path);
}
