import { Secret, TOTP } from "otpauth";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { houseDoor } from "@/lib/identity/factors/door.ts";
import { askForNewPasskey } from "@/lib/identity/methods/passkey/ask_for_passkey.ts";
import { keepPasskey } from "@/lib/identity/methods/passkey/keep_passkey.ts";
import { verifyNewPasskey } from "@/lib/identity/methods/passkey/verify_new_passkey.ts";
import { confirmAuthenticator } from "@/lib/identity/methods/totp/confirm_authenticator.ts";
import { proposeAuthenticator } from "@/lib/identity/methods/totp/propose_authenticator.ts";
import { open } from "@/lib/vault/open.ts";
import { MAIL_DATA } from "@/lib/mail/send_mail.ts";
import type { FactorChangedData } from "@/lib/mail/factor_changed.ts";
import type { Person } from "./cast.ts";
import { SoftPasskey } from "./soft_passkey.ts";

/** A session that there is not: what is set up is set up by nobody who would be recognised by it. */
const NO_SESSION = "00000000-0000-0000-0000-000000000000";

/** What an authenticator app with this secret shows. */
export function codeOf(secret: string, now: Date): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now.getTime() });
}

/** What the app shows now, and for some seconds more: a strict door takes it no longer than that. */
export async function codeNow(secret: string): Promise<string> {
  const leftMs = 30_000 - Date.now() % 30_000;
  if (leftMs < 5_000) await new Promise((resolve) => setTimeout(resolve, leftMs));
  return codeOf(secret, new Date());
}

export function secondsLater(now: Date, seconds: number): Date {
  return new Date(now.getTime() + seconds * 1_000);
}

/** A confirmed authenticator of the person, whose code of `now` is used up. */
export async function addAuthenticator(
  { tenant, userId, email, name: person }: Person,
  now: Date,
  name = "My phone",
): Promise<{ secret: string; recoveryCodes?: string[] }> {
  const { sealed, secret } = proposeAuthenticator({ userId, account: email, now });
  const confirmed = await confirmAuthenticator(houseDoor(tenant.id), {
    session: { userId, sessionId: NO_SESSION },
    proposal: sealed,
    name,
    code: codeOf(secret, now),
    actor: { kind: "member", id: userId, name: person },
    now,
  });
  if (!confirmed.ok) throw new Error(`Adding an authenticator: ${confirmed.reason}`);
  return { secret, recoveryCodes: confirmed.recoveryCodes };
}

/** A passkey in software, added as a browser would. */
export async function keepSoftPasskey(
  { tenant, userId }: Person,
  now: Date,
  { passkey = new SoftPasskey(), name = "Passkey" }: { passkey?: SoftPasskey; name?: string } = {},
): Promise<SoftPasskey> {
  const options = await askForNewPasskey(tenant.id, { userId });
  const response = passkey.register(options);
  const verified = await verifyNewPasskey({ response, challenge: options.challenge });
  if (!verified.ok) throw new Error(`Making a passkey: ${verified.reason}`);
  const { made } = verified;
  const kept = await asTenant(tenant.id, (tx) => keepPasskey(tx, { userId, made, name, now }));
  if (!kept.ok) throw new Error(`Keeping a passkey: ${kept.reason}`);
  return passkey;
}

/** As the tenant's admin asks it of everybody. */
export async function requireSecondFactor({ tenant, userId }: Person, isRequired: boolean): Promise<void> {
  await asTenant(tenant.id, (tx) =>
    tx.count`
      insert into sign_in_policies
        (tenant_id, requires_second_factor, longest_session_minutes, longest_idle_minutes, changed_by, changed_at)
      values (${tenant.id}, ${isRequired}, 43200, 10080, ${userId}, now())
      on conflict (tenant_id) do update set requires_second_factor = excluded.requires_second_factor`);
}

/** What the letters about factors say that wait for this address, the first one first. */
export async function factorLetters({ tenant, email }: Person): Promise<FactorChangedData[]> {
  const rows = await asTenant(tenant.id, (tx) =>
    tx.rows<{ payload: { sealedData: string } }>`
      select payload from jobs where tenant_id = ${tenant.id} and payload->>'to' = ${email}
         and payload->>'template' = 'factor_changed' order by id`);
  return rows.map(({ payload }) => JSON.parse(open(payload.sealedData, MAIL_DATA)));
}

/** What the tenant's audit log says about factors, the first one first: who, what, and about it. */
export async function factorEntries(
  tenantId: string,
): Promise<{ action: string; actor: string; detail: unknown }[]> {
  return await asTenant(tenantId, (tx) =>
    tx.rows`
      select action, actor_name as actor, detail from audit_entries
       where tenant_id = ${tenantId} and action ~ 'authenticator|passkey|recovery|factors' order by recorded_at, id`);
}
