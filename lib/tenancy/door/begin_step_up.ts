import { asTenant } from "@/lib/db/as_tenant.ts";
import { tenantOrigin } from "../host.ts";
import { beginLogin } from "./begin_login.ts";
import type { KeptForm } from "./kept_form.ts";

type SteppingUp = {
  tenant: { id: string; slug: string };
  session: { userId: string; sessionId: string };
  /** Where to go when nothing was posted, or the person leaves it. */
  returnPath: string;
  keptForm?: KeptForm;
  /** A second factor alone will do. */
  needsStrong?: boolean;
  binding: string;
  now: Date;
};

/** Somebody who is signed in is asked again who it is. @returns the id of the login that waits for it. */
export async function beginStepUp({ tenant, ...stepping }: SteppingUp): Promise<string> {
  const login = await asTenant(
    tenant.id,
    (tx) =>
      beginLogin(tx, {
        purpose: "step_up",
        // Until the person has chosen what to show.
        kind: "password",
        origin: tenantOrigin(tenant.slug),
        ...stepping,
      }),
  );
  return login.id;
}
