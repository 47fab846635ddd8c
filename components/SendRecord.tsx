import type { Permissions } from "@/lib/identity/permissions.ts";
import { CodeBlock } from "./CodeBlock.tsx";
import { recordCurl } from "./record_curl.ts";

/** How a record gets here, ready to paste. */
export function SendRecord({ origin, permissions }: { origin: string; permissions: Permissions }) {
  return (
    <div class="space-y-4">
      <p class="max-w-2xl text-base-content/80">
        {permissions.has("api_keys.manage")
          ? <a class="link" href="/api-keys">Create an API key</a>
          : "Ask an owner or admin for an API key"}, put it in the place of{" "}
        <code class="font-mono text-xs">$ROWHOUSE_KEY</code>{" "}
        and run this in a terminal. The record is here at once, and counted.
      </p>
      <CodeBlock label="One record to this tenant" text={recordCurl(origin)} language="bash" />
      <p class="text-sm text-base-content/80">
        More in the <a class="link" href="/docs/quickstart">quickstart</a> and the{" "}
        <a class="link" href="/docs/api">API reference</a>.
      </p>
    </div>
  );
}
