import { Ago, type Clock } from "@/components/Ago.tsx";
import { Badge } from "@/components/Badge.tsx";
import { TableFrame } from "@/components/TableFrame.tsx";
import type { ListedRequest } from "@/lib/tenancy/scim/tokens/list_requests.ts";

export function RequestTable({ requests, clock }: { requests: ListedRequest[]; clock: Clock }) {
  return (
    <TableFrame label="Last requests">
      <thead>
        <tr>
          <th scope="col">Status</th>
          <th scope="col" class="w-full">Request</th>
          <th scope="col" class="@max-2xl:hidden">Token</th>
          <th scope="col" class="@max-lg:hidden">When</th>
        </tr>
      </thead>
      <tbody>
        {requests.map((it) => (
          <tr key={it.id}>
            <td class="tabular align-top whitespace-nowrap">
              <Badge tone={it.status < 400 ? "good" : "bad"}>{it.status}</Badge>
            </td>
            <td>
              <code class="font-mono text-xs break-all">{it.method} {it.path}</code>
              {it.detail && <div class="text-sm break-words">{it.detail}</div>}
              <div class="text-xs text-base-content/75 @lg:hidden">
                <Ago at={it.requestedAt} clock={clock} />
              </div>
            </td>
            <td class="align-top break-words @max-2xl:hidden">{it.tokenName}</td>
            <td class="align-top whitespace-nowrap @max-lg:hidden">
              <Ago at={it.requestedAt} clock={clock} />
            </td>
          </tr>
        ))}
      </tbody>
    </TableFrame>
  );
}
