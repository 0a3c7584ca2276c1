export {
  closeGateway,
  decideCall,
  type Gateway,
  type GatewayOptions,
  openGateway,
  warmGateway,
} from "./decide-call.ts";
export { findCalledOperation } from "./find-operation.ts";
export { STILL_LINK } from "./link.ts";
