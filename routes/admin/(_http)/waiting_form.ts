import type { KeptForm } from "@/lib/tenancy/door/kept_form.ts";
import { open, VaultError } from "@/lib/vault/open.ts";
import { seal } from "@/lib/vault/seal.ts";

type Waiting = { form: KeptForm; sessionId: string; endsAt: number };

const PURPOSE = "operator's form that waits";
const MINUTES = 15;

/** What an operator posted before they were asked who they are. It waits in the page that asks, and in no other session. */
export function sealWaitingForm(
  form: KeptForm,
  { sessionId, now }: { sessionId: string; now: Date },
): string {
  const waiting: Waiting = { form, sessionId, endsAt: now.getTime() + MINUTES * 60_000 };
  return seal(JSON.stringify(waiting), PURPOSE);
}

/** Undefined for what is too old, made up, or another session's. */
export function openWaitingForm(
  sealed: string,
  { sessionId, now }: { sessionId: string; now: Date },
): KeptForm | undefined {
  try {
    const waiting: Waiting = JSON.parse(open(sealed, PURPOSE));
    return waiting.sessionId === sessionId && now.getTime() < waiting.endsAt ? waiting.form : undefined;
  } catch (error) {
    if (error instanceof VaultError) return undefined;
    throw error;
  }
}
