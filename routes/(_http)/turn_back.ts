import { type Context, HttpError } from "fresh";
import type { TurnedAway } from "@/lib/tenancy/door/fail_at_base.ts";
import type { State } from "@/utils.ts";
import { leaveFor } from "./leave_for.tsx";
import { noticeOfRefusal } from "./notice_of_refusal.ts";
import { withNotice } from "./with_notice.ts";

/**
 * Back to the door of the tenant, or to the page that one came from, which says why; where nobody knows which tenant
 * that is, an error page.
 */
export async function turnBack(
  ctx: Context<State>,
  { origin, returnPath = "/signin", ...refusal }: TurnedAway,
): Promise<Response> {
  if (!origin) throw new HttpError(400, "login over");
  return await leaveFor(ctx, new URL(withNotice(returnPath, noticeOfRefusal(refusal.reason)), origin));
}
