import { useSignal } from "@preact/signals";
import {
  browserSupportsWebAuthn,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from "@simplewebauthn/browser";
import { useEffect, useRef } from "preact/hooks";
import { Field } from "@/components/Field.tsx";
import { Notice } from "@/components/Notice.tsx";
import { typedBefore } from "@/components/typed_before.ts";

/** What the browser shall do: make a passkey, or show one. */
export type PasskeyWish =
  | { wants: "new"; options: PublicKeyCredentialCreationOptionsJSON }
  | { wants: "known"; options: PublicKeyCredentialRequestOptionsJSON };

type PasskeyFormProps = { wish: PasskeyWish; callback: string; state: string };

const NO_PASSKEYS = "This browser knows no passkeys. Use another way to sign in, or another browser";

/** Lets the browser talk to the device, and sends its answer. */
export function PasskeyForm({ wish, callback, state }: PasskeyFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const answer = useRef<HTMLInputElement>(null);
  const name = useSignal(typedBefore("name") ?? "My device");
  const isReady = useSignal(false);
  const isAsking = useSignal(false);
  const trouble = useSignal<string | undefined>(undefined);

  useEffect(() => {
    isReady.value = browserSupportsWebAuthn();
    if (!isReady.value) trouble.value = NO_PASSKEYS;
    else if (wish.wants === "known") ask();
  }, []);

  async function ask() {
    isAsking.value = true;
    trouble.value = undefined;
    try {
      answer.current!.value = JSON.stringify(
        wish.wants === "new"
          ? await startRegistration({ optionsJSON: wish.options })
          : await startAuthentication({ optionsJSON: wish.options }),
      );
      form.current!.submit();
    } catch (error) {
      // The browser's own refusals, and the person's, are errors by name.
      trouble.value = troubleOf(error instanceof Error ? error.name : "");
      isAsking.value = false;
    }
  }

  return (
    <form
      ref={form}
      method="post"
      action={callback}
      class="space-y-5"
      onSubmit={(event) => {
        event.preventDefault();
        ask();
      }}
    >
      {trouble.value && <Notice tone="error">{trouble.value}</Notice>}
      <input type="hidden" name="state" value={state} />
      <input type="hidden" name="response" ref={answer} />
      {wish.wants === "new" && (
        <Field
          label="Name"
          name="name"
          value={name.value}
          hint="So that you know it from others, such as My laptop"
          maxLength={80}
          autocomplete="off"
          onInput={(event) => name.value = event.currentTarget.value}
        />
      )}
      <button type="submit" class="btn btn-primary w-full" disabled={!isReady.value || isAsking.value}>
        {isAsking.value
          ? "Look at your device…"
          : wish.wants === "new"
          ? "Make the passkey"
          : "Show the passkey"}
      </button>
    </form>
  );
}

function troubleOf(name: string): string {
  switch (name) {
    case "InvalidStateError":
      return "This device has a passkey of yours already. One is enough for it";
    case "NotSupportedError":
      return NO_PASSKEYS;
    case "SecurityError":
      return "The browser does not allow passkeys at this address";
    default:
      return "That came to nothing: it was cancelled, or took too long. Try again, or go back";
  }
}
