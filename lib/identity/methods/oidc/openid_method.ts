import type { Answer, Login, Method, Refused } from "../port.ts";
import type { VerifiedIdentity } from "../../verified_identity.ts";
import { type Claims, finishOidc } from "./finish_oidc.ts";
import { identityOf } from "./identity_of.ts";
import type { OidcClient } from "./oidc_client.ts";
import type { OidcRefusal } from "./oidc_refusal.ts";
import { startOidc } from "./start_oidc.ts";

type Part = Omit<Method, "start" | "finish" | "factor" | "isCentral" | "isOurs"> & {
  /** What we are at the provider of this login; undefined where it has gone. */
  clientOf(login: Login, form?: Record<string, string>): Promise<OidcClient | undefined>;
  /** Why what the provider says is still not enough. */
  refuse?(claims: Claims, login: Login): Promise<string | undefined>;
  /** What comes beside the claims. */
  complete?(identity: VerifiedIdentity, answer: Answer): VerifiedIdentity;
};

const GONE = { ok: false, reason: "connection_gone" satisfies OidcRefusal } as const satisfies Refused;

/** A way of signing in by any provider that speaks OpenID Connect. */
export function openidMethod({ clientOf, refuse, complete, ...method }: Part): Method {
  return {
    ...method,
    factor: "first",
    isCentral: true,
    isOurs: false,
    async start(login, asked) {
      const client = await clientOf(login, asked.form);
      return client ? await startOidc(client, login, asked) : GONE;
    },
    async finish(login, answer) {
      const client = await clientOf(login);
      if (!client) return GONE;
      const told = await finishOidc(client, login, answer);
      if (!told.ok) return told;
      const reason = await refuse?.(told.claims, login);
      if (reason) return { ok: false, reason };
      const identity = identityOf(told.claims, { ...client, recognition: method.recognition });
      return { ok: true, identity: complete?.(identity, answer) ?? identity };
    },
  };
}
