import { ownIdentity } from "../../verified_identity.ts";
import type { Login, Method } from "../port.ts";
import { addPasskey } from "./add_passkey.ts";
import { askForNewPasskey, askForPasskey } from "./ask_for_passkey.ts";
import { verifyPasskey } from "./verify_passkey.ts";

type Notes = { challenge: string; name?: string };

/** A key on the person's own device, which that device gives out for the base host alone. */
export const passkey: Method = {
  kind: "passkey",
  name: "Passkey",
  factor: "either",
  isCentral: true,
  isOurs: true,

  async start(login, { form }) {
    const { tenantId, purpose, userId } = login;
    if (purpose === "link") {
      const options = await askForNewPasskey(tenantId, { userId: userId! });
      const notes: Notes = { challenge: options.challenge, name: form.name };
      return { ok: true, ask: { wants: "new", options }, notes };
    }
    const options = await askForPasskey(tenantId, { userId, isOnlyFactor: isOnlyFactor(login) });
    const notes: Notes = { challenge: options.challenge };
    return { ok: true, ask: { wants: "known", options }, notes };
  },

  async finish(login, { form, visitor: { requestId }, now }) {
    const { tenantId, purpose, userId } = login;
    const { challenge, name } = login.notes as Notes;
    const answer = { response: form.response ?? "", challenge, requestId, now };
    if (purpose === "link") {
      const added = await addPasskey(tenantId, { ...answer, userId: userId!, name: name || "Passkey" });
      return added.ok ? { ok: true, identity: ownIdentity(userId!, "passkey") } : added;
    }
    const verified = await verifyPasskey(tenantId, { ...answer, userId, isOnlyFactor: isOnlyFactor(login) });
    return verified.ok ? { ok: true, identity: ownIdentity(verified.userId, "passkey") } : verified;
  },
};

/** A sign-in that knows its person has seen a first factor. */
function isOnlyFactor({ purpose, userId }: Login): boolean {
  return purpose !== "sign_in" || userId === undefined;
}
