import type { Owner } from "@/lib/identity/connections/break_glass.ts";
import { publicId } from "@/lib/ids.ts";
import { Badge } from "./Badge.tsx";
import { Button } from "./Button.tsx";
import { ActionsHead, TableFrame } from "./TableFrame.tsx";

/** The owners, and which of them can get in past a connection. */
export function BreakGlassTable({ owners }: { owners: Owner[] }) {
  return (
    <TableFrame label="Break-glass owners">
      <thead>
        <tr>
          <th scope="col" class="w-full">Owner</th>
          <th scope="col" class="@max-lg:hidden">Second factor</th>
          <ActionsHead />
        </tr>
      </thead>
      <tbody>
        {owners.map(({ userId, name, email, isMarked, hasSecondFactor }) => (
          <tr key={userId}>
            <td class="font-medium wrap-anywhere">
              {name}
              <div class="text-xs font-normal break-all text-base-content/75">{email}</div>
              <div class="mt-1 text-xs font-normal @lg:hidden">
                <Factor hasSecondFactor={hasSecondFactor} />
              </div>
            </td>
            <td class="whitespace-nowrap @max-lg:hidden">
              <Factor hasSecondFactor={hasSecondFactor} />
            </td>
            <td class="text-right whitespace-nowrap">
              <form method="post" action="/sso/break-glass">
                <input type="hidden" name="user" value={publicId("usr", userId)} />
                <Button look="quiet" class="btn-sm" name="marked" value={isMarked ? "no" : "yes"}>
                  {isMarked ? "Unmark" : "Mark"}
                  <span class="sr-only">{` ${name}`}</span>
                </Button>
              </form>
            </td>
          </tr>
        ))}
      </tbody>
    </TableFrame>
  );
}

function Factor({ hasSecondFactor }: Pick<Owner, "hasSecondFactor">) {
  return <Badge tone={hasSecondFactor ? "good" : "idle"}>{hasSecondFactor ? "Set up" : "None yet"}</Badge>;
}
