import { HttpError } from "fresh";
import type { NoticeCode } from "@/components/notices.ts";
import type { RoleChange } from "@/lib/tenancy/membership/change_role.ts";
import type { Deactivation } from "@/lib/tenancy/membership/deactivate_member.ts";
import type { MailedLink } from "@/lib/tenancy/membership/mail_password_link.ts";
import type { Reactivation } from "@/lib/tenancy/membership/reactivate_member.ts";
import type { Leaving, Removal } from "@/lib/tenancy/membership/remove_member.ts";

type Refused = Extract<
  RoleChange | Deactivation | Reactivation | Removal | Leaving | MailedLink,
  { ok: false }
>;

/**
 * What the next page says about a change that was refused. The pages offer none of these, so it was sent by hand, or
 * somebody was faster. @throws {HttpError} 404 and 403 where nobody has to be told more.
 */
export function noticeOf({ reason }: Refused): NoticeCode {
  switch (reason) {
    case "not_found":
      throw new HttpError(404);
    case "above_you":
    case "above_your_role":
      throw new HttpError(403, "Your role does not allow this");
    case "yourself":
      return "not-yourself";
    case "last_owner":
      return "last-owner";
    case "already_deactivated":
      return "deactivated-already";
    case "not_deactivated":
      return "not-deactivated";
    case "unknown_role":
      return "role-gone";
    case "mailed_enough":
      return "mails-enough";
    case "directorys":
      return "role-is-directorys";
  }
}
