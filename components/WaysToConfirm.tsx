import type { AskedField } from "@/lib/identity/methods/port.ts";
import { Button } from "./Button.tsx";
import { Field, type FieldErrors } from "./Field.tsx";

/** One thing that a person can show. Without a field it is shown on another page, where a button leads. */
export type ShownWay = { kind: string; name: string; connection?: string; asks?: AskedField };

type WaysProps = {
  ways: ShownWay[];
  action: string;
  /** Goes back with the answer, such as the `login` that waits. */
  carries: Record<string, string>;
  errors: FieldErrors;
  /** Whose answer was wrong. */
  tried?: string;
};

/** Each way is a form of its own, the first one looks like the one to take. */
export function WaysToConfirm({ ways, action, carries, errors, tried }: WaysProps) {
  return (
    <div class="space-y-5">
      {ways.map(({ kind, name, connection, asks }, index) => (
        <form key={`${kind} ${connection}`} method="post" action={action} class="space-y-4" novalidate>
          {Object.entries(carries).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <input type="hidden" name="kind" value={kind} />
          {connection && <input type="hidden" name="connection" value={connection} />}
          {asks && (
            <Field
              label={asks.label}
              name={asks.name}
              type={asks.type}
              hint={asks.hint}
              inputMode={asks.inputmode}
              autocomplete={asks.autocomplete}
              errors={tried === kind ? errors : {}}
              required
            />
          )}
          <Button class="w-full" look={index === 0 ? "primary" : "quiet"}>
            {asks ? "Confirm" : kind === "passkey" ? "Use a passkey" : `Use ${name}`}
          </Button>
        </form>
      ))}
    </div>
  );
}
