import { asTenant } from "@/lib/db/as_tenant.ts";
import type { TooMany } from "@/lib/identity/defence/weigh_try.ts";
import type { Visitor } from "@/lib/identity/visitor.ts";
import { take } from "@/lib/limits/take.ts";
import { beginLogin } from "../door/begin_login.ts";
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

/** Any page can make a browser ask for this, so it is counted apart from the logins that people begin. */
const PER_PLACE = { name: "switch_place", rate: 1, periodSeconds: 2, burst: 60 };

/** Somebody wants in who is signed in at another house: the browser goes there, to be vouched for. */
export async function beginSwitch(
  { tenant, from, binding, visitor, now }: Beginning,
): Promise<{ ok: true; goTo: URL } | TooMany> {
  const { ok, retryAfterSeconds } = await take(PER_PLACE, visitor.ip, now);
  if (!ok) return { ok: false, reason: "too_many", retryAfterSeconds };
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
