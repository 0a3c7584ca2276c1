export {
  closeGateway,
  decideCall,
  type Gateway,
  openGateway,
  warmGateway,
} from "./decide-call.ts";
export { findCalledOperation } from "./find-operation.ts";
export { STILL_LINK } from "./link.ts";
export { openRateLimiter, type RateLimiter } from "./rate-limiter.ts";
