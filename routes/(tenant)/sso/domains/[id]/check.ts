import { HttpError } from "fresh";
import { parsePublicId } from "@/lib/ids.ts";
import { checkDomain } from "@/lib/tenancy/domains/check_domain.ts";
import { requirePermission } from "@/routes/(_http)/require.ts";
import { define } from "@/utils.ts";

const NOTICES = {
  no_record: "domain-not-found",
  other_record: "domain-other-record",
  no_answer: "domain-no-answer",
  taken: "domain-taken",
  too_many: "domain-too-many",
} as const;

export const handler = define.handlers({
  async POST(ctx) {
    requirePermission(ctx.state, "sign_in.manage");
    const { tenant, actor } = ctx.state;
    const domainId = parsePublicId("dom", ctx.params.id);
    const checked = domainId && await checkDomain(tenant.id, { domainId, actor, now: new Date() });
    if (!checked || (!checked.ok && checked.reason === "not_found")) throw new HttpError(404);
    return ctx.redirect(`/sso/domains?notice=${checked.ok ? "domain-proven" : NOTICES[checked.reason]}`, 303);
  },
});
