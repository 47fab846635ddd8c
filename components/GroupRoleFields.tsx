import { type FieldErrors, isFirstOf } from "./Field.tsx";

export type GroupRow = { group: string; role: string };

type GroupRoleFieldsProps = {
  rows: GroupRow[];
  /** What a group may stand for. */
  roles: { value: string; label: string }[];
  errors?: FieldErrors;
};

/** Empty lines at the end, for more. */
const SPARE = 3;

/** Groups and the roles they stand for, a line each. */
export function GroupRoleFields({ rows, roles, errors = {} }: GroupRoleFieldsProps) {
  const lines = [...rows, ...Array.from({ length: SPARE }, () => ({ group: "", role: "read_only" }))];
  return (
    <fieldset class="space-y-3">
      <legend class="text-sm font-medium">Which group is which role</legend>
      <p class="max-w-xl text-xs text-base-content/75">
        Groups by the name or id that the provider sends; the test login shows them. Empty lines are left out,
        and who is in several groups has the role that holds most.
      </p>
      {lines.map(({ group, role }, index) => (
        <div key={index} class="grid gap-2 sm:grid-cols-[minmax(0,1fr)_12rem]">
          <div>
            <input
              type="text"
              name={`group_${index}`}
              value={group}
              aria-label={`Group ${index + 1}`}
              maxLength={200}
              autocomplete="off"
              spellcheck={false}
              class={`input w-full text-base ${errors[`group_${index}`] ? "input-error" : ""}`}
              autofocus={isFirstOf(errors, `group_${index}`)}
              {...describedBy(errors, `group_${index}`)}
            />
            <Wrong errors={errors} name={`group_${index}`} />
          </div>
          <div>
            <select
              name={`role_${index}`}
              aria-label={`Role of group ${index + 1}`}
              class={`select w-full text-base ${errors[`role_${index}`] ? "select-error" : ""}`}
              autofocus={isFirstOf(errors, `role_${index}`)}
              {...describedBy(errors, `role_${index}`)}
            >
              {roles.map(({ value, label }) => (
                <option key={value} value={value} selected={value === role}>{label}</option>
              ))}
            </select>
            <Wrong errors={errors} name={`role_${index}`} />
          </div>
        </div>
      ))}
    </fieldset>
  );
}

function describedBy(errors: FieldErrors, name: string) {
  return errors[name] ? { "aria-invalid": true, "aria-describedby": `${name}-error` } as const : {};
}

function Wrong({ errors, name }: { errors: FieldErrors; name: string }) {
  const error = errors[name];
  return error ? <p id={`${name}-error`} class="mt-1 text-sm font-medium text-error">{error}</p> : null;
}
