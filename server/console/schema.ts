import { z } from "zod";

const Ref = z.string().min(1).max(100);

export const IssueRelayTicketInput = z.object({ api: Ref, version: Ref });

/** What the browser shows at /relay for ten minutes. */
export interface RelayTicket {
  ticket: string;
  expiresAt: string;
}

export const AllowRelayHostInput = z.object({
  host: z.string().trim().min(1, "Enter a host, such as api.example.com.").max(260, "This host is too long."),
});
export const RelayHostInput = z.object({ id: z.string().min(1).max(40) });

export interface RelayHostSummary {
  id: string;
  pattern: string;
  createdAt: Date;
  /** Who added it. */
  by: string;
}

/** Whose call it is, of which document, once its ticket was checked. */
export interface RelayPass {
  userId: string;
  documentId: string;
}
