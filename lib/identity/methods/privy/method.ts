import { config } from "@/lib/config.ts";
import type { Method } from "../port.ts";
import { verifyPrivyTokens } from "./verify_tokens.ts";

/**
 * Whoever has a wallet, or anything else that Privy knows people by. Privy's own client runs on a page elsewhere, which is
 * sent `state` and `callback` in its query and posts a form to `callback`: `state`, `access_token`, `identity_token`. The
 * tokens are traded for a session of ours and forgotten.
 */
export const privy: Method = {
  kind: "privy",
  name: "Privy",
  factor: "first",
  isCentral: true,
  isOurs: false,
  isAnsweredByPost: true,
  cannotConfirm: true,
  isAvailable: () => config.providers.privy !== undefined,
  start({ purpose }, { callback, state }) {
    const { privy } = config.providers;
    // Its tokens are good for an hour and say nothing about when the person was there.
    if (!privy || purpose === "step_up") return Promise.resolve({ ok: false, reason: "not_fresh" });
    const leaveTo = new URL(privy.signInUrl);
    leaveTo.searchParams.set("state", state);
    leaveTo.searchParams.set("callback", callback);
    return Promise.resolve({ ok: true, leaveTo });
  },
  async finish({ purpose }, { form, now }) {
    const { privy } = config.providers;
    if (!privy || purpose === "step_up") return { ok: false, reason: "not_fresh" };
    const verified = await verifyPrivyTokens(privy, {
      accessToken: form.access_token ?? "",
      identityToken: form.identity_token ?? "",
      now,
    });
    if (!verified.ok) return verified;
    const { subject, email, wallets, claims } = verified.person;
    return {
      ok: true,
      // An address is what the person named to Privy; when they last proved it is long ago.
      identity: {
        issuer: privy.issuer,
        subject,
        email,
        emailVerified: false,
        methods: ["privy"],
        wallets,
        claims,
      },
    };
  },
};
