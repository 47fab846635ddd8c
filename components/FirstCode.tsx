import { Field, type FieldErrors } from "./Field.tsx";

/** Shows that the app has the secret. */
export function FirstCode({ errors }: { errors: FieldErrors }) {
  return (
    <Field
      label="Code"
      name="code"
      errors={errors}
      hint="The six digits that the app shows now"
      required
      inputMode="numeric"
      autocomplete="one-time-code"
    />
  );
}
