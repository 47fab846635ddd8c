import { Field, type FieldErrors } from "@/components/Field.tsx";
import { PERMISSION_NAMES } from "@/components/role_names.ts";
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
        <ul class="space-y-1">
          {GRANTABLE.map((it) => {
            const isMine = mine.has(it);
            return (
              <li key={it}>
                <label class={`flex items-start gap-3 py-1 ${isMine ? "" : "text-base-content/75"}`}>
                  <input
                    type="checkbox"
                    class="checkbox checkbox-sm mt-0.5"
                    name={it}
                    checked={permissions.includes(it)}
                    disabled={!isMine}
                  />
                  <span>
                    {PERMISSION_NAMES[it]}
                    {!isMine && <span class="block text-xs">You may not do this yourself</span>}
                  </span>
                </label>
              </li>
            );
          })}
        </ul>
        {error && <p id="permissions-error" class="text-sm font-medium text-error">{error}</p>}
      </fieldset>
    </>
  );
}
