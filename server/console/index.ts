export { allowRelayHost } from "./allow-relay-host.ts";
export { issueRelayTicket } from "./issue-relay-ticket.ts";
export { listRelayHosts } from "./list-relay-hosts.ts";
export { findRelayPass } from "./relay-pass.ts";
export { isRelayTarget } from "./relay-targets.ts";
export { removeRelayHost } from "./remove-relay-host.ts";
export { readTargetUrl } from "./target-url.ts";
