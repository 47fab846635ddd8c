/**
 * One row for each tenant table, as columns beside `tenant_id`. A table without an entry fails the policy tests:
 * whoever adds a table adds its row here. `$id` is a new UUID, the same throughout one set of rows.
 */
export const TENANT_ROWS: Record<string, Record<string, unknown>> = {
  members: { id: "$id", user_id: "$id", role: "member", email: "row@acme.test", name: "Row" },
  member_preferences: { user_id: "$id", time_zone: "Europe/Berlin" },
  sign_in_policies: {
    requires_second_factor: false,
    longest_session_minutes: 60,
    longest_idle_minutes: 30,
    changed_by: "$id",
    changed_at: "2026-01-01T00:00:00Z",
  },
  tenant_entitlements: { feature: "records_processed", limit_quantity: 1, source: "trial" },
  audit_entries: {
    id: "$id",
    action: "tenant.opened",
    actor_kind: "system",
    actor_name: "System",
    subject_kind: "tenant",
    subject_id: "x",
  },
  usage_events: {
    source: "api",
    event_id: "one",
    meter: "api_calls",
    quantity: 1,
    occurred_at: "2026-01-01T00:00:00Z",
  },
  jobs: { id: "$id", kind: "mail.send", payload: {}, max_attempts: 1 },
  api_keys: { id: "$id", name: "Row", key_hash: new Uint8Array(32), hint: "abcd", created_by: "$id" },
  api_key_revocations: { key_id: "$id", revoked_by: "$id" },
  records: {
    id: "$id",
    key: "one",
    type: "order",
    occurred_at: "2026-01-01T00:00:00Z",
    data: {},
    size_bytes: 2,
  },
  security_events: {
    id: "$id",
    kind: "new_device",
    ip: "192.0.2.1",
    recorded_at: "2026-01-01T00:00:00Z",
  },
  security_event_reviews: { event_id: "$id", reviewed_by: "$id", reviewed_at: "2026-01-01T00:00:00Z" },
  idempotent_answers: { key: "one", request_hash: new Uint8Array(32), answer: {} },
};
