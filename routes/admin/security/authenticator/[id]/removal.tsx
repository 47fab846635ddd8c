import { type Context, HttpError, page } from "fresh";
import { Ago } from "@/components/Ago.tsx";
import { FactorRemoval } from "@/components/FactorRemoval.tsx";
import { Fact, Facts } from "@/components/Facts.tsx";
import type { Authenticator } from "@/lib/identity/factors/find_factors.ts";
import { removeFactor } from "@/lib/identity/factors/remove_factor.ts";
import { findOperatorFactors } from "@/lib/identity/operators/find_operator_factors.ts";
import { operatorsDoor } from "@/lib/identity/operators/operators_door.ts";
import { parsePublicId } from "@/lib/ids.ts";
import { readForm } from "@/routes/(_http)/read_form.ts";
import { requireFreshOperator } from "@/routes/admin/(_http)/require_fresh_operator.tsx";
import { define, type State } from "@/utils.ts";

type Shown = { authenticator: Authenticator; now: Date; refusal?: string };

const LIST = "/admin/security/authenticator";

export const handler = define.handlers({
  async GET(ctx) {
    return page<Shown>({ authenticator: await authenticatorOf(ctx), now: new Date() });
  },

  async POST(ctx) {
    const ask = await requireFreshOperator(ctx, { sent: await readForm(ctx.req) });
    if (ask) return ask;
    const authenticator = await authenticatorOf(ctx);
    const { operator, actor } = ctx.state;
    const removed = await removeFactor(operatorsDoor(operator, "asks to remove an authenticator app"), {
      kind: "authenticator",
      id: authenticator.id,
      userId: operator.userId,
      actor,
    });
    if (removed.ok || removed.reason === "not_found") {
      return ctx.redirect(`${LIST}?notice=authenticator-removed`, 303);
    }
    const refusal =
      "This is your last app, and no operator is without one. Add another first, then remove this one";
    return page<Shown>({ authenticator, now: new Date(), refusal }, { status: 409 });
  },
});

export default define.page<typeof handler>((
  { data: { authenticator: { name, createdAt, lastUsedAt }, now, refusal } },
) => {
  const clock = { now, timeZone: "UTC" };
  return (
    <FactorRemoval name={name} list={LIST} refusal={refusal}>
      <Facts>
        <Fact name="Added">
          <Ago at={createdAt} clock={clock} />
        </Fact>
        <Fact name="Last used">{lastUsedAt ? <Ago at={lastUsedAt} clock={clock} /> : "Never"}</Fact>
      </Facts>
      <p>
        Its codes let nobody in any more. You can delete it from the app, too. If it is your last one, your
        recovery codes are void, and your password alone lets you in, where this installation allows that.
      </p>
    </FactorRemoval>
  );
});

async function authenticatorOf({ state: { operator }, params }: Context<State>): Promise<Authenticator> {
  const id = parsePublicId("aut", params.id);
  const found = (await findOperatorFactors(operator)).authenticators.find((it) => it.id === id);
  if (!found) throw new HttpError(404);
  return found;
}
