import {
  consumers,
  either,
  everyone,
  ofAnyPublisher,
  ofOwnOrganisation,
  permitted,
  publishers,
  signedIn,
} from "./audience.ts";
import { type ActionEntry, actions, form, STATE } from "./entry.ts";

const editors = publishers("publisherDeveloper");
const developers = consumers("developer");
/** Those who run the members of the app's organisation, from inside or for the whole portal. */
const organisers = either(permitted("organisations.write"), consumers("orgAdmin"));

/** Every exported function of every "use server" file. */
export const serverActions: ActionEntry[] = [
  ...actions("_parts/session-actions.ts", {
    signOutAction: [everyone],
    endViewAction: [everyone],
    switchOrganisationAction: [signedIn, form({ orgId: "[org]" })],
  }),

  ...actions("_parts/proof-actions.ts", {
    listProofsAction: [signedIn],
    askProofPasskeyAction: [signedIn],
    proveIdentityAction: [signedIn, { method: "password", password: "wrong" }],
  }),

  ...actions("(portal)/check-mail/actions.ts", { resendAction: [everyone] }),
  ...actions("(portal)/forgot-password/actions.ts", { forgotPasswordAction: [everyone, STATE, form()] }),
  ...actions("(portal)/join/actions.ts", { acceptInvitationAction: [everyone, STATE, form()] }),
  ...actions("(portal)/reset-password/actions.ts", { resetPasswordAction: [everyone, STATE, form()] }),
  ...actions("(portal)/setup/actions.ts", { setupAction: [everyone, STATE, form()] }),
  ...actions("(portal)/confirm-address/actions.ts", { confirmEmailChangeAction: [signedIn, STATE, form()] }),
  ...actions("(portal)/undo-address/actions.ts", { undoEmailChangeAction: [everyone, STATE, form()] }),
  ...actions("(portal)/sign-in/actions.ts", {
    signInAction: [everyone, STATE, form()],
    askSignInPasskeyAction: [everyone],
    passkeySignInAction: [everyone, "", {}],
  }),
  ...actions("(portal)/sign-in/second-step/actions.ts", {
    finishSignInAction: [everyone, STATE, form()],
    finishWithPasskeyAction: [everyone, {}],
    askSecondStepPasskeyAction: [everyone],
  }),
  ...actions("(portal)/sign-up/actions.ts", { signUpAction: [everyone, STATE, form()] }),
  ...actions("(portal)/terms/accept/actions.ts", {
    acceptTermsAction: [signedIn, STATE, form({ terms: "0" })],
  }),
  ...actions("(portal)/verify-email/actions.ts", { verifyEmailAction: [everyone, STATE, form()] }),
  ...actions("(portal)/apis/[api]/actions.ts", {
    askForAccessAction: [ofOwnOrganisation("developer"), "[ownOrg]", "[api]", STATE, form()],
    withdrawAccessAction: [ofOwnOrganisation("developer"), "[ownOrg]", ""],
  }),
  ...actions("(portal)/apis/[api]/start/actions.ts", {
    issueFirstKeyAction: [
      ofOwnOrganisation("developer"),
      "[ownOrg]",
      STATE,
      form({ api: "[api]", planId: "[plan]" }),
    ],
  }),
  ...actions("(portal)/apis/[api]/v/[version]/operations/[operation]/actions.ts", {
    fetchTrialAction: [ofOwnOrganisation("developer"), { api: "[api]", version: "[version]" }],
    fetchRelayTicketAction: [signedIn, { api: "[api]", version: "[version]" }],
  }),

  ...actions("(console)/account/actions.ts", {
    updateProfileAction: [signedIn, STATE, form()],
    revokeSessionAction: [signedIn, "[session]"],
    revokeOtherSessionsAction: [signedIn],
    issueAccessTokenAction: [signedIn, "[ownOrg]", STATE, form()],
    revokeAccessTokenAction: [signedIn, "[token]"],
    renameAccessTokenAction: [signedIn, "[token]", STATE, form({ name: "Renamed by a test" })],
    rotateAccessTokenAction: [signedIn, "[token]"],
  }),

  ...actions("(console)/account/data/actions.ts", {
    deleteAccountAction: [signedIn, "nobody@portico.example"],
  }),
  ...actions("(console)/account/security/actions.ts", {
    changePasswordAction: [signedIn, STATE, form()],
    removePasswordAction: [signedIn],
    requestEmailChangeAction: [signedIn, STATE, form()],
    startTotpAction: [signedIn],
    confirmTotpAction: [signedIn, "000000"],
    removeTotpAction: [signedIn],
    offerPasskeyAction: [signedIn],
    addPasskeyAction: [signedIn, "Test", {}],
    renamePasskeyAction: [signedIn, "[passkey]", STATE, form({ name: "Test" })],
    removePasskeyAction: [signedIn, "[passkey]"],
    regenerateRecoveryCodesAction: [signedIn],
  }),

  ...actions("(console)/apps/actions.ts", {
    registerAppAction: [ofOwnOrganisation("developer"), "[ownOrg]", STATE, form({ name: "" })],
  }),
  ...actions("(console)/apps/[app]/actions.ts", {
    issueKeyAction: [developers, "[app]", STATE, form({ name: "Test", environment: "sandbox" })],
    revokeKeyAction: [developers, "[key]"],
    createClientAction: [developers, "[app]", STATE, form({ name: "Test", environment: "sandbox" })],
    addSecretAction: [developers, "[client]"],
    revokeSecretAction: [developers, "[client]", "[secret]"],
    revokeClientAction: [developers, "[client]"],
    subscribeAction: [developers, "[app]", STATE, form({ planId: "[plan]", acceptedTermsVersion: "1" })],
    cancelSubscriptionAction: [developers, "[subscription]"],
    updateAppAction: [developers, "[app]", STATE, form({ name: "Renamed by a test" })],
    deleteAppAction: [developers, "[app]"],
  }),

  ...actions("(console)/organisation/actions.ts", {
    foundOrganisationAction: [signedIn, STATE, form()],
    renameOrganisationAction: [ofOwnOrganisation("orgAdmin"), "[ownOrg]", STATE, form()],
    inviteMemberAction: [ofOwnOrganisation("orgAdmin"), "[ownOrg]", STATE, form()],
    revokeInvitationAction: [ofOwnOrganisation("orgAdmin"), "[invitation]"],
    setRoleAction: [organisers, "[org]", "[member]", "developer"],
    removeMemberAction: [organisers, "[org]", "[member]"],
    transferOwnershipAction: [ofOwnOrganisation("owner"), "[ownOrg]", "[member]"],
    leaveOrganisationAction: [signedIn, "[ownOrg]"],
    createTeamAction: [ofOwnOrganisation("orgAdmin"), "[ownOrg]", STATE, form()],
  }),
  ...actions("(console)/organisation/joining-actions.ts", {
    joinOrganisationAction: [signedIn, STATE, form({ orgId: "[org]" })],
    requestToJoinAction: [signedIn, STATE, form({ orgId: "[org]" })],
    withdrawJoinRequestAction: [signedIn, "jrq_unknown"],
    decideJoinRequestAction: [ofOwnOrganisation("orgAdmin"), "jrq_unknown", "refuse"],
  }),
  ...actions("(console)/organisation/domains/actions.ts", {
    addDomainAction: [ofOwnOrganisation("owner"), "[ownOrg]", STATE, form()],
    verifyDomainAction: [ofOwnOrganisation("owner"), STATE, form({ domainId: "dom_unknown" })],
    setDomainJoiningAction: [
      ofOwnOrganisation("owner"),
      STATE,
      form({ domainId: "dom_unknown", mode: "off", role: "viewer" }),
    ],
    removeDomainAction: [ofOwnOrganisation("owner"), "dom_unknown"],
  }),
  ...actions("(console)/organisation/tokens/actions.ts", {
    issueOrganisationTokenAction: [ofOwnOrganisation("orgAdmin"), "[ownOrg]", STATE, form()],
    revokeOrganisationTokenAction: [ofOwnOrganisation("orgAdmin"), "[token]"],
  }),
  ...actions("(console)/organisation/provisioning/actions.ts", {
    issueScimTokenAction: [ofOwnOrganisation("owner"), "[ownOrg]", STATE, form()],
    revokeScimTokenAction: [ofOwnOrganisation("owner"), "scim_00000000000000000000"],
    setGroupRoleAction: [ofOwnOrganisation("owner"), "team_00000000000000000000", "viewer"],
  }),
  ...actions("(portal)/device/actions.ts", {
    lookUpDeviceAction: [signedIn, STATE, form({ userCode: "BCDF-GHJK" })],
    decideDeviceAction: [signedIn, STATE, form({ userCode: "BCDF-GHJK", decision: "deny" })],
  }),
  ...actions("(console)/organisation/teams/[team]/actions.ts", {
    renameTeamAction: [consumers("orgAdmin"), "[team]", STATE, form({ name: "Renamed by a test" })],
    addTeamMemberAction: [consumers("orgAdmin"), "[team]", STATE, form({ userId: "[member]" })],
    removeTeamMemberAction: [consumers("orgAdmin"), "[team]", "[member]"],
    moveAppAction: [consumers("orgAdmin"), "[app]", "[team]"],
    moveApiAction: [publishers("publisherOwner"), "[api]", "[team]"],
    deleteTeamAction: [consumers("orgAdmin"), "[team]"],
  }),

  ...actions("(console)/publish/actions.ts", {
    createApiAction: [
      ofAnyPublisher("publisherDeveloper"),
      "[ownOrg]",
      STATE,
      form({
        slug: "made-by-a-test",
        name: "Made",
        summary: "Made by a test",
        category: "Test",
        version: "v1",
      }),
    ],
    updateApiAction: [editors, "[api]", STATE, form({ summary: "Changed by a test" })],
    deleteApiAction: [publishers("publisherOwner"), "[api]"],
    createVersionAction: [editors, "[api]", STATE, form({ name: "v-test" })],
    setLifecycleAction: [editors, "[api]", "[version]", "retired"],
    deprecateAction: [editors, "[api]", "[version]", STATE, form()],
    makeCurrentAction: [editors, "[api]", "[version]", 1],
    publishFromUrlAction: [editors, "[api]", "[version]", "https://portico.example/openapi.json"],
    createPlanAction: [
      editors,
      "[api]",
      STATE,
      form({ slug: "made-by-a-test", name: "Made", ratePerMinute: "1" }),
    ],
    updatePlanAction: [editors, "[plan]", STATE, form()],
    archivePlanAction: [editors, "[plan]"],
    writeGuideAction: [
      editors,
      "[api]",
      STATE,
      form({ slug: "made-by-a-test", title: "Made", markdown: "Made" }),
    ],
    deleteGuideAction: [editors, "[api]", "[guide]"],
    addChangeAction: [editors, "[api]", STATE, form({ title: "Made by a test" })],
    decideAction: [editors, "[subscription]", "reject"],
    decideAccessAction: [editors, "acr_00000000000000000000", STATE, form({ decision: "grant" })],
    revokeAccessAction: [editors, "acr_00000000000000000000", STATE, form()],
    grantRoleAction: [
      publishers("publisherOwner"),
      "[api]",
      STATE,
      form({ userId: "[member]", role: "editor" }),
    ],
    revokeRoleAction: [publishers("publisherOwner"), "pgr_00000000000000000000"],
  }),

  ...actions("(console)/admin/apis/actions.ts", {
    publishPortalApiAction: [permitted("catalog.write"), "[ownOrg]"],
    stopApiAction: [permitted("catalog.moderate"), "[api]", STATE, form({ reason: "Stopped by a test" })],
    restoreApiAction: [permitted("catalog.moderate"), "[api]"],
  }),
  ...actions("(console)/admin/apps/actions.ts", {
    suspendAppAction: [
      permitted("catalog.moderate"),
      "[app]",
      STATE,
      form({ reason: "Suspended by a test" }),
    ],
    restoreAppAction: [permitted("catalog.moderate"), "[app]"],
  }),
  ...actions("(console)/admin/brand/actions.ts", {
    updateBrandAction: [permitted("settings.write"), STATE, form()],
  }),
  ...actions("(console)/admin/console/actions.ts", {
    allowRelayHostAction: [permitted("settings.write"), STATE, form()],
    removeRelayHostAction: [permitted("settings.write"), "[relayHost]"],
  }),
  ...actions("(console)/admin/organisations/actions.ts", {
    createOrganisationAction: [permitted("organisations.write"), STATE, form()],
    suspendOrganisationAction: [permitted("organisations.suspend"), "[org]"],
    restoreOrganisationAction: [permitted("organisations.suspend"), "[org]"],
    setPublisherAction: [permitted("publishers.approve"), "[org]", true],
    addMemberAction: [
      permitted("organisations.write"),
      STATE,
      form({ orgId: "[org]", email: "nobody@portico.example", role: "owner" }),
    ],
    setMemberRoleAction: [organisers, "[org]", "[member]", "owner"],
    removeMemberAction: [organisers, "[org]", "[member]"],
  }),
  ...actions("(console)/admin/dormant/actions.ts", {
    remindDormantUserAction: [permitted("users.suspend"), "[member]"],
  }),
  ...actions("(console)/account/connections/actions.ts", {
    connectAction: [signedIn, STATE, form({ provider: "unknown" })],
    disconnectAction: [signedIn, "ext_unknown"],
  }),
  ...actions("(portal)/sign-in/confirm/actions.ts", { confirmConnectionAction: [everyone, STATE, form()] }),
  ...actions("(console)/admin/sign-in/actions.ts", {
    addProviderAction: [permitted("sso.write"), STATE, form()],
    changeProviderAction: [permitted("sso.write"), STATE, form()],
    setProviderStatusAction: [permitted("sso.write"), "idp_unknown", false],
    testProviderAction: [permitted("sso.write"), STATE, form({ providerId: "idp_unknown" })],
    addClaimMappingAction: [permitted("sso.write"), STATE, form()],
    removeClaimMappingAction: [permitted("sso.write"), "map_unknown"],
  }),
  ...actions("(console)/admin/sign-up/actions.ts", {
    updateSignUpAction: [permitted("settings.write"), STATE, form({ mode: "open" })],
    approveNewcomerAction: [permitted("users.write"), "[member]"],
    declineNewcomerAction: [permitted("users.write"), "[member]"],
  }),
  ...actions("(console)/admin/tokens/actions.ts", {
    setAccessTokenRuleAction: [permitted("settings.write"), STATE, form()],
  }),
  ...actions("(console)/admin/terms/actions.ts", {
    publishTermsAction: [permitted("settings.write"), STATE, form()],
  }),
  ...actions("(console)/admin/view-as/actions.ts", {
    startViewAction: [permitted("view_as"), STATE, form({ userId: "[member]" })],
  }),
  ...actions("(console)/admin/users/actions.ts", {
    suspendUserAction: [permitted("users.suspend"), "[member]"],
    restoreUserAction: [permitted("users.suspend"), "[member]"],
    setPlatformRoleAction: [
      permitted("roles.grant"),
      STATE,
      form({ userId: "[member]", platformRole: "moderator" }),
    ],
    endUserSessionsAction: [permitted("sessions.end"), "[member]"],
    endUserSessionAction: [permitted("sessions.end"), "[member]", "[session]"],
    resetUserSignInAction: [permitted("users.write"), "[member]"],
    withdrawAccessTokenAction: [permitted("tokens.revoke"), "[token]"],
  }),
  ...actions("(console)/admin/reviews/actions.ts", {
    startReviewAction: [permitted("access.review"), STATE, form()],
    confirmRowAction: [permitted("access.review"), "[row]"],
    withdrawRowAction: [permitted("access.review"), "[row]"],
    closeReviewAction: [permitted("access.review"), "[review]"],
    reopenReviewAction: [permitted("access.review"), "[review]"],
  }),
];
