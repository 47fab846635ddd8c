import { asTenant } from "@/lib/db/as_tenant.ts";
import type { Method, Purpose } from "@/lib/identity/methods/port.ts";
import type { Visitor } from "@/lib/identity/visitor.ts";
import { baseOrigin, tenantOrigin } from "../host.ts";
import { allowsMethod, type PolicyRow, readPolicy, selectPolicy } from "../sign_in_policy/policy.ts";
import { beginLogin, type Beginning } from "./begin_login.ts";
import { noteLogin } from "./note_login.ts";
import { failLogin } from "./fail_login.ts";
import { isOpen } from "../sso/is_open.ts";
import { type Refusal, refused } from "./refusal.ts";
import { startingWith } from "./started_with.ts";
import { takeBeginning } from "./take_beginning.ts";

export type StartedLogin =
  /** The browser goes to the base host, where the method starts. */
  | { ok: true; loginId: string; goTo: URL }
  /** The method has started here and waits for an answer on this host. */
  | { ok: true; loginId: string; goTo?: undefined }
  | Refusal;

export type Starting = {
  tenant: { id: string; slug: string };
  method: Method;
  purpose: Purpose;
  connectionId?: string;
  form: Record<string, string>;
  returnPath: string;
  binding: string;
  /** Of a step-up or a link. */
  session?: Beginning["session"];
  visitor: Visitor;
  now: Date;
};

/** Begins a login by a method that needs a start, if the tenant allows it. */
export async function startLogin(starting: Starting): Promise<StartedLogin> {
  const { tenant, method, purpose, connectionId, form, returnPath, binding, session, visitor, now } =
    starting;
  const { kind } = method;
  const origin = tenantOrigin(tenant.slug);
  if (method.isCentral) {
    const taken = await takeBeginning(visitor, now);
    if (!taken.ok) return taken;
  }
  const begun = await asTenant(tenant.id, async (tx) => {
    if (purpose === "sign_in") {
      const policy = readPolicy(await tx.row<PolicyRow>(selectPolicy(tx.tenantId)));
      if (!allowsMethod(policy, kind)) return refused("method_not_allowed");
    }
    if (connectionId !== undefined && purpose !== "test" && !(await isOpen(tx, { connectionId, kind }))) {
      return refused("connection_closed");
    }
    const login = await beginLogin(tx, {
      purpose,
      kind,
      connectionId,
      origin,
      returnPath,
      binding,
      session,
      notes: method.isCentral ? startingWith(form) : undefined,
      now,
    });
    return { ok: true as const, login };
  });
  if (!begun.ok) return begun;
  const { login } = begun;
  const { id: loginId, ticket } = login;
  if (method.isCentral) return { ok: true, loginId, goTo: goUrl(ticket) };
  const started = await method.start?.(login, { origin, callback: "", state: "", visitor, now, form });
  if (started && !started.ok) return await asTenant(tenant.id, (tx) => failLogin(tx, loginId, started));
  if (started?.notes) {
    await asTenant(tenant.id, (tx) => noteLogin(tx, { loginId, kind, notes: started.notes! }));
  }
  return { ok: true, loginId };
}

/** Where a central method starts. */
export function goUrl(ticket: string): URL {
  return new URL(`/auth/go?ticket=${ticket}`, baseOrigin());
}
