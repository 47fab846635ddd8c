import type { PlacedSession } from "@/components/SessionList.tsx";
import type { ListedSession, Sessions } from "@/lib/identity/list_sessions.ts";
import { locate } from "@/lib/identity/locator.ts";

/** With what is known of where each session was opened. */
export async function placedSessions(
  { open, ended }: Sessions,
): Promise<Record<keyof Sessions, PlacedSession[]>> {
  return { open: await Promise.all(open.map(placed)), ended: await Promise.all(ended.map(placed)) };
}

async function placed(session: ListedSession): Promise<PlacedSession> {
  return { ...session, location: session.ip === null ? undefined : await locate(session.ip) };
}
