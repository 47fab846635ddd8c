import { type Sql, sql } from "@/lib/db/sql.ts";
import type { Login, MethodKind, Purpose } from "@/lib/identity/methods/port.ts";
import { open } from "@/lib/vault/open.ts";
import { seal } from "@/lib/vault/seal.ts";

/** A login that is under way, as the gate gives it. */
export type LoginRow = {
  id: string;
  tenantId: string;
  /** Of the tenant's host. */
  origin: string;
  purpose: Purpose;
  /** How it began, */
  kind: MethodKind;
  /** and what is asked for beside that. */
  secondKind: MethodKind | null;
  /** Whoever came was unlike before: one factor was not enough. */
  asksForMore: boolean;
  connectionId: string | null;
  state: "started" | "needs_second_factor" | "verified";
  returnPath: string;
  sealedNotes: string | null;
  userId: string | null;
  sessionId: string | null;
  issuer: string | null;
  subject: string | null;
  recognitions: string[];
  authenticatedAt: Date | null;
};

const NOTES = "login notes";

/** Of what a function of the gate returns under the name `l`. */
export const LOGIN_COLUMNS: Sql = sql`
  l.id, l.tenant_id as "tenantId", l.origin, l.purpose, l.kind, l.second_kind as "secondKind", l.asks_for_more as "asksForMore", l.connection_id as "connectionId", l.state,
  l.return_path as "returnPath", l.sealed_notes as "sealedNotes", l.user_id as "userId", l.session_id as "sessionId",
  l.issuer, l.subject, l.recognitions, l.authenticated_at as "authenticatedAt"`;

export function sealNotes(notes: Record<string, unknown> | undefined): string | undefined {
  return notes && seal(JSON.stringify(notes), NOTES);
}

export function notesOf({ sealedNotes }: Pick<LoginRow, "sealedNotes">): Record<string, unknown> {
  return sealedNotes === null ? {} : JSON.parse(open(sealedNotes, NOTES));
}

/** As the port knows it. */
export function loginOf(row: LoginRow): Login {
  return {
    id: row.id,
    tenantId: row.tenantId,
    purpose: row.purpose,
    kind: row.secondKind ?? row.kind,
    connectionId: row.connectionId ?? undefined,
    notes: notesOf(row),
    userId: row.userId ?? undefined,
  };
}
