import type { TenantTx } from "@/lib/db/as_tenant.ts";
import { newMailCode } from "@/lib/identity/methods/mail_code/method.ts";
import { askByMail } from "./ask_by_mail.ts";
import { sealNotes } from "./login_row.ts";

type Asking = { loginId: string; userId: string; origin: string; now: Date };

/**
 * Lets a login that is verified wait for six digits from a mail after all. False where what was shown is enough wherever
 * somebody comes from, such as a second factor or a tenant's own provider.
 */
export async function askForMore(
  tx: TenantTx,
  { loginId, userId, origin, now }: Asking,
): Promise<boolean> {
  const { digits, notes } = newMailCode(now);
  const row = await tx.row<{ isAsked: boolean }>`
    select gate.ask_for_more(${loginId}, ${sealNotes(notes)}) as "isAsked"`;
  if (!row!.isAsked) return false;
  await askByMail(tx, { userId, digits, origin });
  return true;
}
