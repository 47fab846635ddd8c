import type { ListedApiKey } from "@/lib/identity/list_api_keys.ts";
import { publicId } from "@/lib/ids.ts";
import { Ago, type Clock } from "./Ago.tsx";
import { Badge } from "./Badge.tsx";
import { TableFrame } from "./TableFrame.tsx";

type KeyTableProps = { keys: ListedApiKey[]; clock: Clock; mayRevoke: boolean };

export function KeyTable({ keys, clock, mayRevoke }: KeyTableProps) {
  return (
    <TableFrame label="API keys">
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col" class="@max-lg:hidden">Key</th>
          <th scope="col" class="@max-3xl:hidden">Created</th>
          <th scope="col" class="@max-lg:hidden">Last used</th>
          <th scope="col">State</th>
          {mayRevoke && (
            <th scope="col">
              <span class="sr-only">What can be done</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {keys.map((it) => (
          <tr key={it.id} class={it.revokedAt ? "text-base-content/75" : ""}>
            <td class="font-medium break-words">
              {it.name}
              <div class="mt-0.5 text-xs font-normal text-base-content/75 @lg:hidden">
                <div class="font-mono">rh_…{it.hint}</div>
                {it.lastUsedAt && "Used "}
                <LastUse apiKey={it} clock={clock} />
              </div>
            </td>
            <td class="font-mono text-xs whitespace-nowrap @max-lg:hidden">rh_…{it.hint}</td>
            <td class="@max-3xl:hidden">
              <Ago at={it.createdAt} clock={clock} />
              {it.createdBy && <span class="text-base-content/75">{` by ${it.createdBy}`}</span>}
            </td>
            <td class="@max-lg:hidden">
              <LastUse apiKey={it} clock={clock} />
            </td>
            <td>
              {it.revokedAt
                ? <Badge tone="bad">Revoked</Badge>
                : it.lastUsedAt
                ? <Badge tone="good">In use</Badge>
                : <Badge tone="idle">Waiting</Badge>}
            </td>
            {mayRevoke && (
              <td class="text-right">
                <a
                  class={`link ${it.revokedAt ? "" : "text-error"}`}
                  href={`/api-keys/${publicId("key", it.id)}/revocation`}
                >
                  {it.revokedAt ? "Details" : "Revoke"}
                  <span class="sr-only">{` ${it.name}`}</span>
                </a>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </TableFrame>
  );
}

/** A key that waits for its first use says so: it may have been pasted nowhere. */
function LastUse({ apiKey: { lastUsedAt }, clock }: { apiKey: ListedApiKey; clock: Clock }) {
  return lastUsedAt ? <Ago at={lastUsedAt} clock={clock} /> : <>Never used</>;
}
