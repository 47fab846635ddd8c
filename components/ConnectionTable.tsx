import type { ListedConnection } from "@/lib/identity/connections/list_connections.ts";
import { publicId } from "@/lib/ids.ts";
import { Ago, type Clock } from "./Ago.tsx";
import { Badge } from "./Badge.tsx";
import { KIND_NAMES, STATE_NAMES, STATE_TONES } from "./connection_words.ts";
import { formatNumber } from "./format.ts";
import { TableFrame } from "./TableFrame.tsx";

type ConnectionTableProps = { connections: ListedConnection[]; clock: Clock };

export function ConnectionTable({ connections, clock }: ConnectionTableProps) {
  return (
    <TableFrame label="Connections">
      <thead>
        <tr>
          <th scope="col" class="w-full">Name</th>
          <th scope="col" class="@max-lg:hidden">Kind</th>
          <th scope="col">State</th>
          <th scope="col" class="text-right @max-lg:hidden">People</th>
          <th scope="col" class="@max-2xl:hidden">Changed</th>
        </tr>
      </thead>
      <tbody>
        {connections.map((it) => (
          <tr key={it.id}>
            <td class="font-medium wrap-anywhere">
              <a class="link" href={`/sso/${publicId("con", it.id)}`}>{it.name}</a>
              <div class="text-xs font-normal text-base-content/75 @lg:hidden">{KIND_NAMES[it.kind]}</div>
            </td>
            <td class="whitespace-nowrap @max-lg:hidden">{KIND_NAMES[it.kind]}</td>
            <td class="whitespace-nowrap">
              <Badge tone={STATE_TONES[it.state]}>
                {it.enforcedAt ? "The only way in" : STATE_NAMES[it.state]}
              </Badge>
            </td>
            <td class="text-right tabular-nums @max-lg:hidden">{formatNumber(it.people)}</td>
            <td class="@max-2xl:hidden">
              <Ago at={it.changedAt} clock={clock} />
            </td>
          </tr>
        ))}
      </tbody>
    </TableFrame>
  );
}
