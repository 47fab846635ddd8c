import { asTenant } from "@/lib/db/as_tenant.ts";
import { sql } from "@/lib/db/sql.ts";

/** Takes the list of next steps from a member's dashboard, or with `hiddenAt` undefined puts it back. */
export async function hideNextSteps(
  tenantId: string,
  { userId, hiddenAt }: { userId: string; hiddenAt?: Date },
): Promise<void> {
  await asTenant.one(
    tenantId,
    sql`insert into member_preferences (tenant_id, user_id, next_steps_hidden_at)
        values (${tenantId}, ${userId}, ${hiddenAt})
        on conflict (tenant_id, user_id) do update set next_steps_hidden_at = excluded.next_steps_hidden_at`,
  );
}
