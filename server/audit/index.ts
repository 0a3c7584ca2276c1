export { exportAuditCsv, exportAuditJson } from "./export-audit.ts";
export { forgetPerson } from "./forget-person.ts";
export { listAuditActions, listAuditEvents } from "./list-audit-events.ts";
