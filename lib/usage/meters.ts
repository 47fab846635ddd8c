/** What is counted. A builder's own product declares its meters here. */
export const METERS = {
  api_calls: { label: "API calls", unit: "calls" },
  records_processed: { label: "Records processed", unit: "records" },
  storage_bytes: { label: "Storage", unit: "bytes" },
  active_members: { label: "Active members", unit: "members" },
  connected_integrations: { label: "Connected integrations", unit: "integrations" },
} as const;

export type Meter = keyof typeof METERS;
