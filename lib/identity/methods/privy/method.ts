import type { Method } from "../port.ts";
import { providers } from "../settings.ts";
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
  recognition: "privy",
  isCentral: true,
  isOurs: false,
  isAnsweredByPost: true,
  cannotConfirm: true,
  isAvailable: () => providers.privy !== undefined,
  start({ purpose }, { callback, state }) {
    const settings = providers.privy;
    // Its tokens are good for an hour and say nothing about when the person was there.
    if (!settings || purpose === "step_up") return Promise.resolve({ ok: false, reason: "not_fresh" });
    const leaveTo = new URL(settings.signInUrl);
    leaveTo.searchParams.set("state", state);
    leaveTo.searchParams.set("callback", callback);
    return Promise.resolve({ ok: true, leaveTo });
  },
  async finish({ purpose }, { form, now }) {
    const settings = providers.privy;
    if (!settings || purpose === "step_up") return { ok: false, reason: "not_fresh" };
    const verified = await verifyPrivyTokens(settings, {
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
        issuer: settings.issuer,
        subject,
        email,
        emailVerified: false,
        methods: [privy.recognition],
        wallets,
        claims,
      },
    };
  },
};
