import { PrintButton } from "@/islands/PrintButton.tsx";
import { Button } from "./Button.tsx";
import { CodeBlock } from "./CodeBlock.tsx";

/**
 * New recovery codes, and what to do with them before they are gone from the screen.
 *
 * @param list of the page about them, such as `/security/recovery-codes`.
 */
export function RecoveryCodesShownOnce({ codes, list }: { codes: string[]; list: string }) {
  return (
    <section
      aria-labelledby="recovery-codes"
      class="space-y-4 rounded-box border-2 border-primary bg-base-100 p-5"
    >
      <div class="max-w-2xl space-y-1">
        <h2 id="recovery-codes" class="text-lg">Your recovery codes</h2>
        <p class="text-base-content/80">
          Each of them lets you in once when your second factor is lost. Keep them where you will find them
          without that device: on paper, or in a password manager. We keep only their fingerprints, so this is
          the one time they can be read.
        </p>
      </div>
      <CodeBlock label="Recovery codes" text={codes.join("\n")} />
      <div class="flex flex-wrap gap-3 print:hidden">
        <form method="post" action={`${list}/file`}>
          <input type="hidden" name="codes" value={codes.join(" ")} />
          <Button look="quiet">Download as a text file</Button>
        </form>
        <PrintButton />
      </div>
      <form method="post" action={`${list}/keeping`} class="print:hidden">
        <Button>I have kept them in a safe place</Button>
      </form>
    </section>
  );
}
