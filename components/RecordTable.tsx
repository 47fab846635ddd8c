import type { StoredRecord } from "@/lib/relay/record_schema.ts";
import { Ago, type Clock } from "./Ago.tsx";
import { formatBytes } from "./format.ts";
import { TableFrame } from "./TableFrame.tsx";

const PREVIEW_LENGTH = 400;

export function RecordTable({ records, clock }: { records: StoredRecord[]; clock: Clock }) {
  return (
    <TableFrame label="Records">
      <thead>
        <tr>
          <th scope="col">Record</th>
          <th scope="col" class="@max-lg:hidden">Type</th>
          <th scope="col" class="w-full @max-3xl:hidden">Data</th>
          <th scope="col" class="text-right @max-6xl:hidden">Size</th>
          <th scope="col" class="@max-5xl:hidden">Happened</th>
          <th scope="col">Received</th>
        </tr>
      </thead>
      <tbody>
        {records.map(({ id, type, data, occurred_at, received_at }) => (
          <tr key={id} class="hover:bg-base-200/60">
            <td class="max-w-40 @lg:max-w-60">
              <a
                class="link block truncate font-mono text-xs"
                href={`/records/${encodeURIComponent(id)}`}
                title={id}
              >
                {id}
              </a>
              <div class="truncate text-xs text-base-content/75 @lg:hidden">{type}</div>
            </td>
            <td class="max-w-44 truncate @max-lg:hidden">{type}</td>
            <td class="max-w-0 truncate font-mono text-xs text-base-content/75 @max-3xl:hidden">
              {JSON.stringify(data).slice(0, PREVIEW_LENGTH)}
            </td>
            <td class="text-right whitespace-nowrap @max-6xl:hidden">{sizeOf(data)}</td>
            <td class="@max-5xl:hidden">
              <Ago at={occurred_at} clock={clock} />
            </td>
            <td>
              <Ago at={received_at} clock={clock} />
            </td>
          </tr>
        ))}
      </tbody>
    </TableFrame>
  );
}

function sizeOf(data: unknown): string {
  return formatBytes(new TextEncoder().encode(JSON.stringify(data)).length);
}
