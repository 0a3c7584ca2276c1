export { exportAuditCsv, exportAuditJson } from "./export-audit.ts";
export { listAuditActions, listAuditEvents } from "./list-audit-events.ts";
