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
          <th scope="col" class="max-sm:hidden">Key</th>
          <th scope="col" class="max-md:hidden">Created</th>
          <th scope="col" class="max-sm:hidden">Last used</th>
          <th scope="col">State</th>
        </tr>
      </thead>
      <tbody>
        {keys.map((it) => (
          <tr key={it.id} class={it.revokedAt ? "text-base-content/75" : ""}>
            <td class="font-medium break-words">
              {it.name}
              <div class="mt-0.5 text-xs font-normal text-base-content/75 sm:hidden">
                <span class="font-mono">rh_…{it.hint}</span>, {it.lastUsedAt
                  ? (
                    <>
                      used <Moment at={it.lastUsedAt} timeZone={timeZone} />
                    </>
                  )
                  : "never used"}
              </div>
            </td>
            <td class="font-mono text-xs whitespace-nowrap max-sm:hidden">rh_…{it.hint}</td>
            <td class="max-md:hidden">
              <Moment at={it.createdAt} timeZone={timeZone} />
            </td>
            <td class="max-sm:hidden">
              {it.lastUsedAt ? <Moment at={it.lastUsedAt} timeZone={timeZone} /> : "Never"}
            </td>
            <td>
              {mayRevoke
                ? (
                  <a
                    class={`link ${it.revokedAt ? "" : "text-error"}`}
                    href={`/api-keys/${publicId("key", it.id)}/revocation`}
                  >
                    {it.revokedAt ? "Revoked" : "Revoke"}
                    <span class="sr-only">{` ${it.name}`}</span>
                  </a>
                )
                : it.revokedAt
                ? "Revoked"
                : "Active"}
            </td>
          </tr>
        ))}
      </tbody>
    </TableFrame>
  );
}
