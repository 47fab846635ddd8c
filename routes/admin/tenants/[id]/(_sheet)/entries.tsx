import { ACTION_NAMES, detailText } from "@/components/audit_words.ts";
import { Moment } from "@/components/Moment.tsx";
import { TableFrame } from "@/components/TableFrame.tsx";
import type { RecordedEntry } from "@/lib/audit/list_entries.ts";

export function Entries({ entries }: { entries: RecordedEntry[] }) {
  return (
    <TableFrame label="Latest audit entries">
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col" class="max-sm:hidden">Who</th>
          <th scope="col">What</th>
          <th scope="col" class="max-md:hidden">Detail</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((it) => (
          <tr key={it.id}>
            <td>
              <Moment at={it.recordedAt} timeZone="UTC" />
            </td>
            <td class="font-medium max-sm:hidden">{it.actorName}</td>
            <td>
              {ACTION_NAMES[it.action]}
              <div class="text-xs text-base-content/75 sm:hidden">{it.actorName}</div>
              <div class="text-xs break-words text-base-content/75 md:hidden">{detailText(it.detail)}</div>
            </td>
            <td class="max-w-80 break-words max-md:hidden">{detailText(it.detail)}</td>
          </tr>
        ))}
      </tbody>
    </TableFrame>
  );
}
