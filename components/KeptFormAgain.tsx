import type { KeptForm } from "@/lib/tenancy/door/kept_form.ts";
import { Button } from "./Button.tsx";

/** What somebody posted before they were asked who they are, as it was. */
export function KeptFormAgain({ form: { path, fields } }: { form: KeptForm }) {
  return (
    <form method="post" action={path}>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Button class="w-full">Go on</Button>
    </form>
  );
}
