export { acceptInvitation, peekInvitation } from "./accept-invitation.ts";
export { hintOf, isScimToken, newAccessToken } from "./access-token-format.ts";
export { ownersOf } from "./access-token-rows.ts";
export { getAccessTokenRule, requireAllowedLife } from "./access-token-rule.ts";
export { admitPerson } from "./admit-person.ts";
export { isAttemptFree, takeAttempt } from "./attempts.ts";
export { changePassword } from "./change-password.ts";
export { confirmEmailChange, peekEmailChange } from "./confirm-email-change.ts";
export { createFirstAdmin, isSetupLinkAlive } from "./create-first-admin.ts";
export { createOrganisation } from "./create-organisation.ts";
export { createTeam } from "./create-team.ts";
export { createUser } from "./create-user.ts";
export { approveNewcomer, declineNewcomer, listNewcomers } from "./decide-newcomer.ts";
export { deleteTeam } from "./delete-team.ts";
export {
  decideDeviceGrant,
  peekDeviceGrant,
  pollDeviceGrant,
  revokeOwnToken,
  startDeviceGrant,
} from "./device-grant.ts";
export { endExpiredViews } from "./end-expired-views.ts";
export { endInvitations } from "./end-invitations.ts";
export { endUserSessions } from "./end-user-sessions.ts";
export { endView } from "./end-view.ts";
export { DELETED_NAME, erasePerson, findDeletionObstacles } from "./erase-person.ts";
export { findCallerByToken } from "./find-caller-by-token.ts";
export { finishSignIn } from "./finish-sign-in.ts";
export { foundOrganisation } from "./found-organisation.ts";
export { getExposure } from "./get-exposure.ts";
export { getSecurity } from "./get-security.ts";
export { getTeam } from "./get-team.ts";
export { getUser } from "./get-user.ts";
export { hasConnection } from "./has-connection.ts";
export { inviteMember } from "./invite-member.ts";
export { issueAccessToken } from "./issue-access-token.ts";
export { issueOrganisationToken } from "./issue-organisation-token.ts";
export { leaveOrganisation } from "./leave-organisation.ts";
export { listAccessTokens, listOrganisationTokens } from "./list-access-tokens.ts";
export { listAllSessions } from "./list-all-sessions.ts";
export { listDepartures } from "./list-departures.ts";
export { listDormantUsers } from "./list-dormant-users.ts";
export { listInvitations } from "./list-invitations.ts";
export { getOrganisation, listMyOrganisations, listOrganisations } from "./list-organisations.ts";
export { listSessions } from "./list-sessions.ts";
export { listUsers } from "./list-users.ts";
export { mailMembers, RUNS_IT } from "./mail-members.ts";
export { endMembership, findMembership } from "./memberships.ts";
export { offerSetupLink } from "./offer-setup-link.ts";
export { openAccount } from "./open-account.ts";
export { askSecondStepPasskey, peekSecondStep } from "./pending-sign-in.ts";
export { askProofPasskey, listProofs, proveIdentity } from "./prove-identity.ts";
export { pruneSignIns } from "./prune-sign-ins.ts";
export { recordAcceptance } from "./record-acceptance.ts";
export { recordProof } from "./record-proof.ts";
export { remindDormantUser } from "./remind-dormant-user.ts";
export { removePasskey, removePassword, removeTotp } from "./remove-factor.ts";
export { renameOrganisation } from "./rename-organisation.ts";
export { renameTeam } from "./rename-team.ts";
export { requestEmailChange } from "./request-email-change.ts";
export { requestPasswordReset } from "./request-password-reset.ts";
export { resendVerification } from "./resend-verification.ts";
export { peekReset, resetPassword } from "./reset-password.ts";
export { resetUserSignIn } from "./reset-user-sign-in.ts";
export { revokeAccessToken } from "./revoke-access-token.ts";
export { revokeInvitation } from "./revoke-invitation.ts";
export { revokeOrganisationToken } from "./revoke-organisation-token.ts";
export { revokeOtherSessions, revokeSession } from "./revoke-session.ts";
export { renameAccessToken, rotateAccessToken } from "./rotate-access-token.ts";
export { getAccessTokenSettings, setAccessTokenRule } from "./set-access-token-rule.ts";
export { setPlatformRole } from "./set-platform-role.ts";
export { signIn } from "./sign-in.ts";
export { askSignInPasskey, signInWithPasskey } from "./sign-in-with-passkey.ts";
export { signOut } from "./sign-out.ts";
export { signUp } from "./sign-up.ts";
export {
  canSignUp,
  getSignUpDoor,
  getSignUpSettings,
  invitationIn,
  updateSignUpSettings,
} from "./sign-up-settings.ts";
export { startView } from "./start-view.ts";
export { insertMembership, lockFor, nameOf } from "./store.ts";
export { restoreOrganisation, setPublisher, suspendOrganisation } from "./suspend-organisation.ts";
export { restoreUser, suspendUser } from "./suspend-user.ts";
export { switchOrganisation } from "./switch-organisation.ts";
export { addTeamMember, removeTeamMember } from "./team-members.ts";
export { deleteIdleTeam, insertTeam } from "./teams.ts";
export { transferOwnership } from "./transfer-ownership.ts";
export { peekEmailUndo, undoEmailChange } from "./undo-email-change.ts";
export { addMember, removeMember, updateMemberRole } from "./update-member.ts";
export { updateProfile } from "./update-profile.ts";
export { peekVerification, verifyEmail } from "./verify-email.ts";
export { warnExpiringTokens } from "./warn-expiring-tokens.ts";
export { withdrawAccessToken } from "./withdraw-access-token.ts";
export { takeInvitation, writeInvitation } from "./write-invitation.ts";
