import { asTenant, type TenantTx } from "@/lib/db/as_tenant.ts";
import { located } from "@/lib/identity/located.ts";
import { methodOf } from "@/lib/identity/methods/methods.ts";
import type { Login, Method } from "@/lib/identity/methods/port.ts";
import type { Visitor } from "@/lib/identity/visitor.ts";
import { type Arrived, arrived } from "./arrived.ts";
import { chooseConnection } from "./choose_connection.ts";
import { failLogin } from "./fail_login.ts";
import { findLogin } from "./find_login.ts";
import { loginOf, type LoginRow } from "./login_row.ts";
import { noteRefused, wasLookedAt } from "./note_refused.ts";
import { noteRefusedAddress } from "./note_refused_address.ts";
import { redeem } from "./redeem.ts";
import { refused } from "./refusal.ts";
import { settle } from "./settle.ts";

/** Guesses at one login: six digits are found by a hundred thousand. */
export const MOST_TRIES = 5;

type Answering = {
  tenant: { id: string };
  loginId: string;
  /** The method whose answer it is. */
  kind: string;
  form: Record<string, string>;
  url: URL;
  binding: string;
  session?: { sessionId: string };
  visitor: Visitor;
  now: Date;
};

/**
 * On the tenant's host: what the person types for a login that waits here, be it a first method's code, a second factor
 * or a step-up. A wrong answer counts, and after a few the login is over.
 */
export async function answerHere(answering: Answering): Promise<Arrived> {
  const { tenant, loginId, binding, now } = answering;
  const found = await asTenant(tenant.id, async (tx) => {
    const login = await findLogin(tx, { loginId, binding, now });
    return login && await count(tx, login, now) ? login : undefined;
  });
  if (!found) return refused("over");
  const method = methodFor(found, answering.kind);
  if (!method) return refused("method_not_allowed");
  const login = { ...loginOf(found), kind: method.kind };
  const finished = await method.finish(login, { ...answering, state: "" });
  if (!finished.ok) {
    if (wasLookedAt(finished)) await noteWrong(answering, { login, because: finished.reason });
    return { ...finished, purpose: found.purpose, returnPath: found.returnPath };
  }
  const { identity } = finished;
  const visitor = await located(answering.visitor);
  const taken = await asTenant(tenant.id, async (tx) => {
    const settled = await settle(tx, { login: await withoutConnection(tx, found), method, identity, now });
    if (!settled.ok) {
      if (login.userId) {
        const { userId, kind } = login;
        await noteRefused(tx, { userId, kind, because: settled.reason, visitor });
      }
      return { login: found, redeemed: await failLogin(tx, loginId, settled) };
    }
    const again = await findLogin(tx, { loginId, binding, now });
    return again && { login: again, redeemed: await redeem(tx, { ...answering, visitor, login: again }) };
  });
  return taken ? await arrived(taken, now) : refused("over");
}

/** Whoever confirms here does it in the place of a connection that they have chosen before. */
async function withoutConnection(tx: TenantTx, login: LoginRow): Promise<LoginRow> {
  if (login.purpose !== "step_up" || login.connectionId === null) return login;
  await chooseConnection(tx, { loginId: login.id });
  return { ...login, connectionId: null };
}

async function count(tx: TenantTx, login: LoginRow, now: Date): Promise<boolean> {
  const row = await tx.row<{ counts: boolean }>`
    select gate.count_login_try(${login.id}, ${MOST_TRIES}, ${now}) as counts`;
  return row!.counts;
}

/** About the person of the login; before there is one, about whoever has the address that it was begun with. */
async function noteWrong(
  { tenant, visitor }: Answering,
  { login: { userId, kind, notes }, because }: { login: Login; because: string },
): Promise<void> {
  if (userId !== undefined) {
    await asTenant(tenant.id, (tx) => noteRefused(tx, { userId, kind, because, visitor }));
  } else if (typeof notes.email === "string") {
    await noteRefusedAddress(tenant.id, { address: notes.email, kind, because, visitor });
  }
}

/** A central method answers on the base host; what begins a login is what was begun; a second factor is one. */
function methodFor(login: LoginRow, kind: string): Method | undefined {
  const method = methodOf(kind);
  if (!method || method.isCentral) return undefined;
  if (login.state === "needs_second_factor") return method.factor === "first" ? undefined : method;
  if (login.purpose === "step_up") return method;
  return login.state === "started" && login.kind === kind ? method : undefined;
}
