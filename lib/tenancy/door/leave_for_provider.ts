import { asTenant } from "@/lib/db/as_tenant.ts";
import { atGate } from "@/lib/db/at_gate.ts";
import { sql } from "@/lib/db/sql.ts";
import { hashBearerSecret, newBearerSecret } from "@/lib/identity/bearer_secret.ts";
import { methodOf } from "@/lib/identity/methods.ts";
import type { Method } from "@/lib/identity/methods/port.ts";
import type { Visitor } from "@/lib/identity/visitor.ts";
import { publicId } from "@/lib/ids.ts";
import { baseOrigin } from "../host.ts";
import { failLogin } from "./fail_login.ts";
import { LOGIN_COLUMNS, loginOf, type LoginRow } from "./login_row.ts";
import { noteLogin } from "./note_login.ts";
import { type Refusal, refused } from "./refusal.ts";

export type Left =
  /** The provider's page. */
  | { ok: true; method: Method; leaveTo: URL }
  /** A page of our own on the base host, which posts `state` back to `callback`. */
  | {
    ok: true;
    method: Method;
    ask: Record<string, unknown>;
    callback: string;
    state: string;
    leaveTo?: undefined;
  }
  /** `origin` of the tenant's host, where one begins again; undefined where not even that is known. */
  | Refusal & { origin?: string };

type Arriving = {
  /** Single use: brought the browser here from the tenant's host. */
  ticket: string;
  /** Secret of the cookie on the base host. */
  baseBinding: string;
  visitor: Visitor;
  now: Date;
};

/** On the base host: the login is bound to this browser here too, and its method starts. */
export async function leaveForProvider({ ticket, baseBinding, visitor, now }: Arriving): Promise<Left> {
  const state = newBearerSecret();
  const [row] = await atGate<LoginRow>(sql`
    select ${LOGIN_COLUMNS}
      from gate.arrive_at_base(${hashBearerSecret(ticket)}, ${hashBearerSecret(baseBinding)},
             ${hashBearerSecret(state)}, ${now}) l`);
  if (!row) return refused("over");
  const login = loginOf(row);
  const { origin } = row;
  const method = methodOf(login.kind);
  if (!method?.start) {
    const refusal = refused("method_not_allowed");
    return { ...await asTenant(row.tenantId, (tx) => failLogin(tx, row.id, refusal)), origin };
  }
  const callback = callbackUrl(method, login.connectionId);
  const started = await method.start(login, { origin, callback, state, visitor, now, form: {} });
  if (!started.ok) return { ...await asTenant(row.tenantId, (tx) => failLogin(tx, row.id, started)), origin };
  const { notes = {}, leaveTo, ask = {} } = started;
  await asTenant(row.tenantId, (tx) => noteLogin(tx, { loginId: row.id, kind: login.kind, notes }));
  return leaveTo ? { ok: true, method, leaveTo } : { ok: true, method, ask, callback, state };
}

/** One for each connection, so that an answer of one provider is never taken for another's. */
export function callbackUrl({ kind }: Pick<Method, "kind">, connectionId?: string): string {
  const path = connectionId === undefined ? kind : `${kind}/${publicId("con", connectionId)}`;
  return `${baseOrigin()}/auth/callback/${path}`;
}
