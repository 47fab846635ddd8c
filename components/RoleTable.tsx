import { may, PERMISSIONS, ROLES } from "@/lib/identity/permissions.ts";
import { Icon } from "./Icon.tsx";
import { PERMISSION_NAMES, ROLE_NAMES } from "./role_names.ts";
import { TableFrame } from "./TableFrame.tsx";

/** What each role may do, as the guards of the pages know it; on a phone, a list of who may do what. */
export function RoleTable() {
  return (
    <TableFrame label="What each role may do">
      <thead class="@max-lg:hidden">
        <tr>
          <th scope="col" class="w-full">May</th>
          {ROLES.map((role) => <th key={role} scope="col" class="text-center">{ROLE_NAMES[role]}</th>)}
        </tr>
      </thead>
      <tbody>
        {PERMISSIONS.map((permission) => (
          <tr key={permission}>
            <th scope="row" class="text-left text-base-content">
              {PERMISSION_NAMES[permission]}
              <div class="text-xs font-normal text-base-content/75 @lg:hidden">
                {ROLES.filter((role) => may(role, permission)).map((role) => ROLE_NAMES[role]).join(", ")}
              </div>
            </th>
            {ROLES.map((role) => (
              <td key={role} class="text-center @max-lg:hidden">
                {may(role, permission)
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
