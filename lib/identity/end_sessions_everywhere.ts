import { asTenant, type TenantTx } from "@/lib/db/as_tenant.ts";
import { sql } from "@/lib/db/sql.ts";
import { revokeNow } from "./revocation.ts";

type Whose = {
  userId: string;
  /** A session that stays. */
  but?: string;
};

export type WhySessionsEnd = "password_changed" | "password_reset" | "address_proven" | "factor_changed";

/**
 * Refuses the access tokens of a person's sessions from now on, wherever that person lives. Before the transaction that
 * ends them: a process that dies after the commit would leave the tokens good.
 */
export async function refuseSessionsEverywhere(
  tenantId: string,
  { userId, but, now }: Whose & { now: Date },
): Promise<void> {
  const sessions = await asTenant.one<{ id: string }>(
    tenantId,
    sql`select id from gate.open_sessions_everywhere(${userId}, ${but}) as id`,
  );
  await Promise.all(sessions.map(({ id }) => revokeNow(id, now)));
}

/** Ends them in the database, and the logins that are under way for the person. */
export async function endSessionsEverywhere(
  tx: TenantTx,
  { userId, but, because, now }: Whose & { because: WhySessionsEnd; now: Date },
): Promise<void> {
  await tx.rows`select gate.end_sessions_everywhere(${userId}, ${but}, ${because}, ${now})`;
}
