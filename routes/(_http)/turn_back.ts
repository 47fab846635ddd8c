import { HttpError } from "fresh";
import type { Refusal } from "@/lib/tenancy/door/refusal.ts";
import { NO_TRACE } from "./leave_for.tsx";
import { noticeOfRefusal } from "./notice_of_refusal.ts";
import { withNotice } from "./with_notice.ts";

/** Back to the door of the tenant, which says why; where nobody knows which tenant that is, an error page. */
export function turnBack({ origin, ...refusal }: Refusal & { origin?: string }): Response {
  if (!origin) throw new HttpError(400, "login over");
  const location = new URL(withNotice("/signin", noticeOfRefusal(refusal.reason)), origin).href;
  return new Response(null, { status: 303, headers: { location, ...NO_TRACE } });
}
