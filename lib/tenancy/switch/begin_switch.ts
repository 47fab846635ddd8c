import { asTenant } from "@/lib/db/as_tenant.ts";
import type { TooMany } from "@/lib/identity/defence/weigh_try.ts";
import type { Visitor } from "@/lib/identity/visitor.ts";
import { beginLogin } from "../door/begin_login.ts";
import { takeBeginning } from "../door/take_beginning.ts";
import { tenantOrigin } from "../host.ts";

type Beginning = {
  /** The house to go into. */
  tenant: { id: string; slug: string };
  /** Slug of the house where somebody says they are signed in. */
  from: string;
  /** Secret of the cookie on the host of the house to go into. */
  binding: string;
  visitor: Visitor;
  now: Date;
};

/** Somebody wants in who is signed in at another house: the browser goes there, to be vouched for. */
export async function beginSwitch(
  { tenant, from, binding, visitor, now }: Beginning,
): Promise<{ ok: true; goTo: URL } | TooMany> {
  const taken = await takeBeginning(visitor, now);
  if (!taken.ok) return taken;
  const { ticket } = await asTenant(tenant.id, (tx) =>
    beginLogin(tx, {
      purpose: "sign_in",
      // Until the other house has said how the person was recognised.
      kind: "password",
      origin: tenantOrigin(tenant.slug),
      returnPath: "/dashboard",
      binding,
      now,
    }));
  const goTo = new URL("/auth/vouch", tenantOrigin(from));
  goTo.searchParams.set("ticket", ticket);
  goTo.searchParams.set("for", tenant.slug);
  return { ok: true, goTo };
}
