import { keepRecoveryCodes } from "@/lib/identity/methods/recovery_code/keep_recovery_codes.ts";
import { operatorsDoor } from "@/lib/identity/operators/operators_door.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const { operator } = ctx.state;
    const door = operatorsDoor(operator, "has kept their recovery codes");
    await keepRecoveryCodes(door, { userId: operator.userId, now: new Date() });
    return ctx.redirect("/admin/security/recovery-codes?notice=recovery-codes-kept", 303);
  },
});
