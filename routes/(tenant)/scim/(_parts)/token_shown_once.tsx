import { Button } from "@/components/Button.tsx";
import { CodeBlock } from "@/components/CodeBlock.tsx";

type TokenShownOnceProps = { token: string; base: string; children?: string };

/** The two values that a directory's own console asks for. */
export function TokenShownOnce({ token, base, children }: TokenShownOnceProps) {
  return (
    <section
      aria-labelledby="new-token"
      class="space-y-4 rounded-box border-2 border-primary bg-base-100 p-5"
    >
      <div class="space-y-1">
        <h2 id="new-token" class="text-lg">Your new token</h2>
        <p class="text-base-content/80">
          Copy it now. We keep only its fingerprint, so this is the one time it can be read. {children}
        </p>
      </div>
      <CodeBlock
        label="Token (Entra: Secret Token; Okta: HTTP Header, Authorization)"
        name="The token"
        text={token}
      />
      <CodeBlock
        label="Base URL (Entra: Tenant URL; Okta: SCIM connector base URL)"
        name="The base URL"
        text={base}
      />
      <Button href="/scim" look="quiet">I have stored it</Button>
    </section>
  );
}
