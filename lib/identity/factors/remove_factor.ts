import type { Actor } from "@/lib/audit/actor.ts";
import type { Tx } from "@/lib/db/transaction.ts";
import type { Door } from "./door.ts";

export type RemovedFactor =
  | { ok: true }
  /**
   * `counts_elsewhere`: this house has reset it, and another one has not. `last_second_factor`: everybody has to keep one there. `last_way_in`: nothing else would let the person in.
   */
  | { ok: false; reason: "not_found" | "counts_elsewhere" | "last_second_factor" | "last_way_in" };

type Removal = {
  kind: "authenticator" | "passkey";
  /** Of the authenticator or the passkey. */
  id: string;
  userId: string;
  actor: Actor;
};

type Outcome = "removed" | Extract<RemovedFactor, { ok: false }>["reason"];

/** The person's own: it counts nowhere from then on. With the last factor its recovery codes go, too. */
export async function removeFactor(
  door: Door,
  { kind, id, userId, actor }: Removal,
): Promise<RemovedFactor> {
  return await door.enter(async (tx) => {
    const [called, keepsOne] = await Promise.all([nameOf(tx, { kind, id, userId }), door.requiresOne(tx)]);
    if (called === undefined) return { ok: false, reason: "not_found" };
    const [{ outcome }] = kind === "authenticator"
      ? await tx.rows<{ outcome: Outcome }>`
          select gate.remove_authenticator(${id}, ${userId}, ${keepsOne}) as outcome`
      : await tx.rows<{ outcome: Outcome }>`
          select gate.remove_passkey(${id}, ${userId}, ${keepsOne}) as outcome`;
    if (outcome !== "removed") return { ok: false, reason: outcome };
    await door.tell(tx, { userId, change: `${kind}_removed`, called, actor });
    return { ok: true };
  });
}

async function nameOf(
  tx: Tx,
  { kind, id, userId }: Pick<Removal, "kind" | "id" | "userId">,
): Promise<string | undefined> {
  const row = kind === "authenticator"
    ? await tx.row<{ name: string }>`select name from gate.authenticators(${userId}) where id = ${id}`
    : await tx.row<{ name: string }>`select name from gate.passkeys(${userId}) where id = ${id}`;
  return row?.name;
}
