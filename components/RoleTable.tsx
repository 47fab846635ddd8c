import { type Permission, PERMISSIONS, permissionsOf, ROLES } from "@/lib/identity/permissions.ts";
import { Icon } from "./Icon.tsx";
import { PERMISSION_NAMES, ROLE_NAMES } from "./role_names.ts";
import { TableFrame } from "./TableFrame.tsx";

type RoleTableProps = {
  /** Roles that the tenant made for itself. */
  own?: { name: string; permissions: Permission[] }[];
};

/** What each role may do, as the guards of the pages know it; on a phone, a list of who may do what. */
export function RoleTable({ own = [] }: RoleTableProps) {
  const roles = [
    ...ROLES.map((role) => ({ name: ROLE_NAMES[role], permissions: permissionsOf(role, null) })),
    ...own.map(({ name, permissions }) => ({ name, permissions: permissionsOf("custom", permissions) })),
  ];
  return (
    <TableFrame label="What each role may do">
      <thead class="@max-lg:hidden">
        <tr>
          <th scope="col" class="w-full">May</th>
          {roles.map(({ name }) => (
            <th key={name} scope="col" class="min-w-20 text-center break-words">{name}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {PERMISSIONS.map((permission) => (
          <tr key={permission}>
            <th scope="row" class="text-left text-base-content">
              {PERMISSION_NAMES[permission]}
              <div class="text-xs font-normal text-base-content/75 @lg:hidden">
                {roles.filter((it) => it.permissions.has(permission)).map((it) => it.name).join(", ")}
              </div>
            </th>
            {roles.map(({ name, permissions }) => (
              <td key={name} class="text-center @max-lg:hidden">
                {permissions.has(permission)
                  ? (
                    <>
                      <Icon name="check" class="inline size-4 text-success" />
                      <span class="sr-only">yes</span>
                    </>
                  )
                  : (
                    <span class="text-base-content/75">
                      –<span class="sr-only">no</span>
                    </span>
                  )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </TableFrame>
  );
}
