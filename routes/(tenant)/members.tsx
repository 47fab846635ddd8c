import { page } from "fresh";
import { Card } from "@/components/Card.tsx";
import { Moment } from "@/components/Moment.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { ROLE_NAMES } from "@/components/role_names.ts";
import { TableFrame } from "@/components/TableFrame.tsx";
import { listMembers } from "@/lib/tenancy/list_members.ts";
import { requirePermission } from "@/routes/(_http)/require.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async GET({ state }) {
    requirePermission(state, "members.read");
    return page(await listMembers(state.tenant.id));
  },
});

export default define.page<typeof handler>(({ data: members, state: { tenant, member } }) => (
  <>
    <PageHeader title="Members" lead={`The people who can come into ${tenant.name}.`} />
    <Card flush>
      <TableFrame label="Members">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Email</th>
            <th scope="col">Role</th>
            <th scope="col">Joined</th>
          </tr>
        </thead>
        <tbody>
          {members.map((it) => (
            <tr key={it.id}>
              <td class="font-medium">
                {it.name} {it.userId === member.userId && <span class="badge badge-sm">You</span>}
              </td>
              <td>{it.email}</td>
              <td>{ROLE_NAMES[it.role]}</td>
              <td>
                <Moment at={it.joinedAt} timeZone={tenant.timeZone} />
              </td>
            </tr>
          ))}
        </tbody>
      </TableFrame>
    </Card>
  </>
));
