import type { CountedEvent } from "@/lib/metering/list_usage_events.ts";
import { Ago, type Clock } from "./Ago.tsx";
import { formatNumber } from "./format.ts";
import { TableFrame } from "./TableFrame.tsx";

const SOURCES: Record<string, string> = { api: "API call", records: "Record stored" };

/** Usage events, each with what it counted. */
export function EventTable({ events, clock }: { events: CountedEvent[]; clock: Clock }) {
  return (
    <TableFrame label="Counted events">
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col" class="w-full @max-3xl:hidden">Event id</th>
          <th scope="col" class="text-right @max-lg:hidden">Quantity</th>
          <th scope="col">When</th>
        </tr>
      </thead>
      <tbody>
        {events.map(({ source, eventId, recordId, quantity, occurredAt }) => (
          <tr key={`${source} ${eventId}`} class="hover:bg-base-200/60">
            <td class="max-w-44 @lg:max-w-80">
              {recordId === null ? <span class="whitespace-nowrap">{SOURCES[source] ?? source}</span> : (
                <a
                  class="link block truncate font-mono text-xs"
                  href={`/records/${encodeURIComponent(recordId)}`}
                  title={recordId}
                >
                  {recordId}
                </a>
              )}
              <code class="block truncate text-2xs text-base-content/75 select-all @3xl:hidden">
                {eventId}
              </code>
            </td>
            <td class="max-w-0 truncate text-xs text-base-content/75 @max-3xl:hidden">
              <code class="font-mono select-all">{eventId}</code>
            </td>
            <td class="text-right @max-lg:hidden">{formatNumber(quantity)}</td>
            <td>
              <Ago at={occurredAt} clock={clock} />
              <div class="text-xs text-base-content/75 @lg:hidden">{formatNumber(quantity)} counted</div>
            </td>
          </tr>
        ))}
      </tbody>
    </TableFrame>
  );
}
