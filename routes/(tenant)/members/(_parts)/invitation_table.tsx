import { Ago, type Clock } from "@/components/Ago.tsx";
import { Badge } from "@/components/Badge.tsx";
import { roleName } from "@/components/role_names.ts";
import { ActionsHead, TableFrame } from "@/components/TableFrame.tsx";
import { publicId } from "@/lib/ids.ts";
import type { ListedInvitation } from "@/lib/tenancy/invitations/list_invitations.ts";

/** Those who were asked in and have not come yet. */
export function InvitationTable({ invitations, clock }: { invitations: ListedInvitation[]; clock: Clock }) {
  return (
    <TableFrame label="Invitations that wait">
      <thead>
        <tr>
          <th scope="col" class="w-full">For</th>
          <th scope="col" class="@max-lg:hidden">Role</th>
          <th scope="col" class="@max-2xl:hidden">Sent</th>
          <th scope="col" class="@max-xl:hidden">State</th>
          <ActionsHead />
        </tr>
      </thead>
      <tbody>
        {invitations.map((it) => (
          <tr key={it.id} id={publicId("inv", it.id)} class="target:bg-warning/15">
            <td>
              <span class="font-medium break-all">{it.email ?? "Whoever has the link"}</span>
              <div class="text-xs text-base-content/75">{originOf(it)}</div>
              <div class="text-xs text-base-content/75 @lg:hidden">{nameOf(it)}</div>
              <div class="text-xs @xl:hidden">
                <State invitation={it} clock={clock} />
              </div>
            </td>
            <td class="max-w-40 min-w-26 break-words @max-lg:hidden">{nameOf(it)}</td>
            <td class="whitespace-nowrap @max-2xl:hidden">
              <Ago at={it.sentAt} clock={clock} />
            </td>
            <td class="whitespace-nowrap @max-xl:hidden">
              <State invitation={it} clock={clock} />
            </td>
            <td>
              <div class="flex flex-wrap justify-end gap-x-4 gap-y-1">
                <form method="post" action={`/members/invitations/${publicId("inv", it.id)}/resending`}>
                  <button type="submit" class="link cursor-pointer whitespace-nowrap">
                    {it.email === null ? "New link" : "Send again"}
                    <span class="sr-only">{` for ${it.email ?? "whoever has it"}`}</span>
                  </button>
                </form>
                <a class="link text-error" href={`/members/invitations/${publicId("inv", it.id)}/revocation`}>
                  Revoke<span class="sr-only">
                    {` the invitation for ${it.email ?? "whoever has the link"}`}
                  </span>
                </a>
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </TableFrame>
  );
}

function State({ invitation: { expiresAt }, clock }: { invitation: ListedInvitation; clock: Clock }) {
  return expiresAt <= clock.now ? <Badge tone="bad">Expired</Badge> : (
    <Badge tone="waiting">
      <span>
        Until <Ago at={expiresAt} clock={clock} />
      </span>
    </Badge>
  );
}

/** `2 of 10 used, invited by Ada` */
function originOf({ email, isByLink, uses, mostUses, inviterName }: ListedInvitation): string {
  const parts = [
    email === null ? `${uses} of ${mostUses} used` : isByLink ? "Asked for by a link" : undefined,
    inviterName === null ? undefined : `invited by ${inviterName}`,
  ];
  const text = parts.filter((it) => it !== undefined).join(", ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function nameOf({ role, roleName: name }: ListedInvitation): string {
  return roleName({ role, roleName: name ?? undefined });
}
