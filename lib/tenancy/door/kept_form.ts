import { open } from "@/lib/vault/open.ts";
import { seal } from "@/lib/vault/seal.ts";

/** A form that was posted on the tenant's host, word for word. It may hold secrets, so it is kept sealed. */
export type KeptForm = { path: string; fields: Record<string, string> };

const PURPOSE = "form that waits for a step-up";

export function sealForm(form: KeptForm): string {
  return seal(JSON.stringify(form), PURPOSE);
}

export function openForm(sealed: string): KeptForm {
  return JSON.parse(open(sealed, PURPOSE));
}
