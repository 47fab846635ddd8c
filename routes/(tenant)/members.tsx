import { page } from "fresh";
import { Ago } from "@/components/Ago.tsx";
import { Badge } from "@/components/Badge.tsx";
import { Card } from "@/components/Card.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { roleName } from "@/components/role_names.ts";
import { RoleTable } from "@/components/RoleTable.tsx";
import { TableFrame } from "@/components/TableFrame.tsx";
import { publicId } from "@/lib/ids.ts";
import { listMembers } from "@/lib/tenancy/list_members.ts";
import { requirePermission } from "@/routes/(_http)/require.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async GET({ state }) {
    requirePermission(state, "members.read");
    return page(await listMembers(state.tenant.id));
  },
});

export default define.page<typeof handler>(({ data: members, state: { tenant, member, clock } }) => (
  <>
    <PageHeader title="Members" lead={`The people who can come into ${tenant.name}, and what each may do.`} />
    <div class="grid grid-cols-[minmax(0,1fr)] items-start gap-6 min-[112rem]:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <Card flush>
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
                  <span class="font-medium">{it.name}</span>{" "}
                  {it.userId === member.userId && <span class="badge badge-sm">You</span>}
                  <div class="text-xs break-all text-base-content/75">{it.email}</div>
                  <div class="text-xs text-base-content/75 @lg:hidden">
                    Joined <Ago at={it.joinedAt} clock={clock} />
                  </div>
                </td>
                <td class="whitespace-nowrap @max-2xl:hidden">
                  {it.isEmailProven
                    ? <Badge tone="good">Confirmed</Badge>
                    : <Badge tone="idle">Not confirmed yet</Badge>}
                </td>
                <td class="whitespace-nowrap">{roleName(it)}</td>
                <td class="@max-lg:hidden">
                  <Ago at={it.joinedAt} clock={clock} />
                </td>
              </tr>
            ))}
          </tbody>
        </TableFrame>
      </Card>
      <Card flush title="What each role may do">
        <RoleTable />
      </Card>
    </div>
  </>
));
