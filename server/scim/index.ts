export { patchGroup, replaceGroup } from "./change-group.ts";
export { patchPerson, replacePerson } from "./change-person.ts";
export { deprovisionPerson } from "./deprovision-person.ts";
export {
  describeService,
  getResourceType,
  getSchema,
  listResourceTypes,
  listSchemas,
} from "./describe-service.ts";
export { getProvisionedGroup, listProvisionedGroups } from "./find-groups.ts";
export { getProvisionedPerson, listProvisionedPeople } from "./find-people.ts";
export { findScimCaller, takeScimRequest } from "./find-scim-caller.ts";
export { getProvisioning } from "./get-provisioning.ts";
export { issueScimToken } from "./issue-scim-token.ts";
export { joinByInvitation } from "./join-by-invitation.ts";
export { readProjection } from "./list-query.ts";
export { provisionGroup } from "./provision-group.ts";
export { provisionPerson } from "./provision-person.ts";
export { removeGroup } from "./remove-group.ts";
export { etagOf, type Found, isTagged, locationOf, type Resource, represent } from "./represent.ts";
export { revokeScimToken } from "./revoke-scim-token.ts";
export { setGroupRole } from "./set-group-role.ts";
export { warnExpiringScimTokens } from "./warn-expiring-scim-tokens.ts";
