import { type Context, HttpError } from "fresh";
import { parsePublicId } from "@/lib/ids.ts";
import { lookAtMember, type MemberSheet } from "@/lib/tenancy/look_at_member.ts";
import type { State } from "@/utils.ts";

/** The member that the address names. @throws {HttpError} 404 when there is none in this tenant. */
export async function memberOf({ params, state }: Context<State>): Promise<MemberSheet> {
  const memberId = parsePublicId("mem", params.id);
  const member = memberId && await lookAtMember(state.tenant.id, memberId);
  if (!member) throw new HttpError(404);
  return member;
}
