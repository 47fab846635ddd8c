/** What the pages of members, invitations, roles and the directory say. */
export const MEMBER_NOTICES = {
  "invited": { tone: "success", text: "The invitation is on its way" },
  "invited-again": {
    tone: "success",
    text: "The invitation is on its way again, with a new link; the one before is dead",
  },
  "invitations-enough": {
    tone: "error",
    text: "Many invitations went out already; wait a few minutes, then try again",
  },
  "invitation-revoked": { tone: "success", text: "The invitation is revoked: it lets nobody in any more" },
  "invitation-over": { tone: "error", text: "This invitation was accepted or revoked just now" },
  "role-given": { tone: "success", text: "The role is changed, from the next page on" },
  "role-gone": { tone: "error", text: "This role is not there any more; choose another" },
  "role-saved": { tone: "success", text: "The role is saved" },
  "role-deleted": { tone: "success", text: "The role is deleted" },
  "role-in-use": { tone: "error", text: "Somebody has this role; give them another one first" },
  "role-invited": { tone: "error", text: "An invitation would give this role; revoke it first" },
  "member-deactivated": {
    tone: "success",
    text: "Deactivated: signed out everywhere, and cannot sign in again until you say so",
  },
  "member-reactivated": { tone: "success", text: "Reactivated: from now on they can sign in again" },
  "member-signed-out": {
    tone: "success",
    text: "Signed out everywhere in this house, at once; they can sign in again",
  },
  "password-link-mailed": {
    tone: "success",
    text: "The link is on its way; what they choose, nobody else sees",
  },
  "member-removed": { tone: "success", text: "Removed: signed out everywhere, and no member any more" },
  "deactivated-already": { tone: "error", text: "Somebody has deactivated this member already" },
  "not-deactivated": { tone: "error", text: "This member can come in; somebody was here before you" },
  "not-yourself": { tone: "error", text: "Nobody can do this to themselves; ask another owner or admin" },
  "last-owner": {
    tone: "error",
    text: "The last owner has to stay one: make another member an owner first",
  },
  "ownership-given": { tone: "success", text: "The house has a new owner" },
  "moved-out": { tone: "success", text: "You have left; this house is no longer one of yours" },
  "factors-reset": {
    tone: "success",
    text: "Their second factors do not count here any more; we have told them by mail",
  },
  "directory-token-revoked": {
    tone: "success",
    text: "The token is revoked; a directory that shows it is refused from now on",
  },
  "role-is-directorys": {
    tone: "error",
    text: "A group of your directory gives this role; change it there, or what the group stands for",
  },
  "group-mapped": { tone: "success", text: "Everybody in the group has the role that it stands for" },
} as const;
