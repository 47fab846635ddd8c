import { secondsAfter } from "@/lib/identity/lifetimes.ts";
import type { TooMany } from "@/lib/identity/defence/weigh_try.ts";
import { take } from "@/lib/limits/take.ts";

export const INVITATION_DAYS = 7;

/** Each is a mail to somebody who may not have asked for it: thirty at once, and as many in each hour. */
const PER_TENANT = { name: "invite_tenant", rate: 1, periodSeconds: 120, burst: 30 };

export function invitationEnd(now: Date): Date {
  return secondsAfter(now, INVITATION_DAYS * 24 * 3600);
}

export async function refuseTooManyInvitations(tenantId: string, now: Date): Promise<TooMany | undefined> {
  const { ok, retryAfterSeconds } = await take(PER_TENANT, tenantId, now);
  return ok ? undefined : { ok: false, reason: "too_many", retryAfterSeconds };
}
