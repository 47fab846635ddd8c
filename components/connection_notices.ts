/** What the pages of single sign-on say, and the door where a connection is in the way. */
export const CONNECTION_NOTICES = {
  "connection-added": { tone: "success", text: "The connection is added. Next: a test login as yourself" },
  "connection-changed": { tone: "success", text: "The connection is changed. Test it, then enable it again" },
  "connection-renamed": { tone: "success", text: "The connection has a new name" },
  "secret-replaced": {
    tone: "success",
    text: "The secret is replaced. A test login shows whether it is right",
  },
  "certificates-changed": { tone: "success", text: "The certificates are changed" },
  "certificate-last": {
    tone: "error",
    text: "One certificate has to stay: without it no signature can be checked",
  },
  "connection-deleted": { tone: "success", text: "The connection is deleted" },
  "connection-enabled": {
    tone: "success",
    text: "The connection is enabled: it stands on your sign-in page",
  },
  "connection-disabled": {
    tone: "success",
    text: "The connection is disabled; sessions that it opened go on",
  },
  "connection-not-tested": {
    tone: "error",
    text: "Run a test login first: the connection has changed since the last one",
  },
  "connection-not-enabled": {
    tone: "error",
    text: "The connection is not enabled; somebody was here before you",
  },
  "connection-enforced": { tone: "error", text: "The connection is the only way in. Allow other ways first" },
  "connection-not-enforced": {
    tone: "error",
    text: "Other ways are allowed already; somebody was here before you",
  },
  "enforcement-begun": {
    tone: "success",
    text: "The connection is the only way in for the addresses in your domains",
  },
  "enforcement-ended": { tone: "success", text: "Other ways are allowed again" },
  "joining-changed": { tone: "success", text: "Who joins by the connection is changed" },
  "test-worked": { tone: "success", text: "The test login worked" },
  "domain-added": {
    tone: "success",
    text: "The domain is on the list. Put its record into DNS, then look for it",
  },
  "domain-removed": { tone: "success", text: "The domain is removed" },
  "domain-proven": { tone: "success", text: "The record is there: the domain is proven" },
  "domain-not-found": {
    tone: "error",
    text: "DNS shows no such record yet. New records take a few minutes, some a day",
  },
  "domain-other-record": { tone: "error", text: "There is a record of that name, but with another text" },
  "domain-no-answer": { tone: "error", text: "The domain's DNS does not answer; try again later" },
  "domain-taken": {
    tone: "error",
    text: "Somebody else has proven this domain. If it is yours, write to us",
  },
  "domain-too-many": { tone: "error", text: "That is a lot of looking. Wait a few minutes, then try again" },
  "break-glass-marked": { tone: "success", text: "This owner can come in past a connection" },
  "break-glass-unmarked": { tone: "success", text: "This owner uses the connection like everybody else" },
  "break-glass-not-owner": { tone: "error", text: "Only an owner can come in past a connection" },
  "break-glass-no-factor": {
    tone: "error",
    text: "This owner has no second factor yet; without one a password would be enough",
  },
  "break-glass-last": {
    tone: "error",
    text: "This is the last break-glass owner, and a connection is the only way in. Mark another one first",
  },
  "sso-required": {
    tone: "error",
    text: "People with your address sign in by your company's single sign-on; use its button",
  },
  "connection-closed": {
    tone: "error",
    text: "This connection is not enabled; choose another way, or ask whoever manages it",
  },
  "connection-joins-nobody": {
    tone: "error",
    text: "This connection lets in members only. Ask an admin for an invitation",
  },
  "connection-no-address": {
    tone: "error",
    text: "Your identity provider did not tell us your address; its admin has to send it along",
  },
  "connection-not-verified": {
    tone: "error",
    text: "Your identity provider says that your address is not verified; verify it there",
  },
  "connection-outside": {
    tone: "error",
    text: "Your address lies outside of this house's domains. Ask an admin for an invitation",
  },
  "connection-confirm": {
    tone: "info",
    text:
      "Your identity provider knows you, and a member here has your address. Sign in below once, as you did before: that connects the two. Without a way of your own, ask an admin",
  },
} as const;
