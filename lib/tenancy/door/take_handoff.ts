import { asTenant } from "@/lib/db/as_tenant.ts";
import { hashBearerSecret } from "@/lib/identity/bearer_secret.ts";
import { located } from "@/lib/identity/located.ts";
import type { Visitor } from "@/lib/identity/visitor.ts";
import { tenantOrigin } from "../host.ts";
import { type Arrived, arrived } from "./arrived.ts";
import { LOGIN_COLUMNS, type LoginRow } from "./login_row.ts";
import { redeem } from "./redeem.ts";
import { refused } from "./refusal.ts";

type Handing = {
  tenant: { id: string; slug: string };
  code: string;
  binding: string;
  /** Who is signed in on this host. */
  session?: { sessionId: string };
  visitor: Visitor;
  now: Date;
};

/** On the tenant's host: the browser is back from the base host. Once, within a minute, here and in this browser alone. */
export async function takeHandoff(handing: Handing): Promise<Arrived> {
  const { tenant, code, binding, now } = handing;
  const visitor = await located(handing.visitor);
  const taken = await asTenant(tenant.id, async (tx) => {
    const login = await tx.row<LoginRow>`
      select ${LOGIN_COLUMNS}
        from gate.take_handoff(${hashBearerSecret(code)}, ${hashBearerSecret(binding)},
               ${tenantOrigin(tenant.slug)}, ${now}) l`;
    return login && { login, redeemed: await redeem(tx, { ...handing, visitor, login }) };
  });
  return taken ? await arrived(taken, now) : refused("over");
}
