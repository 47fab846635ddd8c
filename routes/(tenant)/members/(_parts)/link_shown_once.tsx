import { Button } from "@/components/Button.tsx";
import { CodeBlock } from "@/components/CodeBlock.tsx";

/** A link that was just made; it cannot be shown again. */
export function LinkShownOnce({ url }: { url: string }) {
  return (
    <section aria-labelledby="new-link" class="space-y-4 rounded-box border-2 border-primary bg-base-100 p-5">
      <div class="space-y-1">
        <h2 id="new-link" class="text-lg">The link</h2>
        <p class="max-w-2xl text-base-content/80">
          Copy it now. We keep only its fingerprint, so this is the one time it can be read; a new one can be
          made at any time, and then this one is dead.
        </p>
      </div>
      <CodeBlock label="Its address" text={url} />
      <Button href="/members" look="quiet">I have copied it</Button>
    </section>
  );
}
