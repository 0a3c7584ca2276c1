export { hasSecondFactor } from "./has-second-factor.ts";
