import type { TenantTx } from "@/lib/db/as_tenant.ts";
import { type Sql, sql } from "@/lib/db/sql.ts";
import { hashBearerSecret } from "@/lib/identity/bearer_secret.ts";
import { type AnyRole, covers, type Grantable, permissionsOf } from "@/lib/identity/permissions.ts";

/** Why an invitation lets nobody in. */
export type Closed =
  | "unknown"
  | "replaced"
  | "revoked"
  | "used"
  | "expired"
  /** Who invited has left, or may no longer give this role. */
  | "inviter_gone"
  /** The link that it was asked by was revoked, has run out or is used up. */
  | "link_closed";

/** An invitation that lets somebody in. */
export type OpenInvitation = {
  id: string;
  /** Undefined for a link, which anybody may use who has it. */
  email?: string;
  linkId?: string;
  role: AnyRole;
  roleId?: string;
  roleName?: string;
  inviterId: string;
  inviterName: string;
  expiresAt: Date;
};

export type FoundInvitation =
  | { ok: true; invitation: OpenInvitation }
  | { ok: false; reason: Closed };

type Row = {
  id: string;
  email: string | null;
  linkId: string | null;
  role: AnyRole;
  roleId: string | null;
  roleName: string | null;
  granted: Grantable[] | null;
  isReplaced: boolean;
  isRevoked: boolean;
  isUsed: boolean;
  expiresAt: Date;
  inviterId: string;
  inviterName: string | null;
  inviterRole: AnyRole | null;
  inviterGranted: Grantable[] | null;
  isLinkClosed: boolean;
};

/** The invitation behind a token of this tenant; another tenant's is as good as made up. */
export async function findInvitation(
  tx: TenantTx,
  { token, now }: { token: string; now: Date },
): Promise<FoundInvitation> {
  return outcomeOf(await tx.row<Row>(statement(tx.tenantId, { token, now })), now);
}

/** The same, locked: until the transaction ends nobody else accepts, revokes or sends it again. */
export async function holdInvitation(
  tx: TenantTx,
  { token, now }: { token: string; now: Date },
): Promise<FoundInvitation> {
  const locked = await tx.row<{ linkId: string | null }>`
    select i.link_id as "linkId" from invitation_tokens t
      join invitations i on i.tenant_id = t.tenant_id and i.id = t.invitation_id
     where t.tenant_id = ${tx.tenantId} and t.token_hash = ${hashBearerSecret(token)} for update of i`;
  if (locked?.linkId) {
    await tx.rows`
      select from invitations where tenant_id = ${tx.tenantId} and id = ${locked.linkId} for update`;
  }
  return await findInvitation(tx, { token, now });
}

/** As a statement of its own it sees what whoever held the lock before has left. */
function statement(tenantId: string, { token, now }: { token: string; now: Date }): Sql {
  return sql`
    select i.id, i.email, i.link_id as "linkId", i.role, i.role_id as "roleId", r.name as "roleName",
           r.permissions as granted, t.replaced_at is not null as "isReplaced",
           i.revoked_at is not null as "isRevoked", i.uses >= i.most_uses as "isUsed", i.expires_at as "expiresAt",
           i.invited_by as "inviterId", m.name as "inviterName", m.role as "inviterRole",
           mr.permissions as "inviterGranted",
           coalesce(l.revoked_at is not null or l.uses >= l.most_uses or l.expires_at <= ${now}, false) as "isLinkClosed"
      from invitation_tokens t
      join invitations i on i.tenant_id = t.tenant_id and i.id = t.invitation_id
      left join invitations l on l.tenant_id = i.tenant_id and l.id = i.link_id
      left join roles r on r.tenant_id = i.tenant_id and r.id = i.role_id
      left join members m on m.tenant_id = i.tenant_id and m.user_id = i.invited_by
       and not exists (select from member_deactivations d
                        where d.tenant_id = m.tenant_id and d.user_id = m.user_id)
      left join roles mr on mr.tenant_id = m.tenant_id and mr.id = m.role_id
     where t.tenant_id = ${tenantId} and t.token_hash = ${hashBearerSecret(token)}`;
}

function outcomeOf(row: Row | undefined, now: Date): FoundInvitation {
  if (!row) return { ok: false, reason: "unknown" };
  if (row.isRevoked) return { ok: false, reason: "revoked" };
  if (row.isUsed) return { ok: false, reason: "used" };
  if (row.isReplaced) return { ok: false, reason: "replaced" };
  if (row.expiresAt <= now) return { ok: false, reason: "expired" };
  if (row.isLinkClosed) return { ok: false, reason: "link_closed" };
  if (!mayStillInvite(row)) return { ok: false, reason: "inviter_gone" };
  const { id, email, linkId, role, roleId, roleName, inviterId, inviterName, expiresAt } = row;
  return {
    ok: true,
    invitation: {
      id,
      email: email ?? undefined,
      linkId: linkId ?? undefined,
      role,
      roleId: roleId ?? undefined,
      roleName: roleName ?? undefined,
      inviterId,
      inviterName: inviterName!,
      expiresAt,
    },
  };
}

/** A key to the house is worth no more than whoever cut it: who was thrown out does not come back by their own link. */
function mayStillInvite({ inviterRole, inviterGranted, role, granted }: Row): boolean {
  if (!inviterRole) return false;
  const theirs = permissionsOf(inviterRole, inviterGranted);
  return theirs.has("members.manage") && covers(theirs, permissionsOf(role, granted));
}
