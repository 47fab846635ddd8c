import type { Authenticator } from "@/lib/identity/factors/find_factors.ts";
import { publicId } from "@/lib/ids.ts";
import { Ago, type Clock } from "./Ago.tsx";
import { FactorState } from "./FactorState.tsx";
import { ActionsHead, TableFrame } from "./TableFrame.tsx";

type AuthenticatorTableProps = {
  authenticators: Authenticator[];
  clock: Clock;
  /** Of the page that lists them; each is removed below it. */
  list: string;
};

/** The apps of one person that show six digits. */
export function AuthenticatorTable({ authenticators, clock, list }: AuthenticatorTableProps) {
  return (
    <TableFrame label="Authenticator apps">
      <thead>
        <tr>
          <th scope="col" class="w-full">Name</th>
          <th scope="col">State</th>
          <th scope="col" class="@max-lg:hidden">Added</th>
          <th scope="col" class="@max-lg:hidden">Last used</th>
          <ActionsHead />
        </tr>
      </thead>
      <tbody>
        {authenticators.map((it) => (
          <tr key={it.id}>
            <td class="font-medium wrap-anywhere">
              {it.name}
              <div class="text-xs font-normal text-base-content/75 @lg:hidden">
                Added <Ago at={it.createdAt} clock={clock} />
              </div>
            </td>
            <td class="whitespace-nowrap">
              <FactorState factor={it} />
            </td>
            <td class="@max-lg:hidden">
              <Ago at={it.createdAt} clock={clock} />
            </td>
            <td class="whitespace-nowrap @max-lg:hidden">
              {it.lastUsedAt ? <Ago at={it.lastUsedAt} clock={clock} /> : "Never"}
            </td>
            <td class="text-right">
              <a class="link text-error" href={`${list}/${publicId("aut", it.id)}/removal`}>
                Remove<span class="sr-only">{` ${it.name}`}</span>
              </a>
            </td>
          </tr>
        ))}
      </tbody>
    </TableFrame>
  );
}
