import { Refusal } from "#server/platform/refusal.ts";
import { requestNetwork } from "#server/platform/session.ts";
import { type Exported, exportDocument } from "#server/specs/index.ts";

/** The document for Redoc, as JSON that may stand inside a script element; null when Redoc cannot draw it. */
export async function findRedocDocument(documentId: string): Promise<Exported | null> {
  try {
    return await exportDocument(documentId, { form: "redoc" }, await requestNetwork());
  } catch (error) {
    if (error instanceof Refusal && (error.code === "too_large" || error.code === "invalid_input"))
      return null;
    throw error;
  }
}
