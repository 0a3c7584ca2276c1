import { serverActions } from "./actions.ts";
import { adminRooms, signedInRooms } from "./console.ts";
import { dataPlane } from "./data-plane.ts";
import type { ActionEntry, AddressEntry } from "./entry.ts";
import { portal } from "./portal.ts";
import { restApi } from "./rest.ts";
import { scim } from "./scim.ts";

/** Every page and route handler of the portal, with who may use it. */
export const ADDRESSES: AddressEntry[] = [
  ...portal,
  ...signedInRooms,
  ...adminRooms,
  ...restApi,
  ...dataPlane,
  ...scim,
];

/** Every server action, with who may use it. */
export const ACTIONS: ActionEntry[] = serverActions;
