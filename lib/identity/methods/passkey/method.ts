import { asTenantRead } from "@/lib/db/as_tenant.ts";
import { sql } from "@/lib/db/sql.ts";
import { tenantOrigin } from "@/lib/origins.ts";
import { ownIdentity } from "../../verified_identity.ts";
import type { Login, Method } from "../port.ts";
import { askForNewPasskey, askForPasskey } from "./ask_for_passkey.ts";
import { keepPasskey } from "./keep_passkey.ts";
import { passkeyName } from "./passkey_name.ts";
import { type NewPasskey, verifyNewPasskey } from "./verify_new_passkey.ts";
import { verifyPasskey } from "./verify_passkey.ts";

type Notes = { challenge: string };
type Claims = { made: NewPasskey; name: string };

/** A key on the person's own device, which that device gives out for the base host alone. */
export const passkey: Method = {
  kind: "passkey",
  name: "Passkey",
  noun: "passkey",
  factor: "either",
  recognition: "passkey",
  isStrong: true,
  isCentral: true,
  isOurs: true,

  async start(login) {
    const { tenantId, purpose, userId } = login;
    const house = await houseOf(login);
    if (purpose === "link") {
      const options = await askForNewPasskey(tenantId, { userId: userId! });
      return { ok: true, ask: { ...house, wants: "new", options }, notes: { challenge: options.challenge } };
    }
    const options = await askForPasskey(tenantId, { userId, isOnlyFactor: isOnlyFactor(login) });
    return { ok: true, ask: { ...house, wants: "known", options }, notes: { challenge: options.challenge } };
  },

  async finish(login, { form, visitor: { requestId }, now }) {
    const { tenantId, purpose, userId } = login;
    const { challenge } = login.notes as Notes;
    const response = form.response ?? "";
    if (purpose === "link") {
      const verified = await verifyNewPasskey({ response, challenge });
      if (!verified.ok) return verified;
      const claims: Claims = { made: verified.made, name: passkeyName(form.name) };
      return { ok: true, identity: { ...ownIdentity(userId!, passkey.recognition), claims } };
    }
    const shown = { response, challenge, userId, isOnlyFactor: isOnlyFactor(login), requestId, now };
    const verified = await verifyPasskey(tenantId, shown);
    return verified.ok ? { ok: true, identity: ownIdentity(verified.userId, passkey.recognition) } : verified;
  },

  keep(tx, { userId, identity, requestId, now }) {
    return keepPasskey(tx, { ...identity.claims as Claims, userId, requestId, now });
  },
};

/** A sign-in that knows its person has seen a first factor. */
function isOnlyFactor({ purpose, userId }: Login): boolean {
  return purpose !== "sign_in" || userId === undefined;
}

/** For the page on the base host: which house this is about, and the way back to it. */
async function houseOf({ tenantId, purpose }: Login): Promise<{ tenantName: string; back: string }> {
  const [{ slug, name }] = await asTenantRead.one<{ slug: string; name: string }>(
    tenantId,
    sql`select slug, name from gate.house()`,
  );
  const path = purpose === "sign_in" ? "/signin" : "/security/passkeys";
  return { tenantName: name, back: `${tenantOrigin(slug)}${path}` };
}
