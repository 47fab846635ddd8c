import { MOST_PER_MINUTE } from "@/lib/identity/api_key_form.ts";
import { Field, type FieldErrors } from "./Field.tsx";
import { formatNumber } from "./format.ts";
import { Lines } from "./Lines.tsx";

type KeyLimitsProps = { perMinute: string; allowedNetworks: string; errors?: FieldErrors };

/** How often and from where a key may call. */
export function KeyLimits({ perMinute, allowedNetworks, errors }: KeyLimitsProps) {
  return (
    <>
      <Field
        label="Calls a minute"
        name="per_minute"
        value={perMinute}
        errors={errors}
        hint={`Empty is as many as any key may make; at most ${formatNumber(MOST_PER_MINUTE)}`}
        inputMode="numeric"
        autocomplete="off"
      />
      <Lines
        label="From these networks only"
        name="allowed_networks"
        value={allowedNetworks}
        errors={errors}
        hint="One address or network a line, such as 203.0.113.0/24. Empty is from anywhere"
      />
    </>
  );
}
