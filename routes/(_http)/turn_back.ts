import { type Context, HttpError } from "fresh";
import type { Refusal } from "@/lib/tenancy/door/refusal.ts";
import type { State } from "@/utils.ts";
import { leaveFor } from "./leave_for.tsx";
import { noticeOfRefusal } from "./notice_of_refusal.ts";
import { withNotice } from "./with_notice.ts";

/** Back to the door of the tenant, which says why; where nobody knows which tenant that is, an error page. */
export async function turnBack(
  ctx: Context<State>,
  { origin, ...refusal }: Refusal & { origin?: string },
): Promise<Response> {
  if (!origin) throw new HttpError(400, "login over");
  return await leaveFor(ctx, new URL(withNotice("/signin", noticeOfRefusal(refusal.reason)), origin));
}
