export {
  closeGateway,
  decideCall,
  type Gateway,
  type GatewayOptions,
  openGateway,
  warmGateway,
} from "./decide-call.ts";
export { STILL_LINK } from "./link.ts";
