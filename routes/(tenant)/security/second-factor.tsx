import { page } from "fresh";
import { Button } from "@/components/Button.tsx";
import { Card } from "@/components/Card.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { findSecondFactors } from "@/lib/identity/find_second_factors.ts";
import { isStrong } from "@/lib/tenancy/sign_in_policy/standing.ts";
import { askForSecondFactor } from "@/routes/(_http)/require_fresh.ts";
import { safePath } from "@/routes/(_http)/safe_path.ts";
import { define } from "@/utils.ts";

/** Where a house that requires a second factor sends who has not shown one: to show it, or to set one up. */
export const handler = define.handlers({
  async GET(ctx) {
    const { tenant, session } = ctx.state;
    const next = safePath(ctx.url.searchParams.get("next"), "/dashboard");
    if (isStrong(session!)) return ctx.redirect(next, 303);
    const factors = await findSecondFactors(tenant.id, session!.userId);
    if (factors.length > 0) return await askForSecondFactor(ctx, { back: next });
    return page();
  },
});

export default define.page<typeof handler>(({ state: { tenant } }) => (
  <>
    <PageHeader title="Set up a second factor" />
    <Card>
      <div class="max-w-2xl space-y-5">
        <p>
          {tenant.name}{" "}
          asks everybody for a second proof beside the first one. Set one up now; the rest of the house opens
          right after.
        </p>
        <div class="flex flex-wrap gap-3">
          <Button href="/security/passkeys">Add a passkey</Button>
          <Button href="/security/authenticator/new" look="quiet">Use an authenticator app</Button>
        </div>
      </div>
    </Card>
  </>
));
