import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { Field, type FieldErrors } from "@/components/Field.tsx";
import { Icon } from "@/components/Icon.tsx";
import { typedBefore } from "@/components/typed_before.ts";
import { lengthOf, namesOneOf, SHORTEST_PASSWORD } from "@/lib/identity/password/rules.ts";

type NewPasswordProps = {
  errors: FieldErrors;
  /** Ids of the fields whose text the password must not hold, */
  names?: string[];
  /** and texts that it must not hold as well. */
  known?: string[];
  label?: string;
  /** In code points. */
  shortest?: number;
};

/** A password that is chosen here; its rules are ticked off while it is typed. */
export function NewPassword(
  { errors, names = [], known = [], label = "Password", shortest = SHORTEST_PASSWORD }: NewPasswordProps,
) {
  const isReady = useSignal(false);
  const isShown = useSignal(false);
  const password = useSignal(typedBefore("password") ?? "");
  const held = useSignal<string[]>([]);

  useEffect(() => {
    isReady.value = true;
    const fields = names.map((it) => document.getElementById(it) as HTMLInputElement);
    const read = () => held.value = fields.map((it) => it.value);
    read();
    for (const it of fields) it.addEventListener("input", read);
    return () => fields.forEach((it) => it.removeEventListener("input", read));
  }, []);

  const length = lengthOf(password.value);
  return (
    <Field
      label={label}
      name="password"
      type={isShown.value ? "text" : "password"}
      value={password.value}
      errors={errors}
      aside={
        <button
          type="button"
          class={`btn btn-ghost btn-xs -mr-2 text-xs font-medium ${isReady.value ? "" : "invisible"}`}
          onClick={() => isShown.value = !isShown.value}
        >
          {isShown.value ? "Hide" : "Show"}
          <span class="sr-only">the password</span>
        </button>
      }
      hint={
        <>
          <Rule isKept={length >= shortest}>
            At least {shortest} characters{length > 0 && length < shortest && `, ${shortest - length} to go`}
          </Rule>
          <Rule isKept={length > 0 && !namesOneOf([...held.value, ...known], password.value)}>
            Without your name, your company, its address or your email
          </Rule>
          <span class="mt-1 block">
            Four words that nobody would put together are better than one with odd signs.
          </span>
        </>
      }
      required
      autocomplete="new-password"
      onInput={(event) => password.value = event.currentTarget.value}
    />
  );
}

function Rule({ isKept, children }: { isKept: boolean; children: ComponentChildren }) {
  return (
    <span class={`flex gap-1.5 ${isKept ? "text-success" : ""}`}>
      {isKept ? <Icon name="check" class="mt-0.5 size-3.5" /> : (
        <span
          class="mx-1 mt-1.5 size-1.5 shrink-0 rounded-full bg-current opacity-60"
          aria-hidden="true"
        />
      )}
      <span>{children}</span>
    </span>
  );
}
