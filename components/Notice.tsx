import type { ComponentChildren } from "preact";
import { CONNECTION_NOTICES } from "./connection_notices.ts";
import { QueryLink } from "./QueryLink.tsx";
import { urlWith } from "./url_with.ts";

type Said = {
  tone: Tone;
  text: string;
  offer?: { label: string; action: string; field: string; value: string };
};

/** After a change of what signs a person in: a thief may be signed in by what was there before. */
const ELSEWHERE = {
  label: "Sign out everywhere else",
  action: "/security/elsewhere",
  field: "which",
  value: "others",
};

/** What a redirect may say with `?notice=`; anything else says nothing, so that a link cannot put words on our page. */
const NOTICES = {
  "settings-saved": { tone: "success", text: "Your settings are saved" },
  "preferences-saved": { tone: "success", text: "Your preferences are saved" },
  "steps-hidden": {
    tone: "info",
    text: "The next steps are hidden from your dashboard",
    offer: { label: "Undo", action: "/next-steps", field: "shown", value: "yes" },
  },
  "steps-shown": { tone: "success", text: "The next steps are back on your dashboard" },
  "key-revoked": {
    tone: "success",
    text: "The key is revoked; requests that carry it are refused from now on",
  },
  "key-changed": { tone: "success", text: "The key is changed; its next call keeps to it" },
  "email-verified": { tone: "success", text: "Your email address is confirmed" },
  "mail-sent": { tone: "success", text: "A new confirmation mail is on its way to you" },
  "mails-enough": {
    tone: "error",
    text: "We have sent several mails already; look for them, or wait a few minutes",
  },
  "profile-saved": { tone: "success", text: "Your profile is saved" },
  "address-mailed": {
    tone: "success",
    text: "A link is on its way to the new address; until you open it, nothing changes",
  },
  "address-changed": { tone: "success", text: "Your new address is confirmed; sign in with it from now on" },
  "address-kept": { tone: "success", text: "Your address stays as it is; the link we sent is worth nothing" },
  "sessions-ended": { tone: "success", text: "Signed out there, at once" },
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
  "welcome-other-way": {
    tone: "info",
    text:
      "You are a member now. This house does not take a password: choose one of its ways in, with the address that you were invited by",
  },
  "switch-failed": {
    tone: "info",
    text: "Your other house cannot vouch for you here; please sign in",
  },
  "welcome": { tone: "success", text: "Welcome: you are a member now" },
  "signed-out": { tone: "success", text: "You are signed out" },
  "tenant-suspended": {
    tone: "success",
    text: "The tenant is suspended: within a second its pages and its API refuse everybody",
  },
  "tenant-restored": { tone: "success", text: "The tenant is open again, as it was before" },
  "suspended-already": { tone: "error", text: "Somebody has suspended this tenant already; see why below" },
  "not-suspended": { tone: "error", text: "This tenant is open; somebody was here before you" },
  "job-replayed": { tone: "success", text: "The job is in the queue again, with all its attempts before it" },
  "job-not-dead": { tone: "error", text: "This job has not failed, or somebody has replayed it just now" },
  "event-reviewed": { tone: "success", text: "The event is marked as reviewed; you find it under All" },
  "houses-mailed": {
    tone: "success",
    text: "If somebody lives here with this address, a mail is on its way that says where",
  },
  "authenticator-added": { tone: "success", text: "Your authenticator app is set up", offer: ELSEWHERE },
  "authenticator-removed": { tone: "success", text: "The authenticator app is removed", offer: ELSEWHERE },
  "signed-out-elsewhere": {
    tone: "success",
    text: "You are signed out everywhere else, in every house where you live",
  },
  "passkey-added": { tone: "success", text: "Your passkey is added", offer: ELSEWHERE },
  "passkey-removed": { tone: "success", text: "The passkey is removed", offer: ELSEWHERE },
  "recovery-codes-kept": {
    tone: "success",
    text: "Good: you will find your recovery codes when you need them",
    offer: ELSEWHERE,
  },
  "factors-reset": {
    tone: "success",
    text: "Their second factors do not count here any more; we have told them by mail",
  },
  "handoff-failed": { tone: "error", text: "That way in has expired or was already used; please sign in" },
  "not-linked": {
    tone: "error",
    text: "Nobody here is known by that identity. Sign in another way first, or ask for an invitation",
  },
  "linked-to-other": { tone: "error", text: "That identity signs in somebody else already" },
  "other-person": { tone: "error", text: "That was somebody else; confirm as the person who is signed in" },
  "method-not-allowed": { tone: "error", text: "This house does not allow that way in; choose another one" },
  "network-not-allowed": {
    tone: "error",
    text: "This house can be entered from certain networks only, and this is none of them",
  },
  "way-in-failed": { tone: "error", text: "That way in did not work. Try it again, or choose another one" },
  "provider-denied": {
    tone: "error",
    text: "The other side said no, or you did, so nobody came in. Try it again, or choose another way",
  },
  "provider-silent": {
    tone: "error",
    text: "The identity provider does not answer right now. Try it again in a minute, or choose another way",
  },
  "provider-misconfigured": {
    tone: "error",
    text: "That way in is not set up right. Choose another way, and tell an owner of this house",
  },
  "provider-not-fresh": {
    tone: "error",
    text: "That provider does not say when you last showed who you are. Confirm it another way",
  },
  "other-organization": {
    tone: "error",
    text: "You were signed in for another organization. Begin again, and choose this house there",
  },
  "identity-disconnected": {
    tone: "success",
    text: "The identity is disconnected: it signs you in no more, in no house",
  },
  "last-way-in": {
    tone: "error",
    text: "Nothing else would sign you in. Set a password or connect another provider first",
  },
  "identity-linked": { tone: "success", text: "The identity is linked: from now on it signs you in" },
  "reset-mailed": {
    tone: "success",
    text: "If somebody lives here by that address, a mail is on its way that sets a new password",
  },
  "password-reset": {
    tone: "success",
    text: "Your new password is set, and all your sessions have ended; sign in with it",
  },
  "password-changed": { tone: "success", text: "Your password is changed; a mail says so too" },
  "policy-saved": { tone: "success", text: "From now on everybody signs in like this" },
  "confirm-again": { tone: "error", text: "That took too long, or was done before; please do it again" },
  "confirmed": { tone: "success", text: "Thank you; please repeat what you wanted to do" },
  ...CONNECTION_NOTICES,
  "directory-token-revoked": {
    tone: "success",
    text: "The token is revoked; a directory that shows it is refused from now on",
  },
  "role-is-directorys": {
    tone: "error",
    text: "A group of your directory gives this role; change it there, or what the group stands for",
  },
  "group-mapped": { tone: "success", text: "Everybody in the group has the role that it stands for" },
} as const satisfies Record<string, Said>;

