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
          <th scope="col">Type</th>
          <th scope="col" class="max-md:hidden">Data</th>
          <th scope="col">Received</th>
        </tr>
      </thead>
      <tbody>
        {records.map(({ id, type, data, received_at }) => (
          <tr key={id} class="hover:bg-base-200/60">
            <td class="max-w-44 truncate font-mono text-xs">
              <a class="link" href={`/records/${encodeURIComponent(id)}`} title={id}>{id}</a>
            </td>
            <td class="max-w-44 truncate">{type}</td>
            <td class="max-w-64 truncate font-mono text-xs text-base-content/75 max-md:hidden">
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
