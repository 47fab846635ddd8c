import type { ComponentChildren } from "preact";
import { Button } from "./Button.tsx";
import { CodeBlock } from "./CodeBlock.tsx";
import { recordCurl } from "./record_curl.ts";

type NewKeyProps = {
  title: string;
  apiKey: string;
  origin: string;
  /** Whether the example that sends a record works with it. */
  maySend: boolean;
  /** What else to know now. */
  children?: ComponentChildren;
};

/** A key right after it was made: the one time that it can be read. */
export function NewKey({ title, apiKey, origin, maySend, children }: NewKeyProps) {
  return (
    <section aria-labelledby="new-key" class="space-y-4 rounded-box border-2 border-primary bg-base-100 p-5">
      <div class="space-y-1">
        <h2 id="new-key" class="text-lg">{title}</h2>
        <p class="text-base-content/80">
          Copy it now. We keep only its fingerprint, so this is the one time it can be read.
        </p>
        {children}
      </div>
      <CodeBlock label="The key" text={apiKey} />
      {maySend && <CodeBlock label="Try it" text={recordCurl(origin, apiKey)} language="bash" />}
      <Button href="/api-keys" look="quiet">I have stored it</Button>
    </section>
  );
}
