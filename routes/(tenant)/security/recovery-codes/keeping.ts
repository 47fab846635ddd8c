import { houseDoor } from "@/lib/identity/factors/door.ts";
import { keepRecoveryCodes } from "@/lib/identity/methods/recovery_code/keep_recovery_codes.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const { tenant, member: { userId } } = ctx.state;
    await keepRecoveryCodes(houseDoor(tenant.id), { userId, now: new Date() });
    return ctx.redirect("/security/recovery-codes?notice=recovery-codes-kept", 303);
  },
});
