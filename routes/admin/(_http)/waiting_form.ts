import type { KeptForm } from "@/lib/tenancy/door/kept_form.ts";
import { open, VaultError } from "@/lib/vault/open.ts";
import { seal } from "@/lib/vault/seal.ts";

type Waiting = { form: KeptForm; sessionId: string };

const PURPOSE = "operator's form that waits";

/** What an operator posted before they were asked who they are. It waits in the page that asks, for this session alone. */
export function sealWaitingForm(form: KeptForm, sessionId: string): string {
  return seal(JSON.stringify({ form, sessionId } satisfies Waiting), PURPOSE);
}

/** Undefined for what is made up, or another session's. */
export function openWaitingForm(sealed: string, sessionId: string): KeptForm | undefined {
  try {
    const waiting: Waiting = JSON.parse(open(sealed, PURPOSE));
    return waiting.sessionId === sessionId ? waiting.form : undefined;
  } catch (error) {
    if (error instanceof VaultError) return undefined;
    throw error;
  }
}
