import { HttpError } from "fresh";
import type { TurnedAway } from "@/lib/tenancy/door/fail_at_base.ts";
import { NO_TRACE } from "./leave_for.tsx";
import { noticeOfRefusal } from "./notice_of_refusal.ts";
import { withNotice } from "./with_notice.ts";

/** Back to the door of the tenant, or to the page that one came from, which says why; where nobody knows which tenant that is, an error page. */
export function turnBack({ origin, returnPath = "/signin", ...refusal }: TurnedAway): Response {
  if (!origin) throw new HttpError(400, "login over");
  const location = new URL(withNotice(returnPath, noticeOfRefusal(refusal.reason)), origin).href;
  return new Response(null, { status: 303, headers: { location, ...NO_TRACE } });
}
