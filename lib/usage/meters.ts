/**
 * What is counted. A builder's own product declares its meters here. "events" adds up usage events in a period;
 * "level" is how much there is right now.
 */
export const METERS = {
  api_calls: { label: "API calls", unit: "calls", counts: "events" },
  records_processed: { label: "Records processed", unit: "records", counts: "events" },
  storage_bytes: { label: "Storage", unit: "bytes", counts: "level" },
  active_members: { label: "Active members", unit: "members", counts: "level" },
  connected_integrations: { label: "Connected integrations", unit: "integrations", counts: "level" },
} as const;

export type Meter = keyof typeof METERS;

/** A meter with usage events behind it. */
export type EventMeter = { [M in Meter]: (typeof METERS)[M]["counts"] extends "events" ? M : never }[Meter];

/** In the order in which screens show them. */
export const EVENT_METERS = (Object.keys(METERS) as Meter[]).filter(isEventMeter);

export function isEventMeter(meter: Meter): meter is EventMeter {
  return METERS[meter].counts === "events";
}
