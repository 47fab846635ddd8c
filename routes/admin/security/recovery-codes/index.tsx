import { page } from "fresh";
import { RecoveryCodesPage, type ShownRecoveryCodes } from "@/routes/(_parts)/recovery_codes_page.tsx";
import type { Operator } from "@/lib/identity/operators/find_operator.ts";
import { findOperatorFactors } from "@/lib/identity/operators/find_operator_factors.ts";
import { operatorsDoor } from "@/lib/identity/operators/operators_door.ts";
import { readForm } from "@/routes/(_http)/read_form.ts";
import { answerWithCodes } from "@/routes/(_http)/recovery_codes.ts";
import { requireFreshOperator } from "@/routes/admin/(_http)/require_fresh_operator.tsx";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async GET({ state: { operator } }) {
    return page(await look(operator));
  },

  async POST(ctx) {
    const sent = await readForm(ctx.req);
    const ask = await requireFreshOperator(ctx, { sent });
    if (ask) return ask;
    const { operator, actor } = ctx.state;
    const { userId } = operator;
    const making = { userId, actor, replaces: sent.replaces, look: () => look(operator) };
    return await answerWithCodes(operatorsDoor(operator, "makes recovery codes"), making);
  },
});

async function look(operator: Operator): Promise<ShownRecoveryCodes> {
  const { authenticators, recoveryCodes } = await findOperatorFactors(operator);
  return { hasFactor: authenticators.length > 0, held: recoveryCodes };
}

export default define.page<typeof handler>(({ data }) => (
  <RecoveryCodesPage
    {...data}
    clock={{ now: new Date(), timeZone: "UTC" }}
    list="/admin/security/recovery-codes"
    factors={[{ href: "/admin/security/authenticator/new", label: "Set up an authenticator app" }]}
    without="somebody resets you at the command line of this installation"
  />
));
