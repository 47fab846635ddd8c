import { atGate } from "@/lib/db/at_gate.ts";
import { sql } from "@/lib/db/sql.ts";
import { state } from "@/lib/state/state.ts";
import { ACCESS_TOKEN_SECONDS, CLOCK_SKEW_SECONDS, secondsAfter } from "./lifetimes.ts";

/** A session is ended in the database after this, and until then a refresh may sign one more token. */
const COMMIT_SECONDS = 60;
/** Once the last token has run out there is nothing left to refuse. */
const REFUSED_SECONDS = COMMIT_SECONDS + ACCESS_TOKEN_SECONDS + 2 * CLOCK_SKEW_SECONDS;

/** Refuses the access tokens of a session from now on. The database refuses its refresh tokens. */
export async function revokeNow(sessionId: string, now: Date): Promise<void> {
  await state.set(keyOf(sessionId), true, secondsAfter(now, REFUSED_SECONDS));
}

/** Asks the database only where the shared state is away, or may have lost what was revoked in the last minutes. */
export async function isRevoked(sessionId: string, now = new Date()): Promise<boolean> {
  const revoked = await state.get<true>(keyOf(sessionId), now);
  if (!revoked.ok) return await hasEnded(sessionId);
  if (revoked.value) return true;
  const isComplete = now.getTime() - await state.lastLossAt() > REFUSED_SECONDS * 1_000;
  return isComplete ? false : await hasEnded(sessionId);
}

function keyOf(sessionId: string): string {
  return `revoked_sessions:${sessionId}`;
}

async function hasEnded(sessionId: string): Promise<boolean> {
  const [{ ended }] = await atGate<{ ended: boolean }>(
    sql`select gate.has_session_ended(${sessionId}) as ended`,
  );
  return ended;
}
