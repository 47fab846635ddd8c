import { atGate } from "@/lib/db/at_gate.ts";
import { sql } from "@/lib/db/sql.ts";
import { hashBearerSecret, newBearerSecret } from "@/lib/identity/bearer_secret.ts";
import { HANDOFF_SECONDS, secondsAfter } from "@/lib/identity/lifetimes.ts";
import { refused } from "./refusal.ts";

type Bringing = {
  loginId: string;
  /** Secret of the cookie on the base host, where the login began. */
  baseBinding: string;
  /** Of the cookie on the tenant's host the hash: it has come in an address. */
  bindingHash: Uint8Array;
  now: Date;
};

/** On the base host: the tenant's host has said which cookie it knows this browser by. Once. */
export async function bringLogin(
  { loginId, baseBinding, bindingHash, now }: Bringing,
): Promise<{ ok: true; goTo: URL } | { ok: false; reason: "over" }> {
  const code = newBearerSecret();
  const [{ origin }] = await atGate<{ origin: string | null }>(sql`
    select gate.bring_login(${loginId}, ${hashBearerSecret(baseBinding)}, ${bindingHash}, ${
    hashBearerSecret(code)
  },
      ${secondsAfter(now, HANDOFF_SECONDS)}, ${now}) as origin`);
  return origin === null
    ? refused("over")
    : { ok: true, goTo: new URL(`/auth/handoff?code=${code}`, origin) };
}
