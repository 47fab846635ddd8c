import type { ListedApiKey } from "@/lib/identity/list_api_keys.ts";
import { publicId } from "@/lib/ids.ts";
import { Moment } from "./Moment.tsx";
import { TableFrame } from "./TableFrame.tsx";

type KeyTableProps = { keys: ListedApiKey[]; timeZone: string; mayRevoke: boolean };

export function KeyTable({ keys, timeZone, mayRevoke }: KeyTableProps) {
  return (
    <TableFrame label="API keys">
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Key</th>
          <th scope="col">Created</th>
          <th scope="col">Last used</th>
          <th scope="col">State</th>
        </tr>
      </thead>
      <tbody>
        {keys.map((it) => (
          <tr key={it.id} class={it.revokedAt ? "text-base-content/75" : ""}>
            <td class="font-medium">{it.name}</td>
            <td class="font-mono text-xs whitespace-nowrap">rh_…{it.hint}</td>
            <td>
              <Moment at={it.createdAt} timeZone={timeZone} />
            </td>
            <td>{it.lastUsedAt ? <Moment at={it.lastUsedAt} timeZone={timeZone} /> : "Never"}</td>
            <td>
              {it.revokedAt
                ? "Revoked"
                : mayRevoke
                ? (
                  <a class="link text-error" href={`/api-keys/${publicId("key", it.id)}/revocation`}>
                    Revoke<span class="sr-only">{` ${it.name}`}</span>
                  </a>
                )
                : "Active"}
            </td>
          </tr>
        ))}
      </tbody>
    </TableFrame>
  );
}
