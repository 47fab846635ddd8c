import { Button } from "@/components/Button.tsx";
import { Card } from "@/components/Card.tsx";
import { Choice } from "@/components/Choice.tsx";
import { roleName } from "@/components/role_names.ts";
import { publicId } from "@/lib/ids.ts";
import type { MemberSheet } from "@/lib/tenancy/look_at_member.ts";
import { writeRoleChoice } from "@/lib/tenancy/roles/role_choice.ts";

type RoleFormProps = {
  sheet: MemberSheet;
  options: { value: string; label: string }[];
  isSelf: boolean;
};

export function RoleForm({ sheet, options, isSelf }: RoleFormProps) {
  const current = writeRoleChoice(sheet);
  const isThere = options.some((it) => it.value === current);
  return (
    <form method="post" action={`${urlOf(sheet)}/role`} class="max-w-md space-y-4">
      <Choice
        label={isSelf ? "Your role" : "Role"}
        name="role"
        value={current}
        options={isThere ? options : [{ value: "", label: `${roleName(sheet)}, as now` }, ...options]}
        hint={isSelf
          ? "You can step down, and then not up again by yourself"
          : sheet.role === "owner"
          ? "An owner who gets another role is no owner any more"
          : "It counts from the next page that they open"}
      />
      <Button look="quiet">{isSelf ? "Change my role" : "Change role"}</Button>
    </form>
  );
}

export function RoleOfGroups({ mayMap }: { mayMap: boolean }) {
  return (
    <p class="text-base-content/80">
      A group of your directory gives this role. Change who is in the group there, or {mayMap
        ? <a class="link" href="/scim#groups">what the group stands for</a>
        : "have what the group stands for changed"}.
    </p>
  );
}

export function Ownership({ sheet }: { sheet: MemberSheet }) {
  return (
    <Card title="Ownership">
      <div class="space-y-4">
        <p class="text-base-content/80">Hand the house over to {sheet.name}, or own it together.</p>
        <Button look="quiet" href={`${urlOf(sheet)}/ownership`}>Make {sheet.name} an owner</Button>
      </div>
    </Card>
  );
}

type SigningInProps = {
  sheet: MemberSheet;
  /** Whether a password opens this house. */
  takesPasswords: boolean;
};

export function SigningIn({ sheet, takesPasswords }: SigningInProps) {
  return (
    <Card title="Signing in">
      <div class="space-y-4">
        <p class="text-base-content/80">
          Sign {sheet.name}{" "}
          out if a device of theirs is lost, and reset their second factors if they cannot show one any more.
        </p>
        <div class="flex flex-wrap gap-3">
          <Button look="quiet" href={`${urlOf(sheet)}/sessions`}>Sign out everywhere</Button>
          <Button look="quiet" href={`${urlOf(sheet)}/factors`}>Reset second factors</Button>
          {takesPasswords && (
            <Button look="quiet" href={`${urlOf(sheet)}/password`}>Mail a link for a new password</Button>
          )}
        </div>
      </div>
    </Card>
  );
}

export function Membership({ sheet }: { sheet: MemberSheet }) {
  return (
    <Card title="Membership">
      <div class="space-y-4">
        <p class="text-base-content/80">
          {sheet.deactivatedAt
            ? `${sheet.name} cannot come in. Reactivated, they sign in again with the role that they had.`
            : sheet.isManaged
            ? "Your directory looks after this member: deactivate them there, or it may let them in again."
            : "Deactivate somebody who should not come in for now, and remove somebody who will not come back."}
        </p>
        <div class="flex flex-wrap gap-3">
          {sheet.deactivatedAt
            ? (
              <form method="post" action={`${urlOf(sheet)}/reactivation`}>
                <Button>Reactivate</Button>
              </form>
            )
            : <Button look="quiet" href={`${urlOf(sheet)}/deactivation`}>Deactivate</Button>}
          <Button look="quiet" href={`${urlOf(sheet)}/removal`}>Remove</Button>
        </div>
      </div>
    </Card>
  );
}

export function Leaving() {
  return (
    <Card title="Membership">
      <div class="space-y-4">
        <p class="text-base-content/80">You can move out at any time, unless you are the last owner.</p>
        <Button look="quiet" href="/leaving">Leave the house</Button>
      </div>
    </Card>
  );
}

function urlOf({ id }: MemberSheet): string {
  return `/members/${publicId("mem", id)}`;
}
