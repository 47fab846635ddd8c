import { page } from "fresh";
import { RecoveryCodesPage, type ShownRecoveryCodes } from "@/routes/(_parts)/recovery_codes_page.tsx";
import { houseDoor } from "@/lib/identity/factors/door.ts";
import { findFactors, hasSecondFactor } from "@/lib/identity/factors/find_factors.ts";
import { readForm } from "@/routes/(_http)/read_form.ts";
import { answerWithCodes } from "@/routes/(_http)/recovery_codes.ts";
import { requireFullProof } from "@/routes/(_http)/require_full_proof.ts";
import { define, type State } from "@/utils.ts";

export const handler = define.handlers({
  async GET({ state }) {
    return page(await look(state));
  },

  async POST(ctx) {
    const { state } = ctx;
    const sent = await readForm(ctx.req);
    const ask = await requireFullProof(ctx, { sent });
    if (ask) return ask;
    const { tenant, member: { userId }, actor } = state;
    const making = { userId, actor, replaces: sent.replaces, look: () => look(state) };
    return await answerWithCodes(houseDoor(tenant.id), making);
  },
});

async function look({ tenant, member }: State): Promise<ShownRecoveryCodes> {
  const factors = await findFactors(tenant.id, member.userId);
  return { hasFactor: hasSecondFactor(factors), held: factors.recoveryCodes };
}

export default define.page<typeof handler>(({ data, state: { clock } }) => (
  <RecoveryCodesPage
    {...data}
    clock={clock}
    list="/security/recovery-codes"
    factors={[
      { href: "/security/authenticator/new", label: "Set up an authenticator app" },
      { href: "/security/passkeys", label: "Add a passkey" },
    ]}
    without="an admin lets you start anew"
  />
));