export type NoticeCode = keyof typeof NOTICES;
type Tone = keyof typeof TONES;

const TONES = {
  success: "border-success/40 bg-success/10",
  error: "border-error/40 bg-error/10",
  info: "border-info/40 bg-info/10",
} as const;

/** The line that the last action left, from the closed table above. */
export function NoticeOf({ url }: { url: URL }) {
  const code = url.searchParams.get("notice") ?? "";
  if (!Object.hasOwn(NOTICES, code)) return null;
  const { tone, text, offer }: Said = NOTICES[code as NoticeCode];
  return (
    <Notice tone={tone}>
      {text}
      <div class="ml-auto flex flex-wrap gap-4 pl-3">
        {offer && (
          <form method="post" action={offer.action}>
            <input type="hidden" name={offer.field} value={offer.value} />
            <button type="submit" class="link cursor-pointer font-medium">{offer.label}</button>
          </form>
        )}
        <QueryLink class="link link-hover" href={urlWith(url)}>Dismiss</QueryLink>
      </div>
    </Notice>
  );
}

export function Notice({ tone, children }: { tone: Tone; children: ComponentChildren }) {
  return (
    <div
      role={tone === "error" ? "alert" : "status"}
      class={`flex flex-wrap items-center gap-y-1 rounded-box border px-4 py-3 text-sm ${TONES[tone]}`}
    >
      {children}
    </div>
  );
}
