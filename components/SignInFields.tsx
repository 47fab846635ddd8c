import { Field, type FieldErrors } from "./Field.tsx";

/** What a person signs in with, as password managers know it. */
export function SignInFields({ email, errors }: { email: string; errors: FieldErrors }) {
  return (
    <>
      <EmailField email={email} errors={errors} />
      <Field
        label="Password"
        name="password"
        type="password"
        errors={errors}
        required
        autocomplete="current-password"
      />
    </>
  );
}

/** As password managers know it. */
export function EmailField({ email, errors }: { email: string; errors: FieldErrors }) {
  return (
    <Field
      label="Email"
      name="email"
      type="email"
      value={email}
      errors={errors}
      required
      autocomplete="username"
    />
  );
}
