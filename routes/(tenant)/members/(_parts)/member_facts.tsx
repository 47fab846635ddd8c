import { Ago, type Clock } from "@/components/Ago.tsx";
import { Badge } from "@/components/Badge.tsx";
import { Fact, Facts } from "@/components/Facts.tsx";
import { Moment } from "@/components/Moment.tsx";
import { PERMISSION_NAMES, roleName } from "@/components/role_names.ts";
import { PERMISSIONS } from "@/lib/identity/permissions.ts";
import type { MemberSheet } from "@/lib/tenancy/look_at_member.ts";

export function MemberFacts({ sheet, clock }: { sheet: MemberSheet; clock: Clock }) {
  const { email, isEmailProven, joinedAt, deactivatedAt, deactivatedBy, permissions } = sheet;
  return (
    <Facts>
      <Fact name="Email">
        <span class="break-all">{email}</span>
        <div class="text-sm">
          {isEmailProven
            ? <Badge tone="good">Confirmed</Badge>
            : <Badge tone="idle">Not confirmed yet</Badge>}
        </div>
      </Fact>
      <Fact name="Role">{roleName(sheet)}</Fact>
      {sheet.isManaged && <Fact name="Managed by">Your directory</Fact>}
      <Fact name="Joined">
        <Moment at={joinedAt} timeZone={clock.timeZone} />
      </Fact>
      {deactivatedAt && (
        <Fact name="State">
          <Badge tone="bad">Deactivated</Badge> <Ago at={deactivatedAt} clock={clock} />
          {deactivatedBy && ` by ${deactivatedBy}`}
        </Fact>
      )}
      <Fact name="May">
        <ul class="list-disc space-y-0.5 pl-4 text-sm">
          {PERMISSIONS.filter((it) => permissions.has(it)).map((it) => (
            <li key={it}>{PERMISSION_NAMES[it]}</li>
          ))}
        </ul>
      </Fact>
    </Facts>
  );
}
