import { z } from "zod";

export const DeleteAccountInput = z.object({
  /** The person's own address, typed to confirm. */
  confirmation: z.string().trim().max(254),
});

/** What a deletion takes along, and what stands in its way. */
export interface DeletionPreview {
  /** In sentences, each with how to mend it; empty when nothing stands in the way. */
  obstacles: string[];
  /** Apps of the personal space, which end with it. */
  appCount: number;
  /** Shared organisations, whose apps and keys stay with them. */
  organisations: string[];
}
