import { may, type Permission, ROLES } from "@/lib/identity/permissions.ts";
import { Icon } from "./Icon.tsx";
import { PERMISSION_NAMES, ROLE_NAMES } from "./role_names.ts";
import { TableFrame } from "./TableFrame.tsx";

/** Four of them have room beside the words on a phone, too. */
const CELL = "text-center @max-lg:px-1.5 @max-lg:text-2xs @max-lg:last:pr-4";

/** What each role may do, as the guards of the pages know it. */
export function RoleTable() {
  return (
    <TableFrame label="What each role may do">
      <thead>
        <tr>
          <th scope="col" class="w-full">May</th>
          {ROLES.map((role) => <th key={role} scope="col" class={CELL}>{ROLE_NAMES[role]}</th>)}
        </tr>
      </thead>
      <tbody>
        {(Object.keys(PERMISSION_NAMES) as Permission[]).map((permission) => (
          <tr key={permission}>
            <th scope="row" class="text-left">{PERMISSION_NAMES[permission]}</th>
            {ROLES.map((role) => (
              <td key={role} class={CELL}>
                {may(role, permission)
                  ? (
                    <>
                      <Icon name="check" class="inline size-4 text-success" />
                      <span class="sr-only">yes</span>
                    </>
                  )
                  : (
                    <span class="text-base-content/60">
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
