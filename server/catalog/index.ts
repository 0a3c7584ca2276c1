export { askAgainAt } from "./access-rows.ts";
export { addChange } from "./add-change.ts";
export { archivePlan } from "./archive-plan.ts";
export { createApi } from "./create-api.ts";
export { createPlan } from "./create-plan.ts";
export { createVersion } from "./create-version.ts";
export { decideAccess } from "./decide-access.ts";
export { deleteApi } from "./delete-api.ts";
export { deleteGuide } from "./delete-guide.ts";
export { expireAccess } from "./expire-access.ts";
export { findAccess } from "./find-access.ts";
export { getApi } from "./get-api.ts";
export { getGuide } from "./get-guide.ts";
export { getPlan } from "./get-plan.ts";
export { getRevision } from "./get-revision.ts";
export { getVersion } from "./get-version.ts";
export { grantPublishingRole } from "./grant-publishing-role.ts";
export { hasPortalApi } from "./has-portal-api.ts";
export { listAccessRequests } from "./list-access-requests.ts";
export { listApis } from "./list-apis.ts";
export { listChanges } from "./list-changes.ts";
export { listOrganisationApis } from "./list-organisation-apis.ts";
export { listPlans } from "./list-plans.ts";
export { listPublishingPeople } from "./list-publishing-people.ts";
export { listReferences } from "./list-references.ts";
export { listRevisions } from "./list-revisions.ts";
export { listTeamApis } from "./list-team-apis.ts";
export { listVersionDocuments } from "./list-version-documents.ts";
export { makeCurrent } from "./make-current.ts";
export { mayCreateApi } from "./may-create-api.ts";
export { listStoppedApis, restoreApi, stopApi } from "./moderate-api.ts";
export { moveApi } from "./move-api.ts";
export {
  knownApis,
  mayAppKnowOf,
  mayAppRead,
  type ReadingFacts,
  readableApis,
} from "./policy.ts";
export { popularApis } from "./popular-apis.ts";
export { publishPortalApi } from "./publish-portal-api.ts";
export { publishRevision } from "./publish-revision.ts";
export { requirePermission, rolesFor } from "./publishing-roles.ts";
export { recentChanges } from "./recent-changes.ts";
export { recordPopularity } from "./record-popularity.ts";
export { refreshSearch } from "./refresh-search.ts";
export { requestAccess } from "./request-access.ts";
export { revokeAccess } from "./revoke-access.ts";
export { revokePublishingRole } from "./revoke-publishing-role.ts";
export { countCatalog, searchCatalog } from "./search-catalog.ts";
export { setLifecycle } from "./set-lifecycle.ts";
export { suggest } from "./suggest.ts";
export { updateApi } from "./update-api.ts";
export { updatePlan } from "./update-plan.ts";
export { withdrawAccessRequest } from "./withdraw-access-request.ts";
export { writeGuide } from "./write-guide.ts";
