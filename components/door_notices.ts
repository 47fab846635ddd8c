/** What the ways in and the ways out say. */
export const DOOR_NOTICES = {
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
  "houses-mailed": {
    tone: "success",
    text: "If somebody lives here with this address, a mail is on its way that says where",
  },
  "begun-too-often": {
    tone: "error",
    text: "Very many sign-ins have begun at your network just now; try again in a minute",
  },
  "handoff-failed": { tone: "error", text: "That way in has expired or was already used; please sign in" },
  "not-linked": {
    tone: "error",
    text: "Nobody here is known by that identity. Sign in another way first, or ask for an invitation",
  },
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
  "reset-mailed": {
    tone: "success",
    text: "If somebody lives here by that address, a mail is on its way that sets a new password",
  },
  "password-reset": {
    tone: "success",
    text: "Your new password is set, and all your sessions have ended; sign in with it",
  },
  "confirm-again": { tone: "error", text: "That took too long, or was done before; please do it again" },
  "confirmed": { tone: "success", text: "Thank you; please repeat what you wanted to do" },
} as const;
