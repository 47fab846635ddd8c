import { asQueue } from "@/lib/db/as_queue.ts";
import { type Sql, sql } from "@/lib/db/sql.ts";
import { log } from "@/lib/log.ts";
import { KEY_PUBLISHED_SECONDS, KEY_RETIRING_SECONDS, SIGNING_KEY_SECONDS } from "./lifetimes.ts";
import { newSigningKey } from "./new_signing_key.ts";

/** What became of a key. */
export type KeyStep = { step: "pending" | "active" | "retiring" | "gone"; kid: string };

/** Takes the steps of the rotation that are due; safe at any time, in any process, in several at once. */
export async function stepSigningKeys({ now }: { now: Date }): Promise<KeyStep[]> {
  const steps = await asQueue<KeyStep>(await steppingStatement({ isWanted: false, now }));
  for (const { step, kid } of steps) log.info("a signing key changed", { step, kid });
  return steps;
}

/** @param options `isWanted`: the next key is published now, though the active one is not old. */
export async function steppingStatement({ isWanted, now }: { isWanted: boolean; now: Date }): Promise<Sql> {
  const { kid, publicJwk, sealed } = await newSigningKey();
  return sql`
    select step, kid from gate.step_signing_keys(${kid}, ${publicJwk}, ${sealed}, ${isWanted}, ${now},
      make_interval(secs => ${SIGNING_KEY_SECONDS}), make_interval(secs => ${KEY_PUBLISHED_SECONDS}),
      make_interval(secs => ${KEY_RETIRING_SECONDS}))`;
}
