import { Ago, type Clock } from "@/components/Ago.tsx";
import { Badge } from "@/components/Badge.tsx";
import { ActionsHead, TableFrame } from "@/components/TableFrame.tsx";
import { publicId } from "@/lib/ids.ts";
import type { ListedToken } from "@/lib/tenancy/scim/tokens/list_tokens.ts";

export function TokenTable({ tokens, clock }: { tokens: ListedToken[]; clock: Clock }) {
  return (
    <TableFrame label="Tokens">
      <thead>
        <tr>
          <th scope="col" class="w-full">Name</th>
          <th scope="col" class="@max-2xl:hidden">Created</th>
          <th scope="col" class="@max-lg:hidden">Last used</th>
          <th scope="col">State</th>
          <ActionsHead />
        </tr>
      </thead>
      <tbody>
        {tokens.map((it) => (
          <tr key={it.id} class={it.revokedAt ? "text-base-content/75" : ""}>
            <td>
              <span class="font-medium break-words">{it.name}</span>
              <div class="font-mono text-xs text-base-content/75">rs_…{it.hint}</div>
              {it.previousUntil && it.previousUntil > clock.now && !it.revokedAt && (
                <div class="text-xs text-base-content/75">
                  rs_…{it.previousHint} works too, until <Ago at={it.previousUntil} clock={clock} />
                </div>
              )}
              <div class="text-xs text-base-content/75 @lg:hidden">
                <LastUse token={it} clock={clock} />
              </div>
            </td>
            <td class="whitespace-nowrap @max-2xl:hidden">
              <Ago at={it.createdAt} clock={clock} />
              {it.createdBy && <span class="text-base-content/75">{` by ${it.createdBy}`}</span>}
            </td>
            <td class="whitespace-nowrap @max-lg:hidden">
              <LastUse token={it} clock={clock} />
            </td>
            <td class="whitespace-nowrap">
              {it.revokedAt
                ? <Badge tone="bad">Revoked</Badge>
                : it.lastUsedAt
                ? <Badge tone="good">In use</Badge>
                : <Badge tone="idle">Waiting</Badge>}
            </td>
            <td class="text-right">
              {!it.revokedAt && (
                <span class="flex flex-wrap justify-end gap-x-4 @lg:flex-nowrap">
                  <a class="link" href={`/scim/tokens/${publicId("tok", it.id)}/rotation`}>
                    Replace<span class="sr-only">{` ${it.name}`}</span>
                  </a>
                  <a class="link text-error" href={`/scim/tokens/${publicId("tok", it.id)}/revocation`}>
                    Revoke<span class="sr-only">{` ${it.name}`}</span>
                  </a>
                </span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </TableFrame>
  );
}

/** A token that waits for its first use says so: it may have been pasted nowhere. */
function LastUse({ token: { lastUsedAt }, clock }: { token: ListedToken; clock: Clock }) {
  return lastUsedAt
    ? (
      <>
        Used <Ago at={lastUsedAt} clock={clock} />
      </>
    )
    : <>Never used</>;
}
