import { asTenantRead } from "@/lib/db/as_tenant.ts";
import { type Sql, sql } from "@/lib/db/sql.ts";

type Held = {
  id: string;
  name: string;
  createdAt: Date;
  /** Null for one that was never used to sign in. */
  lastUsedAt: Date | null;
  /** False where an admin has reset the member's factors since. */
  doesCount: boolean;
};

/** An app that shows six digits. */
export type Authenticator = Held;

export type Passkey = Held & {
  /** How a browser reaches it, such as `internal`, `usb` or `hybrid`. */
  transports: string[];
  /** Kept by a provider for all devices of the person; otherwise it is lost with its device. */
  isSynced: boolean;
};

export type RecoveryCodes = {
  madeAt: Date;
  /** Null until the person has said that they are in a safe place. */
  keptAt: Date | null;
  left: number;
};

/** All that a person can show beside the password, as it stands in this tenant. */
export type Factors = { authenticators: Authenticator[]; passkeys: Passkey[]; recoveryCodes?: RecoveryCodes };

export async function findFactors(tenantId: string, userId: string): Promise<Factors> {
  const [authenticators, passkeys, [recoveryCodes]] = await Promise.all([
    asTenantRead.one<Authenticator>(tenantId, selectAuthenticators(userId)),
    asTenantRead.one<Passkey>(
      tenantId,
      sql`select id, name, created_at as "createdAt", last_used_at as "lastUsedAt", does_count as "doesCount",
                 transports, is_synced as "isSynced"
            from gate.passkeys(${userId})`,
    ),
    asTenantRead.one<RecoveryCodes>(tenantId, selectRecoveryCodes(userId)),
  ]);
  return { authenticators, passkeys, recoveryCodes };
}

/** Whether signing in here takes more than a password. */
export function hasSecondFactor({ authenticators, passkeys }: Factors): boolean {
  return [...authenticators, ...passkeys].some((it) => it.doesCount);
}

/** As `Authenticator`. */
export function selectAuthenticators(userId: string): Sql {
  return sql`
    select id, name, created_at as "createdAt", last_used_at as "lastUsedAt", does_count as "doesCount"
      from gate.authenticators(${userId})`;
}

/** As `RecoveryCodes`, or none. */
export function selectRecoveryCodes(userId: string): Sql {
  return sql`
    select made_at as "madeAt", kept_at as "keptAt", codes_left::integer as left from gate.recovery_codes(${userId})`;
}
