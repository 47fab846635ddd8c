import { asTenant } from "@/lib/db/as_tenant.ts";
import { atGate } from "@/lib/db/at_gate.ts";
import { sql } from "@/lib/db/sql.ts";
import { hashBearerSecret, newBearerSecret } from "@/lib/identity/bearer_secret.ts";
import { HANDOFF_SECONDS, secondsAfter } from "@/lib/identity/lifetimes.ts";
import { methodOf } from "@/lib/identity/methods/methods.ts";
import type { Finished, Method } from "@/lib/identity/methods/port.ts";
import type { Visitor } from "@/lib/identity/visitor.ts";
import { take } from "@/lib/limits/take.ts";
import { failAtBase, type TurnedAway } from "./fail_at_base.ts";
import { LOGIN_COLUMNS, loginOf, type LoginRow } from "./login_row.ts";
import { noteRefusedStranger, wasLookedAt } from "./note_refused.ts";
import { type Refusal, refused } from "./refusal.ts";
import { settle } from "./settle.ts";

export type TakenAnswer =
  /** The tenant's host, with a code that works once. */
  | { ok: true; goTo: URL }
  | TurnedAway;

type Answering = {
  /** As in the address that the answer came to. */
  kind: string;
  connectionId?: string;
  url: URL;
  form: Record<string, string>;
  /** What the provider sent back, and the secret of the cookie on the base host. */
  state: string;
  baseBinding: string;
  visitor: Visitor;
  now: Date;
};

/** On the base host: what a provider answers, once, to the browser that left for it. */
export async function takeAnswer(answering: Answering): Promise<TakenAnswer> {
  const { state, baseBinding, visitor, now } = answering;
  const [row] = await atGate<LoginRow>(sql`
    select ${LOGIN_COLUMNS}
      from gate.take_answer(${hashBearerSecret(state)}, ${hashBearerSecret(baseBinding)}, ${now}) l`);
  if (!row) return { ...refused("over"), origin: await originOf(state) };
  const { tenantId, id, origin } = row;
  const answered = await finish(row, answering);
  const taken = await asTenant(tenantId, async (tx): Promise<TakenAnswer> => {
    const settled = answered.ok ? await settle(tx, { login: row, ...answered, now }) : answered;
    if (!settled.ok) return await failAtBase(tx, row, { refusal: settled, visitor });
    const code = newBearerSecret();
    const until = secondsAfter(now, HANDOFF_SECONDS);
    await tx.rows`select gate.issue_handoff(${id}, ${hashBearerSecret(code)}, 'tenant', ${until})`;
    return { ok: true, goTo: new URL(`/auth/handoff?code=${code}`, origin) };
  });
  if (!taken.ok) await noteStranger(row, taken, { visitor, now });
  return taken;
}

/** Anybody can begin and break off a sign-in, as often as they like. */
const PER_PLACE = { name: "refused_stranger", rate: 1, periodSeconds: 10, burst: 30 };

/** Who was refused is known to nobody; that somebody was is an entry all the same. */
async function noteStranger(
  { tenantId, purpose, userId, kind, connectionId }: LoginRow,
  refusal: Refusal,
  { visitor, now }: { visitor: Visitor; now: Date },
): Promise<void> {
  if (purpose !== "sign_in" || userId !== null || !wasLookedAt(refusal)) return;
  if (!(await take(PER_PLACE, `${tenantId} ${visitor.ip}`, now)).ok) return;
  const about = { kind, connectionId: connectionId ?? undefined, because: refusal.reason, visitor };
  await asTenant(tenantId, (tx) => noteRefusedStranger(tx, about));
}

async function finish(
  row: LoginRow,
  { kind, connectionId, url, form, state, visitor, now }: Answering,
): Promise<Extract<Finished, { ok: true }> & { method: Method } | Refusal> {
  const login = loginOf(row);
  const method = methodOf(kind);
  // Another address than the one that was given to the provider: a mix-up, or somebody tries.
  const expected = method?.hasOneCallback ? undefined : login.connectionId;
  if (!method || login.kind !== kind || expected !== connectionId) return refused("over");
  const finished = await method.finish(login, { url, form, state, visitor, now });
  return finished.ok ? { ...finished, method } : finished;
}

/** For a browser that is not the one that left: it may be told where to begin, and nothing else. */
async function originOf(state: string): Promise<string | undefined> {
  const [{ origin }] = await atGate<{ origin: string | null }>(
    sql`select gate.origin_of_answer(${hashBearerSecret(state)}) as origin`,
  );
  return origin ?? undefined;
}
