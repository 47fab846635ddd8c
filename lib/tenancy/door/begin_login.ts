import type { TenantTx } from "@/lib/db/as_tenant.ts";
import { hashBearerSecret, newBearerSecret } from "@/lib/identity/bearer_secret.ts";
import { HANDOFF_SECONDS, LOGIN_SECONDS, secondsAfter } from "@/lib/identity/lifetimes.ts";
import type { Login, MethodKind, Purpose } from "@/lib/identity/methods/port.ts";
import { newId } from "@/lib/ids.ts";
import { type KeptForm, sealForm } from "./kept_form.ts";
import { sealNotes } from "./login_row.ts";

export type Beginning = {
  /** Made here when it is left out. */
  id?: string;
  purpose: Purpose;
  kind: MethodKind;
  connectionId?: string;
  /** Of the tenant's host. */
  origin: string;
  /** Where to go afterwards, on that host. */
  returnPath: string;
  /** Secret of the cookie on the tenant's host, */
  binding?: string;
  /** and on the base host, for a login that begins there. */
  baseBinding?: string;
  /** Of a step-up or a link: the session that it happens in. */
  session?: { userId: string; sessionId: string };
  notes?: Record<string, unknown>;
  /** Of a step-up: what was posted and waits for it. */
  keptForm?: KeptForm;
  /** Of a step-up: a second factor alone will do. */
  needsStrong?: boolean;
  now: Date;
};

/**
 * Writes down that somebody is on the way in.
 * @returns with the ticket that brings the browser to the base host, once and within a minute.
 */
export async function beginLogin(
  tx: TenantTx,
  beginning: Beginning,
): Promise<Login & { ticket: string }> {
  const { id = newId(), purpose, kind, connectionId, origin, returnPath, session, notes, now } = beginning;
  const { binding, baseBinding, keptForm } = beginning;
  const ticket = newBearerSecret();
  await tx.rows`
    select gate.begin_login(${id}, ${origin}, ${purpose}, ${kind}, ${connectionId}, ${returnPath}, ${
    sealNotes(notes)
  }, ${keptForm && sealForm(keptForm)}, ${binding && hashBearerSecret(binding)}, ${
    baseBinding && hashBearerSecret(baseBinding)
  },
      ${session?.userId}, ${session?.sessionId}, ${hashBearerSecret(ticket)},
      ${secondsAfter(now, HANDOFF_SECONDS)}, ${beginning.needsStrong ?? false}, ${now}, ${
    secondsAfter(now, LOGIN_SECONDS)
  })`;
  const { userId } = session ?? {};
  return { id, tenantId: tx.tenantId, purpose, kind, connectionId, notes: notes ?? {}, userId, ticket };
}
