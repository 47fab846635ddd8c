import type { Actor } from "@/lib/audit/actor.ts";
import { asTenant } from "@/lib/db/as_tenant.ts";
import type { ListedConnection } from "@/lib/identity/connections/list_connections.ts";
import { beginTestLogin, passTestLogin } from "@/lib/identity/connections/test_login.ts";
import type { Method } from "@/lib/identity/methods/port.ts";
import type { Visitor } from "@/lib/identity/visitor.ts";
import { type StartedLogin, startLogin } from "../door/start_login.ts";
import { takeTest } from "../door/take_test_login.ts";
import { foresee } from "./foresee.ts";

type Running = {
  tenant: { id: string; slug: string };
  connection: ListedConnection;
  method: Method;
  /** Of the page that shows what came of it. */
  returnPath: string;
  binding: string;
  runBy: Actor;
  visitor: Visitor;
  now: Date;
};

/** Begins a login that opens no session: the real way to the provider and back, to see what it says. */
export async function beginTest(running: Running): Promise<StartedLogin> {
  const { tenant, connection, method, returnPath, binding, runBy, visitor, now } = running;
  const { id: connectionId, revision } = connection;
  const started = await startLogin({
    tenant,
    method,
    purpose: "test",
    connectionId,
    form: {},
    returnPath,
    binding,
    visitor,
    now,
  });
  if (!started.ok) return started;
  const { loginId } = started;
  await asTenant(tenant.id, (tx) => beginTestLogin(tx, { connectionId, loginId, revision, runBy, now }));
  return started;
}

type Finishing = { loginId: string; connectionId: string; binding: string; runBy: Actor; now: Date };

/** Keeps what the provider said, once, for the browser that began. False where there is nothing to keep. */
export async function finishTest(tenantId: string, finishing: Finishing): Promise<boolean> {
  const { loginId, connectionId, binding, runBy, now } = finishing;
  return await asTenant(tenantId, async (tx) => {
    const taken = await takeTest(tx, { loginId, binding, now });
    if (taken?.connectionId !== connectionId) return false;
    const { identity } = taken;
    const outcome = await foresee(tx, { connectionId, identity, now });
    await passTestLogin(tx, { loginId, claims: identity.claims ?? {}, outcome, runBy });
    return true;
  });
}
