import { type Context, HttpError } from "fresh";
import { covers } from "@/lib/identity/permissions.ts";
import type { MemberSheet } from "@/lib/tenancy/look_at_member.ts";
import { requirePermission } from "@/routes/(_http)/require.ts";
import type { State } from "@/utils.ts";
import { memberOf } from "./member_of.ts";

/** Whom the viewer may decide about. @throws {HttpError} 403 for who holds more, and for the viewer. */
export async function manageable(ctx: Context<State>): Promise<MemberSheet> {
  requirePermission(ctx.state, "members.manage");
  const { member } = ctx.state;
  const sheet = await memberOf(ctx);
  if (sheet.id === member.id || !covers(member.permissions, sheet.permissions)) {
    throw new HttpError(403, "Your role does not allow this");
  }
  return sheet;
}
