import { Ago, type Clock } from "@/components/Ago.tsx";
import { Badge } from "@/components/Badge.tsx";
import { roleName } from "@/components/role_names.ts";
import { TableFrame } from "@/components/TableFrame.tsx";
import { publicId } from "@/lib/ids.ts";
import type { ListedMember } from "@/lib/tenancy/list_members.ts";

type MemberTableProps = { members: ListedMember[]; viewerId: string; clock: Clock };

export function MemberTable({ members, viewerId, clock }: MemberTableProps) {
  return (
    <TableFrame label="Members">
      <thead>
        <tr>
          <th scope="col" class="w-full">Name</th>
          <th scope="col" class="@max-2xl:hidden">Address</th>
          <th scope="col">Role</th>
          <th scope="col" class="@max-lg:hidden">Joined</th>
        </tr>
      </thead>
      <tbody>
        {members.map((it) => (
          <tr key={it.id} id={publicId("mem", it.id)} class="target:bg-warning/15">
            <td>
              <a class="link link-hover font-medium" href={`/members/${publicId("mem", it.id)}`}>{it.name}</a>
              {" "}
              {it.id === viewerId && <span class="badge badge-sm">You</span>}{" "}
              {it.isManaged && (
                <span class="badge badge-sm" title="Managed by your directory">
                  Directory
                </span>
              )}
              <div class="text-xs break-all text-base-content/75">{it.email}</div>
              <div class="text-xs text-base-content/75 @lg:hidden">
                Joined <Ago at={it.joinedAt} clock={clock} />
              </div>
              {it.deactivatedAt && (
                <div class="text-xs @2xl:hidden">
                  <Badge tone="bad">Deactivated</Badge>
                </div>
              )}
            </td>
            <td class="whitespace-nowrap @max-2xl:hidden">
              {it.deactivatedAt
                ? <Badge tone="bad">Deactivated</Badge>
                : it.isEmailProven
                ? <Badge tone="good">Confirmed</Badge>
                : <Badge tone="idle">Not confirmed yet</Badge>}
            </td>
            <td class="max-w-40 min-w-26 break-words">{roleName(it)}</td>
            <td class="whitespace-nowrap @max-lg:hidden">
              <Ago at={it.joinedAt} clock={clock} />
            </td>
          </tr>
        ))}
      </tbody>
    </TableFrame>
  );
}
