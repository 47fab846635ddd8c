/** After a change of what signs a person in: a thief may be signed in by what was there before. */
const ELSEWHERE = {
  label: "Sign out everywhere else",
  action: "/security/elsewhere",
  field: "which",
  value: "others",
} as const;

/** What the pages of one's own security and address say. */
export const SECURITY_NOTICES = {
  "email-verified": { tone: "success", text: "Your email address is confirmed" },
  "mail-sent": { tone: "success", text: "A new confirmation mail is on its way to you" },
  "mails-enough": {
    tone: "error",
    text: "We have sent several mails already; look for them, or wait a few minutes",
  },
  "address-mailed": {
    tone: "success",
    text: "A link is on its way to the new address; until you open it, nothing changes",
  },
  "address-changed": { tone: "success", text: "Your new address is confirmed; sign in with it from now on" },
  "address-changed-elsewhere": {
    tone: "success",
    text:
      "Your new address is confirmed, and is yours in your other houses. In this one you stay under your company's, because whoever has it comes in by single sign-on",
  },
  "address-kept": { tone: "success", text: "Your address stays as it is; the link we sent is worth nothing" },
  "sessions-ended": { tone: "success", text: "Signed out there, at once" },
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
  "linked-to-other": { tone: "error", text: "That identity signs in somebody else already" },
  "identity-disconnected": {
    tone: "success",
    text: "The identity is disconnected: it signs you in no more, in no house",
  },
  "last-way-in": {
    tone: "error",
    text: "Nothing else would sign you in. Set a password or connect another provider first",
  },
  "identity-linked": { tone: "success", text: "The identity is linked: from now on it signs you in" },
  "password-changed": { tone: "success", text: "Your password is changed; a mail says so too" },
  "policy-saved": { tone: "success", text: "From now on everybody signs in like this" },
} as const;
