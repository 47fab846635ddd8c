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
  sso_connections: {
    id: "$id",
    kind: "auth0",
    name: "Row",
    settings: {},
    created_by: "$id",
    created_at: "2026-01-01T00:00:00Z",
    changed_by: "$id",
    changed_at: "2026-01-01T00:00:00Z",
  },
  sso_test_logins: { connection_id: "$id", revision: 1, run_by: "$id", run_at: "2026-01-01T00:00:00Z" },
  sso_group_roles: { connection_id: "$id", group_name: "Row", role: "member" },
  sso_break_glass: { user_id: "$id", marked_by: "$id", marked_at: "2026-01-01T00:00:00Z" },
  sso_domains: {
    id: "$id",
    domain: "row.test",
    token: "row-row-row-row-row-row-row-row-row",
    added_by: "$id",
    added_at: "2026-01-01T00:00:00Z",
  },
  idempotent_answers: { key: "one", request_hash: new Uint8Array(32), answer: {} },
  saml_assertions: {
    connection_id: "$id",
    assertion_hash: new Uint8Array(32),
    forget_at: "2026-01-01T00:00:00Z",
  },
};
