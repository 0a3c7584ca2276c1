import { z } from "zod";
import { isStorable } from "#lib/storable.ts";

const Text = z.string().trim().max(200).refine(isStorable).catch("").default("");
/** A day as a date field sends it; anything else counts as not given. */
const Day = z.iso
  .date()
  .refine((day) => day >= "0001")
  .optional()
  .catch(undefined);

export const ListAuditEventsInput = z.object({
  /** Part of who did it, or the id. */
  actor: Text,
  /** An action such as key.revoked, or the noun before the dot. */
  action: Text,
  /** Part of what it was done to, or the id. */
  target: Text,
  /** Id of an organisation. */
  org: Text,
  from: Day,
  /** The last day that counts. */
  to: Day,
  /** Where the page before this one ended. */
  cursor: z.string().max(100).refine(isStorable).optional().catch(undefined),
});

export type AuditFilters = Partial<z.output<typeof ListAuditEventsInput>>;

export interface AuditEventSummary {
  id: string;
  at: Date;
  actorKind: string;
  actorId: string | null;
  actorLabel: string;
  action: string;
  target: string;
  targetName: string | null;
  orgId: string | null;
  orgName: string | null;
  detail: Record<string, unknown>;
  requestId: string;
}

export interface AuditPage {
  rows: AuditEventSummary[];
  /** Leads to older events; null at the end. */
  nextCursor: string | null;
}
