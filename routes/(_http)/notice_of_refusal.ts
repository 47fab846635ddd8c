import type { NoticeCode } from "@/components/notices.ts";
import type { Auth0Refusal } from "@/lib/identity/methods/auth0/method.ts";
import type { OidcRefusal } from "@/lib/identity/methods/oidc/oidc_refusal.ts";
import type { PrivyRefusal } from "@/lib/identity/methods/privy/verify_tokens.ts";
import type { DoorReason } from "@/lib/tenancy/door/refusal.ts";

const NOTICES: Record<DoorReason, NoticeCode> = {
  begun_too_often: "begun-too-often",
  over: "handoff-failed",
  not_linked: "not-linked",
  linked_to_other: "linked-to-other",
  other_person: "other-person",
  not_a_member: "not-linked",
  method_not_allowed: "method-not-allowed",
  network_not_allowed: "network-not-allowed",
  sso_required: "sso-required",
  connection_closed: "connection-closed",
  joins_nobody: "connection-joins-nobody",
  no_address: "connection-no-address",
  address_not_verified: "connection-not-verified",
  outside_domains: "connection-outside",
  confirm_member: "connection-confirm",
};

/** What somebody on the way in can do about it; which token was wrong in which way is told in the log. */
const OF_PROVIDERS: Record<OidcRefusal | PrivyRefusal | Auth0Refusal, NoticeCode> = {
  not_a_url: "provider-misconfigured",
  not_https: "provider-misconfigured",
  credentials_in_url: "provider-misconfigured",
  port_not_allowed: "provider-misconfigured",
  private_address: "provider-misconfigured",
  redirected: "provider-misconfigured",
  too_large: "provider-misconfigured",
  certificate_not_trusted: "provider-misconfigured",
  no_metadata: "provider-misconfigured",
  other_issuer: "provider-misconfigured",
  endpoint_not_https: "provider-misconfigured",
  no_signatures: "provider-misconfigured",
  client_refused: "provider-misconfigured",
  connection_gone: "provider-misconfigured",
  name_unknown: "provider-silent",
  too_slow: "provider-silent",
  unreachable: "provider-silent",
  keys_unreachable: "provider-silent",
  provider_error: "provider-silent",
  denied: "provider-denied",
  token_missing: "provider-denied",
  not_fresh: "provider-not-fresh",
  organization_missing: "other-organization",
  other_organization: "other-organization",
  answer_refused: "handoff-failed",
  code_refused: "handoff-failed",
  expired: "handoff-failed",
  token_refused: "way-in-failed",
  signature_wrong: "way-in-failed",
  issuer_wrong: "way-in-failed",
  audience_wrong: "way-in-failed",
  nonce_wrong: "way-in-failed",
  tokens_mixed_up: "way-in-failed",
};

const ALL: Record<string, NoticeCode> = { ...OF_PROVIDERS, ...NOTICES };

/** What the door says about a refusal; the reasons that a method brings are one to a reader, and told apart in the log. */
export function noticeOfRefusal(reason: string): NoticeCode {
  return Object.hasOwn(ALL, reason) ? ALL[reason] : "way-in-failed";
}
