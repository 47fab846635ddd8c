import * as openid from "openid-client";
import type { Asked, Login, Started } from "../port.ts";
import { findProvider } from "./find_provider.ts";
import type { Notes } from "./notes.ts";
import type { OidcClient } from "./oidc_client.ts";
import { configurationOf } from "./configuration.ts";

/** Sends the person to the provider, with a question that only this login can have answered. */
export async function startOidc(client: OidcClient, login: Login, asked: Asked): Promise<Started> {
  const { callback, state, now, form } = asked;
  const found = await findProvider(client.issuer, now);
  if (!found.ok) return found;
  const { provider } = found;
  const notes: Notes = {
    issuer: provider.issuer,
    callback,
    state,
    nonce: openid.randomNonce(),
    verifier: openid.randomPKCECodeVerifier(),
    startedAt: now.toISOString(),
  };
  const configuration = await configurationOf(client, { provider, now });
  const leaveTo = openid.buildAuthorizationUrl(configuration, {
    redirect_uri: callback,
    scope: ["openid", ...client.scopes].join(" "),
    state,
    nonce: notes.nonce,
    code_challenge: await openid.calculatePKCECodeChallenge(notes.verifier),
    code_challenge_method: "S256",
    ...(form.email ? { login_hint: form.email } : {}),
    ...(client.isAnsweredByPost ? { response_mode: "form_post" } : {}),
    ...client.parameters,
    ...(login.purpose === "step_up" ? { prompt: "login", max_age: "0" } : {}),
  });
  return { ok: true, leaveTo, notes };
}
