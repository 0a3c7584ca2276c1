import type { Contract } from "#server/platform/contract.ts";
import * as catalog from "./catalog.ts";
import * as consumers from "./consumers.ts";

/** Every operation of the REST API, in the order of its document. */
export const contracts: Contract[] = [...Object.values(catalog), ...Object.values(consumers)];
