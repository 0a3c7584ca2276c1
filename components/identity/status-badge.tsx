import { Badge } from "#components/ui/badge.tsx";

/** Whether a person or an organisation may act. */
export function StatusBadge({ status }: { status: "active" | "suspended" | "pending" }) {
  if (status === "pending") return <Badge tone="attention">Waiting</Badge>;
  return status === "active" ? <Badge tone="good">Active</Badge> : <Badge tone="danger">Suspended</Badge>;
}
