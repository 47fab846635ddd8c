import { formatCounted } from "@/components/format.ts";
import { TableFrame } from "@/components/TableFrame.tsx";
import { roleName } from "@/components/role_names.ts";
import { publicId } from "@/lib/ids.ts";
import { writeRoleChoice } from "@/lib/tenancy/roles/role_choice.ts";
import type { MappedGroup } from "@/lib/tenancy/scim/groups/list_mappings.ts";

type Option = { value: string; label: string };
type GroupTableProps = { groups: MappedGroup[]; options: Option[] };

export function GroupTable({ groups, options }: GroupTableProps) {
  return (
    <TableFrame label="Groups">
      <thead>
        <tr>
          <th scope="col" class="w-full">Group</th>
          <th scope="col">Stands for</th>
        </tr>
      </thead>
      <tbody>
        {groups.map((it) => (
          <tr key={it.id} id={publicId("grp", it.id)}>
            <td>
              <span class="font-medium break-words">{it.name}</span>
              <div class="text-xs text-base-content/75">{formatCounted(it.members, "member")}</div>
            </td>
            <td>
              <RoleForm group={it} options={options} />
            </td>
          </tr>
        ))}
      </tbody>
    </TableFrame>
  );
}

function RoleForm({ group, options }: { group: MappedGroup; options: Option[] }) {
  const id = publicId("grp", group.id);
  const current = group.role === null ? "" : writeRoleChoice({ role: group.role, roleId: group.roleId });
  const isThere = current === "" || options.some((it) => it.value === current);
  // What is above one's own role can be seen, and not chosen.
  const shown = isThere ? options : [
    { value: current, label: roleName({ role: group.role!, roleName: group.roleName ?? undefined }) },
    ...options,
  ];
  return (
    <form
      method="post"
      action={`/scim/groups/${id}/role`}
      class="flex flex-wrap items-center gap-2 @lg:flex-nowrap"
    >
      <label for={`role-${id}`} class="sr-only">{`What ${group.name} stands for`}</label>
      <select id={`role-${id}`} name="role" class="select w-36 text-base">
        <option value="" selected={current === ""}>No role</option>
        {shown.map((it) => (
          <option key={it.value} value={it.value} selected={it.value === current}>{it.label}</option>
        ))}
      </select>
      <button type="submit" class="btn border-base-300 bg-base-100 shadow-none hover:border-base-content/40">
        Save<span class="sr-only">{` ${group.name}`}</span>
      </button>
    </form>
  );
}
