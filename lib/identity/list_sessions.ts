import { asPlatform } from "@/lib/db/as_platform.ts";
import { asTenantRead } from "@/lib/db/as_tenant.ts";
import { type Sql, sql } from "@/lib/db/sql.ts";

/** Why a session is over; what only ran out has no reason. */
export type EndReason =
  | "signed_out"
  | "refresh_reused"
  | "revoked_by_self"
  | "revoked_by_admin"
  | "revoked_by_operator"
  | "password_changed"
  | "password_reset"
  | "address_proven"
  | "factor_changed"
  | "email_changed"
  | "member_deactivated"
  | "member_left"
  | "policy_changed"
  | "suspicious";

export type ListedSession = {
  id: string;
  /** How the person was recognised. */
  methods: string[];
  userAgent: string | null;
  /** Where it was opened from: an address, or the network of an IPv6 one. */
  ip: string | null;
  openedAt: Date;
  /** To the five minutes that an access token lives. */
  lastActiveAt: Date;
  /** Of an open one: when it ends unless it is used before, or in any case. */
  endsAt: Date;
  endedBecause: EndReason | null;
};

export type Sessions = { open: ListedSession[]; ended: ListedSession[] };

type Asked = { userId: string; now: Date };

/** What the person has open on this tenant's host, and what ended there in the last 30 days; the latest first. */
export async function listSessions(tenantId: string, { userId, now }: Asked): Promise<Sessions> {
  const rows = await asTenantRead.one<ListedSession>(
    tenantId,
    selectFrom(sql`gate.member_sessions(${userId}, ${now})`),
  );
  return apart(rows, now);
}

/** The same of an operator, on the base host. */
export async function listOperatorSessions(
  { userId, now, operator }: Asked & { operator: string },
): Promise<Sessions> {
  const rows = await asPlatform(
    `${operator} looks at their own sessions`,
    (tx) => tx.rows<ListedSession>(selectFrom(sql`gate.operator_sessions(${userId}, ${now})`)),
  );
  return apart(rows, now);
}

function selectFrom(source: Sql): Sql {
  return sql`
    select id, methods, user_agent as "userAgent", ip, created_at as "openedAt", last_refreshed_at as "lastActiveAt",
           ends_at as "endsAt", ended_because as "endedBecause" from ${source}`;
}

function apart(sessions: ListedSession[], now: Date): Sessions {
  const isOpen = (it: ListedSession) => it.endedBecause === null && it.endsAt > now;
  return {
    open: sessions.filter(isOpen),
    ended: sessions.filter((it) => !isOpen(it)).sort((left, right) =>
      right.endsAt.getTime() - left.endsAt.getTime()
    ),
  };
}
