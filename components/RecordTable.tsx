import type { StoredRecord } from "@/lib/relay/record_schema.ts";
import { Moment } from "./Moment.tsx";
import { TableFrame } from "./TableFrame.tsx";

const PREVIEW_LENGTH = 120;

export function RecordTable({ records, timeZone }: { records: StoredRecord[]; timeZone: string }) {
  return (
    <TableFrame label="Records">
      <thead>
        <tr>
          <th scope="col">Record</th>
          <th scope="col" class="max-sm:hidden">Type</th>
          <th scope="col" class="max-md:hidden">Data</th>
          <th scope="col">Received</th>
        </tr>
      </thead>
      <tbody>
        {records.map(({ id, type, data, received_at }) => (
          <tr key={id} class="hover:bg-base-200/60">
            <td class="max-w-36 sm:max-w-52">
              <a
                class="link block truncate font-mono text-xs"
                href={`/records/${encodeURIComponent(id)}`}
                title={id}
              >
                {id}
              </a>
              <div class="truncate text-xs text-base-content/75 sm:hidden">{type}</div>
            </td>
            <td class="max-w-44 truncate max-sm:hidden">{type}</td>
            <td class="max-w-64 min-[120rem]:max-w-2xl truncate font-mono text-xs text-base-content/75 max-md:hidden">
              {preview(data)}
            </td>
            <td>
              <Moment at={received_at} timeZone={timeZone} />
            </td>
          </tr>
        ))}
      </tbody>
    </TableFrame>
  );
}

function preview(data: unknown): string {
  return JSON.stringify(data).slice(0, PREVIEW_LENGTH);
}
