import * as openid from "openid-client";
import { log } from "@/lib/log.ts";
import type { Answer, Login } from "../port.ts";
import { configurationOf } from "./configuration.ts";
import { findProvider, type Provider } from "./find_provider.ts";
import { Notes } from "./notes.ts";
import type { OidcClient } from "./oidc_client.ts";
import { type OidcRefusal, refusalOf, wordsOf } from "./oidc_refusal.ts";
import { keepKeys, useKeptKeys } from "./provider_keys.ts";

/** What a provider said of a person, its signature and its addressee checked. */
export type Claims = Record<string, unknown> & { iss: string; sub: string };

export type Told = { ok: true; claims: Claims } | { ok: false; reason: OidcRefusal };

/** Source: OpenID Connect Core 1.0, section 2. */
const SUBJECT = /^[\x20-\x7e]{1,255}$/;

/** Trades the code that the browser brought for what the provider says of the person. */
export async function finishOidc(client: OidcClient, login: Login, answer: Answer): Promise<Told> {
  const { now } = answer;
  const notes = Notes.safeParse(login.notes);
  if (!notes.success || new URL(notes.data.callback).pathname !== answer.url.pathname) {
    return { ok: false, reason: "answer_refused" };
  }
  const found = await findProvider(client.issuer, now);
  if (!found.ok) return found;
  if (found.provider.issuer !== notes.data.issuer) return { ok: false, reason: "connection_gone" };
  try {
    const claims = await tradeCode(client, { login, answer, notes: notes.data, ...found });
    return SUBJECT.test(claims.sub) ? { ok: true, claims } : { ok: false, reason: "token_refused" };
  } catch (error) {
    const reason = refusalOf(error);
    log.info("answer of a provider refused", { issuer: client.issuer, reason, because: wordsOf(error) });
    return { ok: false, reason };
  }
}

type Trade = { login: Login; answer: Answer; notes: Notes; provider: Provider };

async function tradeCode(client: OidcClient, { login, answer, notes, provider }: Trade): Promise<Claims> {
  const { now } = answer;
  const configuration = await configurationOf(client, { provider, now });
  useKeptKeys(configuration, provider);
  const tokens = await openid.authorizationCodeGrant(configuration, answeredAt(client, { answer, notes }), {
    expectedState: notes.state,
    expectedNonce: notes.nonce,
    pkceCodeVerifier: notes.verifier,
    idTokenExpected: true,
    maxAge: login.purpose === "step_up" ? secondsBetween(new Date(notes.startedAt), now) : undefined,
  });
  keepKeys(configuration, provider);
  const told = tokens.claims()!;
  const { groupsClaim } = client;
  const isAllTold = told.email !== undefined && (!groupsClaim || told[groupsClaim] !== undefined);
  if (isAllTold || !provider.userinfo_endpoint) return told;
  return { ...await openid.fetchUserInfo(configuration, tokens.access_token, told.sub), ...told };
}

/** Our own address, whatever stands in front of us calls it, with what the browser brought. */
function answeredAt(
  { isAnsweredByPost }: OidcClient,
  { answer, notes }: Pick<Trade, "answer" | "notes">,
): URL {
  const url = new URL(notes.callback);
  url.search = (isAnsweredByPost ? new URLSearchParams(answer.form) : answer.url.searchParams).toString();
  return url;
}

function secondsBetween(from: Date, to: Date): number {
  return Math.max(0, Math.ceil((to.getTime() - from.getTime()) / 1000));
}
