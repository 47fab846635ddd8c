import { Badge } from "@/components/Badge.tsx";
import { Moment } from "@/components/Moment.tsx";
import { roleName } from "@/components/role_names.ts";
import { TableFrame } from "@/components/TableFrame.tsx";
import type { Member } from "@/lib/tenancy/find_member.ts";

export function Members({ members }: { members: Member[] }) {
  return (
    <TableFrame label="Members">
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Email</th>
          <th scope="col" class="max-sm:hidden">Confirmed</th>
          <th scope="col">Role</th>
          <th scope="col" class="max-md:hidden">Joined</th>
        </tr>
      </thead>
      <tbody>
        {members.map((it) => (
          <tr key={it.id}>
            <td class="font-medium">{it.name}</td>
            <td class="break-all">{it.email}</td>
            <td class="max-sm:hidden">
              {it.isEmailProven ? <Badge tone="good">Yes</Badge> : <Badge tone="bad">Not yet</Badge>}
            </td>
            <td>{roleName(it)}</td>
            <td class="max-md:hidden">
              <Moment at={it.joinedAt} timeZone="UTC" />
            </td>
          </tr>
        ))}
      </tbody>
    </TableFrame>
  );
}
