import type { ProviderValue } from "@/lib/identity/connections/provider_values.ts";
import { CodeBlock } from "./CodeBlock.tsx";

/** What is pasted at the identity provider, each with a button that copies it. */
export function ProviderValues({ values }: { values: ProviderValue[] }) {
  return (
    <div class="grid gap-3">
      {values.map(({ name, value }) => <CodeBlock key={name} label={name} text={value} />)}
    </div>
  );
}
