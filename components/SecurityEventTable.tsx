import type { ComponentChildren } from "preact";
import type { SecurityEvent } from "@/lib/identity/defence/list_security_events.ts";
import { Moment } from "./Moment.tsx";
import { EVENT_WORDS, eventDetail } from "./security_words.ts";
import { TableFrame } from "./TableFrame.tsx";

type TableProps<Event> = {
  events: Event[];
  timeZone: string;
  /** What stands in the last column, such as who has looked at it. */
  last: (event: Event) => ComponentChildren;
  lastTitle: string;
};

type Shown = Pick<SecurityEvent, "id" | "kind" | "name" | "ip" | "detail" | "recordedAt">;

/** What was odd at the door, the latest first. */
export function SecurityEventTable<Event extends Shown>(
  { events, timeZone, last, lastTitle }: TableProps<Event>,
) {
  return (
    <TableFrame label="Security events">
      <thead>
        <tr>
          <th scope="col" class="@max-xl:hidden">When</th>
          <th scope="col" class="w-full">What</th>
          <th scope="col" class="@max-3xl:hidden">From</th>
          <th scope="col" class="@max-xl:hidden">{lastTitle}</th>
        </tr>
      </thead>
      <tbody>
        {events.map((it) => (
          <tr key={it.id}>
            <td class="align-top @max-xl:hidden">
              <Moment at={it.recordedAt} timeZone={timeZone} />
            </td>
            <td>
              <span class="font-medium">{EVENT_WORDS[it.kind].title}</span>
              {it.name && <>: {it.name}</>}
              <div class="text-xs text-base-content/75">{EVENT_WORDS[it.kind].advice}</div>
              <div class="text-xs break-all text-base-content/75">{eventDetail(it.detail)}</div>
              <div class="text-xs break-all text-base-content/75 @3xl:hidden">From {it.ip}</div>
              <div class="text-xs text-base-content/75 @xl:hidden">
                <Moment at={it.recordedAt} timeZone={timeZone} />
              </div>
              <div class="pt-2 @xl:hidden">{last(it)}</div>
            </td>
            <td class="align-top font-mono text-xs @max-3xl:hidden">{it.ip}</td>
            <td class="align-top whitespace-nowrap @max-xl:hidden">{last(it)}</td>
          </tr>
        ))}
      </tbody>
    </TableFrame>
  );
}
