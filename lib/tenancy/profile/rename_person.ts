import type { Actor } from "@/lib/audit/actor.ts";
import { recordAudit } from "@/lib/audit/record.ts";
import { asTenant } from "@/lib/db/as_tenant.ts";
import type { Member } from "../find_member.ts";
import { followPerson } from "./follow_person.ts";

type Renaming = { member: Pick<Member, "id" | "userId" | "name">; name: string; actor: Actor };

/** Here at once; in the other houses where the person lives within moments. */
export async function renamePerson(tenantId: string, { member, name, actor }: Renaming): Promise<void> {
  if (name === member.name) return;
  await asTenant(tenantId, async (tx) => {
    await tx.rows`select gate.rename_person(${member.userId}, ${name})`;
    await tx.count`
      update members set name = ${name} where tenant_id = ${tx.tenantId} and user_id = ${member.userId}`;
    await followPerson(tx, member.userId);
    await recordAudit(tx, {
      actor,
      action: "member.renamed",
      subject: { kind: "member", id: member.id },
      detail: { name, before: member.name },
    });
  });
}
