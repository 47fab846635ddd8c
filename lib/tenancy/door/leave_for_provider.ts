import { asTenant } from "@/lib/db/as_tenant.ts";
import { atGate } from "@/lib/db/at_gate.ts";
import { sql } from "@/lib/db/sql.ts";
import { hashBearerSecret, newBearerSecret } from "@/lib/identity/bearer_secret.ts";
import { methodOf } from "@/lib/identity/methods/methods.ts";
import type { Method } from "@/lib/identity/methods/port.ts";
import type { Visitor } from "@/lib/identity/visitor.ts";
import { publicId } from "@/lib/ids.ts";
import { baseOrigin } from "../host.ts";
import { failAtBase, type TurnedAway } from "./fail_at_base.ts";
import { LOGIN_COLUMNS, loginOf, type LoginRow } from "./login_row.ts";
import { startedWith } from "./started_with.ts";
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
  | TurnedAway;

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
  const turnAway = (refusal: Refusal) =>
    asTenant(row.tenantId, (tx) => failAtBase(tx, row, { refusal, visitor }));
  const method = methodOf(login.kind);
  if (!method?.start) return await turnAway(refused("method_not_allowed"));
  const callback = callbackUrl(method, login.connectionId);
  const form = startedWith(login);
  const started = await method.start(login, { origin: row.origin, callback, state, visitor, now, form });
  if (!started.ok) return await turnAway(started);
  const { notes = {}, leaveTo, ask = {} } = started;
  await asTenant(row.tenantId, (tx) => noteLogin(tx, { loginId: row.id, kind: login.kind, notes }));
  return leaveTo ? { ok: true, method, leaveTo } : { ok: true, method, ask, callback, state };
}

/** One for each connection, so that an answer of one provider is never taken for another's. */
export function callbackUrl(
  { kind, hasOneCallback }: Pick<Method, "kind" | "hasOneCallback">,
  connectionId?: string,
): string {
  const isOne = connectionId === undefined || hasOneCallback;
  const path = isOne ? kind : `${kind}/${publicId("con", connectionId)}`;
  return `${baseOrigin()}/auth/callback/${path}`;
}
