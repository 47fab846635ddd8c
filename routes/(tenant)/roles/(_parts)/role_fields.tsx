import { Field, type FieldErrors } from "@/components/Field.tsx";
import { PERMISSION_NAMES } from "@/components/role_names.ts";
import { Tick } from "@/components/Tick.tsx";
import { GRANTABLE, type Grantable, type Permissions } from "@/lib/identity/permissions.ts";

type RoleFieldsProps = {
  name?: string;
  permissions: readonly Grantable[];
  /** Of whoever fills in the form: what they do not hold they cannot give. */
  mine: Permissions;
  errors?: FieldErrors;
};

/** A name, and a box for each thing that a role may allow. */
export function RoleFields({ name, permissions, mine, errors = {} }: RoleFieldsProps) {
  const error = errors.permissions;
  return (
    <>
      <Field
        label="Name"
        name="name"
        value={name}
        errors={errors}
        hint="As you would call the people, such as Accounting"
        required
        maxLength={40}
        autocomplete="off"
      />
      <fieldset class="space-y-2" aria-describedby={error ? "permissions-error" : undefined}>
        <legend class="text-sm font-medium">May</legend>
        <ul class="space-y-2">
          {GRANTABLE.map((it) => {
            const isMine = mine.has(it);
            return (
              <li key={it}>
                <Tick
                  label={PERMISSION_NAMES[it]}
                  name={it}
                  isTicked={permissions.includes(it)}
                  isDisabled={!isMine}
                  hint={isMine ? undefined : "You may not do this yourself"}
                />
              </li>
            );
          })}
        </ul>
        {error && <p id="permissions-error" class="text-sm font-medium text-error">{error}</p>}
      </fieldset>
    </>
  );
}
