import { Button } from "@/components/Button.tsx";
import { Choice } from "@/components/Choice.tsx";
import { Field, type FieldErrors } from "@/components/Field.tsx";
import { LINK_DAYS, MOST_USES } from "@/lib/tenancy/invitations/invitation_form.ts";

type LinkFieldsProps = {
  options: { value: string; label: string }[];
  values?: Record<string, string>;
  errors?: FieldErrors;
};

/** The lowest role stands there until another is chosen: a link travels. */
export function LinkFields({ options, values = {}, errors }: LinkFieldsProps) {
  return (
    <>
      <p class="text-base-content/80">
        For a chat or a note on the wall. Whoever has it names an address, and we mail the way in there:
        nobody comes in under an address that is not theirs.
      </p>
      <Choice
        label="Role of whoever comes"
        name="role"
        id="link-role"
        value={values.role ?? "read_only"}
        options={options}
        errors={errors}
      />
      <Field
        label="How many people"
        name="uses"
        value={values.uses ?? "10"}
        errors={errors}
        hint={`From 1 to ${MOST_USES}`}
        inputMode="numeric"
        required
        autocomplete="off"
      />
      <Choice
        label="For how long"
        name="days"
        value={values.days ?? "7"}
        options={LINK_DAYS.map((days) => ({
          value: String(days),
          label: days === 1 ? "One day" : `${days} days`,
        }))}
        errors={errors}
      />
      <Button>Make a link</Button>
    </>
  );
}
