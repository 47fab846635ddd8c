import { type Context, HttpError, page } from "fresh";
import { Ago } from "@/components/Ago.tsx";
import { FactorRemoval } from "@/components/FactorRemoval.tsx";
import { Fact, Facts } from "@/components/Facts.tsx";
import { houseDoor } from "@/lib/identity/factors/door.ts";
import { type Authenticator, findFactors } from "@/lib/identity/factors/find_factors.ts";
import { removeFactor } from "@/lib/identity/factors/remove_factor.ts";
import { parsePublicId } from "@/lib/ids.ts";
import { factorRefusal } from "@/routes/(_http)/factor_refusal.ts";
import { readForm } from "@/routes/(_http)/read_form.ts";
import { requireFullProof } from "@/routes/(_http)/require_full_proof.ts";
import { define, type State } from "@/utils.ts";

type Shown = { authenticator: Authenticator; refusal?: string };

export const handler = define.handlers({
  async GET(ctx) {
    return page<Shown>({ authenticator: await authenticatorOf(ctx) });
  },

  async POST(ctx) {
    const ask = await requireFullProof(ctx, { sent: await readForm(ctx.req) });
    if (ask) return ask;
    const authenticator = await authenticatorOf(ctx);
    const { tenant, member: { userId }, actor } = ctx.state;
    const removed = await removeFactor(houseDoor(tenant.id), {
      kind: "authenticator",
      id: authenticator.id,
      userId,
      actor,
    });
    if (removed.ok || removed.reason === "not_found") {
      return ctx.redirect("/security/authenticator?notice=authenticator-removed", 303);
    }
    return page<Shown>({ authenticator, refusal: factorRefusal(removed.reason, tenant.name) }, {
      status: 409,
    });
  },
});

export default define.page<typeof handler>((
  { data: { authenticator: { name, createdAt, lastUsedAt }, refusal }, state: { clock } },
) => (
  <FactorRemoval name={name} list="/security/authenticator" refusal={refusal}>
    <Facts>
      <Fact name="Added">
        <Ago at={createdAt} clock={clock} />
      </Fact>
      <Fact name="Last used">{lastUsedAt ? <Ago at={lastUsedAt} clock={clock} /> : "Never"}</Fact>
    </Facts>
    <p>
      Its codes let nobody in any more, in no house where you live. You can delete it from the app, too. If it
      is your last app and you have no passkey, your password alone lets you in from then on, and your
      recovery codes are void.
    </p>
  </FactorRemoval>
));

async function authenticatorOf(
  { state: { tenant, member }, params }: Context<State>,
): Promise<Authenticator> {
  const id = parsePublicId("aut", params.id);
  const found = (await findFactors(tenant.id, member.userId)).authenticators.find((it) => it.id === id);
  if (!found) throw new HttpError(404);
  return found;
}
