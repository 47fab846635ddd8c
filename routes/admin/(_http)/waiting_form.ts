import type { KeptForm } from "@/lib/tenancy/door/kept_form.ts";
import { openJson, sealJson } from "@/lib/vault/sealed_json.ts";

type Waiting = { form: KeptForm; sessionId: string };

const PURPOSE = "operator's form that waits";

/** What an operator posted before they were asked who they are. It waits in the page that asks, for this session alone. */
export function sealWaitingForm(form: KeptForm, sessionId: string): string {
  return sealJson({ form, sessionId } satisfies Waiting, PURPOSE);
}

/** Undefined for what is made up, or another session's. */
export function openWaitingForm(sealed: string, sessionId: string): KeptForm | undefined {
  const waiting = openJson<Waiting>(sealed, PURPOSE);
  return waiting?.sessionId === sessionId ? waiting.form : undefined;
}
