import { deviceName } from "@/lib/identity/device.ts";
import type { Location } from "@/lib/identity/locator.ts";
import type { ListedSession, Sessions } from "@/lib/identity/list_sessions.ts";
import { publicId } from "@/lib/ids.ts";
import { Ago, type Clock } from "./Ago.tsx";
import { Button } from "./Button.tsx";
import { Card } from "./Card.tsx";
import { END_REASONS } from "./session_words.ts";
import { ActionsHead, TableFrame } from "./TableFrame.tsx";

/** A session, and what is known of where it was opened. */
export type PlacedSession = ListedSession & { location?: Location };

type SessionListProps = {
  sessions: { [Kind in keyof Sessions]: PlacedSession[] };
  /** The one that looks. */
  currentId: string;
  clock: Clock;
  /** Forms post to `<action>/<id>/revocation` and `<action>/revocation`. */
  action: string;
};

/** Where a person is signed in, what each device is, and how to end it; below, what ended lately. */
export function SessionList({ sessions: { open, ended }, currentId, clock, action }: SessionListProps) {
  return (
    <Card flush title="Where you are signed in" id="sessions">
      <TableFrame label="Sessions">
        <thead>
          <tr>
            <th scope="col" class="w-full">Device</th>
            <th scope="col" class="@max-lg:hidden">From</th>
            <th scope="col" class="@max-2xl:hidden">Signed in</th>
            <th scope="col" class="@max-lg:hidden">Last active</th>
            <ActionsHead />
          </tr>
        </thead>
        <tbody>
          {open.map((it) => (
            <tr key={it.id}>
              <td>
                <span class="font-medium">{deviceName(it.userAgent)}</span>{" "}
                {it.id === currentId && <span class="badge badge-sm">This one</span>}
                <div class="mt-0.5 text-xs text-base-content/75 @lg:hidden">
                  <Place session={it} />
                  Active <Ago at={it.lastActiveAt} clock={clock} />
                </div>
              </td>
              <td class="@max-lg:hidden">
                <Place session={it} />
              </td>
              <td class="@max-2xl:hidden">
                <Ago at={it.openedAt} clock={clock} />
              </td>
              <td class="@max-lg:hidden">
                <Ago at={it.lastActiveAt} clock={clock} />
              </td>
              <td class="text-right">
                <form method="post" action={`${action}/${publicId("ses", it.id)}/revocation`}>
                  <button type="submit" class="link cursor-pointer whitespace-nowrap text-error">
                    Sign out
                    <span class="sr-only">
                      {it.id === currentId ? " this one" : ` ${deviceName(it.userAgent)}`}
                    </span>
                  </button>
                </form>
              </td>
            </tr>
          ))}
        </tbody>
      </TableFrame>
      <form
        method="post"
        action={`${action}/revocation`}
        class="flex flex-wrap gap-3 border-t border-base-300 px-5 py-4"
      >
        {open.length > 1 && (
          <Button look="quiet" class="btn-sm" name="which" value="others">Sign out everywhere else</Button>
        )}
        <Button look="quiet" class="btn-sm" name="which" value="all">Sign out everywhere, here too</Button>
      </form>
      {ended.length > 0 && <Ended sessions={ended} clock={clock} />}
    </Card>
  );
}

function Ended({ sessions, clock }: { sessions: PlacedSession[]; clock: Clock }) {
  return (
    <details class="border-t border-base-300">
      <summary class="cursor-pointer px-5 py-3 text-sm">
        Ended in the last 30 days <span class="text-base-content/75">({sessions.length})</span>
      </summary>
      <TableFrame label="Ended sessions">
        <thead>
          <tr>
            <th scope="col" class="w-full">Device</th>
            <th scope="col" class="@max-lg:hidden">From</th>
            <th scope="col">Ended</th>
          </tr>
        </thead>
        <tbody class="text-base-content/75">
          {sessions.map((it) => (
            <tr key={it.id}>
              <td>
                {deviceName(it.userAgent)}
                <div class="text-xs @lg:hidden">
                  <Place session={it} />
                </div>
              </td>
              <td class="@max-lg:hidden">
                <Place session={it} />
              </td>
              <td>
                <Ago at={it.endsAt} clock={clock} />
                <div class="text-xs">{it.endedBecause ? END_REASONS[it.endedBecause] : "Ran out"}</div>
              </td>
            </tr>
          ))}
        </tbody>
      </TableFrame>
    </details>
  );
}

function Place({ session: { ip, location } }: { session: PlacedSession }) {
  const known = [location?.country, location?.network].filter(Boolean).join(", ");
  return (
    <>
      <div class="@lg:whitespace-nowrap">{ip ?? "Unknown"}</div>
      {known && <div class="text-xs text-base-content/75 @lg:whitespace-nowrap">{known}</div>}
    </>
  );
}
