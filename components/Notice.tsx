import type { ComponentChildren } from "preact";
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
