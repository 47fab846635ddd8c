import type { FieldErrors } from "@/components/Field.tsx";
import { sayFault } from "@/lib/identity/password/rules.ts";
import type { Asked } from "@/lib/tenancy/invitations/ask_by_link.ts";
import type { JoinedAsKnown } from "@/lib/tenancy/invitations/join_as_known.ts";
import type { JoinedAsNew } from "@/lib/tenancy/invitations/join_as_new.ts";
import { refusalOf as signInRefusal } from "@/routes/(_http)/sign_in_refusal.ts";

/** What is added to a page with a form that was sent in vain. */
export type Answer = { errors?: FieldErrors; typed?: Record<string, string>; refusal?: string };

export type Refused = Extract<JoinedAsNew | JoinedAsKnown | Asked, { ok: false }>;

type Refusal = Answer & { status: number; headers?: Record<string, string> };

/** The page itself says what is wrong with the invitation; this is what is wrong beside it. */
export function refusalOf(refused: Refused): Refusal {
  switch (refused.reason) {
    case "unknown":
      return { status: 404 };
    case "replaced":
    case "revoked":
    case "used":
    case "expired":
    case "inviter_gone":
    case "link_closed":
      return { status: 410 };
    case "address_taken":
      return {
        status: 409,
        refusal:
          "We know this address already. Accept with the password that you have with us; an operator needs another address",
      };
    case "not_by_mail":
    case "not_a_link":
    case "for_somebody_else":
    case "member_already":
      return { status: 409, refusal: "This invitation is accepted in another way; see below" };
    case "weak":
      return { status: 422, errors: { password: sayFault(refused.fault) } };
    case "deactivated":
      return {
        status: 403,
        refusal: "Your membership here is deactivated. Ask an owner or admin of this house to reactivate it",
      };
    case "too_many":
    case "busy":
    case "paused":
    case "mail_first":
    case "wrong_credentials": {
      const { text, ...answer } = signInRefusal(refused);
      return { ...answer, refusal: text };
    }
  }
}
