import { asTenant } from "@/lib/db/as_tenant.ts";
import { atGate } from "@/lib/db/at_gate.ts";
import { sql } from "@/lib/db/sql.ts";
import { hashBearerSecret, newBearerSecret } from "@/lib/identity/bearer_secret.ts";
import { HANDOFF_SECONDS, secondsAfter } from "@/lib/identity/lifetimes.ts";
import { methodOf } from "@/lib/identity/methods.ts";
import type { Finished, Method } from "@/lib/identity/methods/port.ts";
import type { Visitor } from "@/lib/identity/visitor.ts";
import { failLogin } from "./fail_login.ts";
import { LOGIN_COLUMNS, loginOf, type LoginRow } from "./login_row.ts";
import { type Refusal, refused } from "./refusal.ts";
import { settle } from "./settle.ts";

export type TakenAnswer =
  /** The tenant's host, with a code that works once. */
  | { ok: true; goTo: URL }
  /** `origin` of the tenant's host, where one begins again; undefined where not even that is known. */
  | Refusal & { origin?: string };

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
  const { state, baseBinding, now } = answering;
  const [row] = await atGate<LoginRow>(sql`
    select ${LOGIN_COLUMNS}
      from gate.take_answer(${hashBearerSecret(state)}, ${hashBearerSecret(baseBinding)}, ${now}) l`);
  if (!row) return { ...refused("over"), origin: await originOf(state) };
  const { tenantId, id, origin } = row;
  const answered = await finish(row, answering);
  return await asTenant(tenantId, async (tx) => {
    const settled = answered.ok ? await settle(tx, { login: row, ...answered, now }) : answered;
    if (!settled.ok) return { ...await failLogin(tx, id, settled), origin };
    const code = newBearerSecret();
    const until = secondsAfter(now, HANDOFF_SECONDS);
    await tx.rows`select gate.issue_handoff(${id}, ${hashBearerSecret(code)}, 'tenant', ${until})`;
    return { ok: true, goTo: new URL(`/auth/handoff?code=${code}`, origin) };
  });
}

async function finish(
  row: LoginRow,
  { kind, connectionId, url, form, state, visitor, now }: Answering,
): Promise<Extract<Finished, { ok: true }> & { method: Method } | Refusal> {
  const login = loginOf(row);
  const method = methodOf(kind);
  // Another address than the one that was given to the provider: a mix-up, or somebody tries.
  if (!method || login.kind !== kind || login.connectionId !== connectionId) return refused("over");
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
