/**
 * What is counted. A builder's own product declares its meters here. "events" adds up usage events in a period;
 * "level" is how much there is right now. `means` says to a customer what counts, and what does not.
 */
export const METERS = {
  api_calls: {
    label: "API calls",
    unit: "calls",
    counts: "events",
    means:
      "Requests with one of your keys that reached your data. Without a valid key, over a rate limit or unreadable, a request counts nothing.",
  },
  records_processed: {
    label: "Records processed",
    unit: "records",
    counts: "events",
    means:
      "Records that were stored. One that is sent again with the same id is a duplicate and counts nothing.",
  },
  storage_bytes: {
    label: "Storage",
    unit: "bytes",
    counts: "level",
    means: "The data of all records that are there right now, as compact JSON.",
  },
  active_members: {
    label: "Active members",
    unit: "members",
    counts: "level",
    means: "People who can come into your house right now.",
  },
  connected_integrations: {
    label: "Connected integrations",
    unit: "integrations",
    counts: "level",
    means: "Places of yours that records are forwarded to right now.",
  },
} as const;

export type Meter = keyof typeof METERS;

/** A meter with usage events behind it. */
export type EventMeter = { [M in Meter]: (typeof METERS)[M]["counts"] extends "events" ? M : never }[Meter];

/** In the order in which screens show them. */
export const EVENT_METERS = (Object.keys(METERS) as Meter[]).filter(isEventMeter);

export function isEventMeter(meter: Meter): meter is EventMeter {
  return METERS[meter].counts === "events";
}

/** The same with a 0 for every meter that counted nothing. */
export function ofEveryMeter(used: Partial<Record<EventMeter, number>> | null): Record<EventMeter, number> {
  return Object.fromEntries(EVENT_METERS.map((meter) => [meter, used?.[meter] ?? 0])) as Record<
    EventMeter,
    number
  >;
}
