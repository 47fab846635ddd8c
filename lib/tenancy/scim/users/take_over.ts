import type { Actor } from "@/lib/audit/actor.ts";
import { recordAudit } from "@/lib/audit/record.ts";
import type { TenantTx } from "@/lib/db/as_tenant.ts";
import type { UserDocument } from "../user_document.ts";

type Taking = {
  member: { id: string; userId: string; name: string };
  user: UserDocument;
  actor: Actor;
};

/** Somebody who was a member before comes under the directory: called as it calls them, with the role they have. */
export async function takeOver(tx: TenantTx, { member, user, actor }: Taking): Promise<void> {
  await tx.count`
    update members set name = ${user.name}, email = ${user.email}
     where tenant_id = ${tx.tenantId} and id = ${member.id}`;
  await recordAudit(tx, {
    actor,
    action: "member.linked",
    subject: { kind: "member", id: member.id },
    detail: {
      name: user.name,
      ...(user.name !== member.name && { name_before: member.name }),
      user_name: user.userName,
    },
  });
}
