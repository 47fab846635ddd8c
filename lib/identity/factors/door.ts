import { asTenant } from "@/lib/db/as_tenant.ts";
import { withTenant } from "@/lib/db/tenant_tx.ts";
import type { Tx } from "@/lib/db/transaction.ts";
import { recogniseSession, type Recognising } from "../recognise_session.ts";
import { tellOfFactor, type ToldOfFactor } from "./tell_of_factor.ts";

/** Where somebody shows and changes what they hold beside the password: a house of theirs, or the operators' console. */
export type Door = {
  /** One transaction, in which the database answers about the people of this door alone. */
  enter<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** The record of a change and the mail to the person, with the change. */
  tell(tx: Tx, told: ToldOfFactor): Promise<void>;
  /** The session that set up a factor has shown it. */
  recognise(tx: Tx, recognising: Recognising): Promise<void>;
  /** Whether everybody here keeps a second factor. */
  requiresOne(tx: Tx): Promise<boolean>;
  /** Whether a code of an app counts for another 30 seconds after its own. */
  takesLateCodes(tx: Tx): Promise<boolean>;
};

export function houseDoor(tenantId: string): Door {
  return {
    enter: (work) => asTenant(tenantId, work),
    tell: (tx, told) => tellOfFactor(withTenant(tx, tenantId), told),
    async recognise(tx, recognising) {
      await recogniseSession(withTenant(tx, tenantId), recognising);
    },
    async requiresOne(tx) {
      const row = await tx.row`
        select from sign_in_policies where tenant_id = ${tenantId} and requires_second_factor`;
      return row !== undefined;
    },
    async takesLateCodes(tx) {
      const row = await tx.row`
        select from sign_in_policies where tenant_id = ${tenantId} and not takes_late_codes`;
      return row === undefined;
    },
  };
}
