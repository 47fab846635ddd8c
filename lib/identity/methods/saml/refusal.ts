/** Why a response of an identity provider opens nothing; in the order in which it is looked at. */
export const SAML_REFUSALS = [
  "too_many",
  "paused",
  "unknown_connection",
  "no_response",
  "too_large",
  "not_base64",
  "not_utf8",
  "forbidden_markup",
  "not_xml",
  "not_a_response",
  "namespace",
  "duplicate_id",
  "status",
  "not_one_assertion",
  "misplaced_signature",
  "malformed_signature",
  "signature_algorithm",
  "unsigned",
  "malformed_encryption",
  "encryption_algorithm",
  "destination",
  "unsolicited",
  "foreign_request",
  "undecryptable",
  "invalid_signature",
  "malformed_assertion",
  "issuer",
  "no_conditions",
  "unknown_condition",
  "not_yet_valid",
  "expired",
  "audience",
  "no_bearer",
  "recipient",
  "confirmation_expired",
  "confirmation_not_before",
  "no_authentication",
  "transient_name",
  "name",
  "not_fresh",
  "replayed",
] as const;

export type SamlRefusal = typeof SAML_REFUSALS[number];

/** `detail` is what stood there, cut short: for the admin who looks for the wrong setting, never for the log. */
export type SamlRefused = { ok: false; reason: SamlRefusal; detail?: string };

const DETAIL_LENGTH = 200;

export function refuse(reason: SamlRefusal, detail?: string | null): SamlRefused {
  return detail ? { ok: false, reason, detail: detail.slice(0, DETAIL_LENGTH) } : { ok: false, reason };
}
