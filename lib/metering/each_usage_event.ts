import { walkPages } from "@/lib/walk_pages.ts";
import { type CountedEvent, listUsageEvents, type UsageFilter } from "./list_usage_events.ts";

/** So many travel in one statement. */
const AT_ONCE = 1_000;

/** All events that match, the latest first, a thousand at a time; each is read when it is asked for. */
export async function* eachUsageEvent(
  tenantId: string,
  filter: UsageFilter,
): AsyncGenerator<CountedEvent[]> {
  const pages = walkPages((after) => listUsageEvents(tenantId, { ...filter, after, pageSize: AT_ONCE }));
  for await (const { events } of pages) yield events;
}
