import { asTenant } from "@/lib/db/as_tenant.ts";
import { sql } from "@/lib/db/sql.ts";
import type { AccessClaims } from "@/lib/identity/access_token.ts";
import { hashBearerSecret, newBearerSecret } from "@/lib/identity/bearer_secret.ts";
import { HANDOFF_SECONDS, secondsAfter } from "@/lib/identity/lifetimes.ts";
import type { MethodKind } from "@/lib/identity/methods/port.ts";

export type Vouched = { ok: true; goTo: URL } | { ok: false; reason: "not_vouched" };

/** By which method a session began, for what the other house allows. */
const KINDS: [string, MethodKind][] = [
  ["passkey", "passkey"],
  ["google", "google"],
  ["apple", "apple"],
  ["privy", "privy"],
  ["email", "magic_link"],
];

type Vouching = {
  session: Pick<AccessClaims, "sessionId" | "recognitions">;
  ticket: string;
  now: Date;
};

/**
 * On the host of the house where somebody is signed in: they are the same person at the other one, with what they have
 * shown here. Not where a tenant's own identity provider has said who it is, and not for whoever is no member there; the
 * other door asks for more where its policy wants more.
 */
export async function vouch(tenantId: string, { session, ticket, now }: Vouching): Promise<Vouched> {
  const { sessionId, recognitions } = session;
  const code = newBearerSecret();
  const [{ origin }] = await asTenant.one<{ origin: string | null }>(
    tenantId,
    sql`select gate.vouch_for_login(${hashBearerSecret(ticket)}, ${sessionId}, ${kindOf(recognitions)},
          ${hashBearerSecret(code)}, ${secondsAfter(now, HANDOFF_SECONDS)}, ${now}) as origin`,
  );
  if (origin === null) return { ok: false, reason: "not_vouched" };
  return { ok: true, goTo: new URL(`/auth/handoff?code=${code}`, origin) };
}

function kindOf(recognitions: readonly string[]): MethodKind {
  if (recognitions.includes("pwd")) return "password";
  return KINDS.find(([recognition]) => recognitions.includes(recognition))?.[1] ?? "password";
}
