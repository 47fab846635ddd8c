import { isRevoked } from "@/lib/identity/revocation.ts";
import type { Tenant } from "@/lib/tenancy/directory.ts";
import { membersAmong } from "@/lib/tenancy/members_among.ts";
import type { Viewer } from "./viewer.ts";

/** Those who are signed in and members of a tenant that is open. */
export async function stillWelcome(tenant: Tenant | undefined, viewers: Viewer[]): Promise<Set<Viewer>> {
  if (!tenant || tenant.isSuspended) return new Set();
  const sessions = [...new Set(viewers.map((it) => it.sessionId))];
  const [members, ended] = await Promise.all([
    membersAmong(tenant.id, viewers.map((it) => it.userId)),
    Promise.all(sessions.map(async (id) => await isRevoked(id) ? id : undefined)),
  ]);
  return new Set(viewers.filter((it) => members.has(it.userId) && !ended.includes(it.sessionId)));
}
