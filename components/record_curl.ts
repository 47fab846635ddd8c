/** The first thing to do with a key: one record, on this tenant's own host. */
export function recordCurl(origin: string, key = "$ROWHOUSE_KEY"): string {
  return `curl ${origin}/api/v1/records \\
  -H "Authorization: Bearer ${key}" \\
  -H "Content-Type: application/json" \\
  -d '{"type": "order.created", "data": {"total_minor": 1299}}'`;
}
