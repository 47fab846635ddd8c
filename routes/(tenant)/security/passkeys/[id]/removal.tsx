import { type Context, HttpError, page } from "fresh";
import { Ago } from "@/components/Ago.tsx";
import { FactorRemoval } from "@/components/FactorRemoval.tsx";
import { Fact, Facts } from "@/components/Facts.tsx";
import { houseDoor } from "@/lib/identity/factors/door.ts";
import { findFactors, type Passkey } from "@/lib/identity/factors/find_factors.ts";
import { removeFactor } from "@/lib/identity/factors/remove_factor.ts";
import { parsePublicId } from "@/lib/ids.ts";
import { factorRefusal } from "@/routes/(_http)/factor_refusal.ts";
import { readForm } from "@/routes/(_http)/read_form.ts";
import { requireFullProof } from "@/routes/(_http)/require_full_proof.ts";
import { define, type State } from "@/utils.ts";

type Shown = { passkey: Passkey; refusal?: string };

export const handler = define.handlers({
  async GET(ctx) {
    return page<Shown>({ passkey: await passkeyOf(ctx) });
  },

  async POST(ctx) {
    const ask = await requireFullProof(ctx, { sent: await readForm(ctx.req) });
    if (ask) return ask;
    const passkey = await passkeyOf(ctx);
    const { tenant, member: { userId }, actor } = ctx.state;
    const removed = await removeFactor(houseDoor(tenant.id), {
      kind: "passkey",
      id: passkey.id,
      userId,
      actor,
    });
    if (removed.ok || removed.reason === "not_found") {
      return ctx.redirect("/security/passkeys?notice=passkey-removed", 303);
    }
    return page<Shown>({ passkey, refusal: factorRefusal(removed.reason, tenant.name) }, { status: 409 });
  },
});

export default define.page<typeof handler>((
  { data: { passkey: { name, createdAt, lastUsedAt, isSynced }, refusal }, state: { clock } },
) => (
  <FactorRemoval name={name} list="/security/passkeys" refusal={refusal}>
    <Facts>
      <Fact name="Added">
        <Ago at={createdAt} clock={clock} />
      </Fact>
      <Fact name="Last used">{lastUsedAt ? <Ago at={lastUsedAt} clock={clock} /> : "Never"}</Fact>
      <Fact name="Kept">{isSynced ? "Synced between devices" : "On one device"}</Fact>
    </Facts>
    <p>
      It lets nobody in any more, in no house where you live. Your device still offers it until you delete it
      there, too. If it is your last passkey and you have no authenticator app, your recovery codes are void.
    </p>
  </FactorRemoval>
));

async function passkeyOf({ state: { tenant, member }, params }: Context<State>): Promise<Passkey> {
  const id = parsePublicId("pky", params.id);
  const found = (await findFactors(tenant.id, member.userId)).passkeys.find((it) => it.id === id);
  if (!found) throw new HttpError(404);
  return found;
}
