import { form, STATE } from "./entry.ts";

/** How an action that may be tried ends for those who are let in. */
interface Harmless {
  args: unknown[];
  ends: "ok" | "invalid_input" | "not_found";
}

const refused = (...args: unknown[]): Harmless => ({ args, ends: "invalid_input" });
const missing = (...args: unknown[]): Harmless => ({ args, ends: "not_found" });
const done = (...args: unknown[]): Harmless => ({ args, ends: "ok" });

/**
 * Actions tried by everybody who may, with something in what is sent that stops them only once permission was given. They
 * find a manifest that names somebody whom the product refuses; the calls of those who may not cannot.
 */
export const HARMLESS: Record<string, Harmless | undefined> = {
  forgotPasswordAction: refused(STATE, form()),
  signInAction: refused(STATE, form()),
  signUpAction: refused(STATE, form()),
  resetPasswordAction: refused(STATE, form()),

  listProofsAction: done(),
  proveIdentityAction: refused({ method: "password", password: "wrong" }),
  updateProfileAction: refused(STATE, form({ name: "" })),
  revokeSessionAction: missing("ses_00000000000000000000"),
  issueAccessTokenAction: refused("[ownOrg]", STATE, form({ name: "" })),
  revokeAccessTokenAction: missing("tok_00000000000000000000"),
  rotateAccessTokenAction: missing("tok_00000000000000000000"),
  deleteAccountAction: refused("nobody@portico.example"),
  changePasswordAction: refused(STATE, form()),
  requestEmailChangeAction: refused(STATE, form()),
  confirmTotpAction: missing("000000"),
  removeTotpAction: missing(),
  renamePasskeyAction: missing("pky_00000000000000000000", STATE, form({ name: "Test" })),
  removePasskeyAction: missing("pky_00000000000000000000"),
  lookUpDeviceAction: missing(STATE, form({ userCode: "BCDF-GHJK" })),
  foundOrganisationAction: refused(STATE, form({ name: "" })),
  connectAction: missing(STATE, form({ provider: "unknown" })),
  disconnectAction: missing("ext_unknown"),

  registerAppAction: refused("[ownOrg]", STATE, form({ name: "" })),
  issueKeyAction: refused("[app]", STATE, form({ name: "", environment: "sandbox" })),
  createClientAction: refused("[app]", STATE, form({ name: "", environment: "sandbox" })),
  updateAppAction: refused("[app]", STATE, form({ name: "" })),

  renameOrganisationAction: refused("[ownOrg]", STATE, form({ name: "" })),
  inviteMemberAction: refused("[ownOrg]", STATE, form({ email: "nobody" })),
  revokeInvitationAction: missing("inv_00000000000000000000"),
  createTeamAction: refused("[ownOrg]", STATE, form({ name: "" })),
  renameTeamAction: refused("[team]", STATE, form({ name: "" })),
  issueOrganisationTokenAction: refused("[ownOrg]", STATE, form({ name: "" })),
  revokeOrganisationTokenAction: missing("tok_00000000000000000000"),

  createApiAction: refused("[ownOrg]", STATE, form({ slug: "No slug", name: "", version: "v1" })),
  updateApiAction: refused("[api]", STATE, form({ name: "" })),
  createVersionAction: refused("[api]", STATE, form({ name: "" })),
  setLifecycleAction: refused("[api]", "[version]", "nonsense"),
  makeCurrentAction: missing("[api]", "[version]", 99_999),
  createPlanAction: refused("[api]", STATE, form({ slug: "No slug", name: "" })),
  updatePlanAction: refused("[plan]", STATE, form({ name: "" })),
  writeGuideAction: refused("[api]", STATE, form({ slug: "No slug" })),
  addChangeAction: refused("[api]", STATE, form({ title: "" })),
  grantRoleAction: refused("[api]", STATE, form({ userId: "[member]", role: "nonsense" })),

  allowRelayHostAction: refused(STATE, form({ host: "" })),
  removeRelayHostAction: missing("rly_00000000000000000000"),
  createOrganisationAction: refused(STATE, form({ name: "" })),
  suspendOrganisationAction: missing("org_00000000000000000000"),
  setPublisherAction: missing("org_00000000000000000000", true),
  remindDormantUserAction: missing("usr_00000000000000000000"),
  addProviderAction: refused(STATE, form({ kind: "oidc", slug: "" })),
  setProviderStatusAction: missing("idp_unknown", false),
  removeClaimMappingAction: missing("map_unknown"),
  updateSignUpAction: refused(STATE, form({ mode: "nonsense" })),
  approveNewcomerAction: missing("usr_00000000000000000000"),
  publishTermsAction: refused(STATE, form({ text: "" })),
  startViewAction: refused(STATE, form({ userId: "" })),
  suspendUserAction: missing("usr_00000000000000000000"),
  restoreUserAction: missing("usr_00000000000000000000"),
  endUserSessionsAction: missing("usr_00000000000000000000"),
  resetUserSignInAction: missing("usr_00000000000000000000"),
  withdrawAccessTokenAction: missing("tok_00000000000000000000"),
  startReviewAction: refused(STATE, form({ name: "" })),
  closeReviewAction: missing("rev_00000000000000000000"),
};
