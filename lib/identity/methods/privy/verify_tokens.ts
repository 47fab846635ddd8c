import { errors, importSPKI, type JWTPayload, jwtVerify, type JWTVerifyGetKey } from "jose";
import { z } from "zod";
import { log } from "@/lib/log.ts";
import { MAX_WALLETS, type Wallet, WalletAccount } from "../../wallet.ts";
import { FetchRefusedError } from "../oidc/openid_fetch.ts";
import { remoteKeys } from "./remote_keys.ts";
import type { Privy } from "./settings.ts";

export type PrivyPerson = { subject: string; email?: string; wallets: Wallet[]; claims: JWTPayload };

export type PrivyRefusal =
  | "token_missing"
  | "token_refused"
  | "signature_wrong"
  | "issuer_wrong"
  | "audience_wrong"
  | "expired"
  /** One token posed as the other, or they are of two people. */
  | "tokens_mixed_up"
  | "keys_unreachable";

export type VerifiedTokens = { ok: true; person: PrivyPerson } | { ok: false; reason: PrivyRefusal };

type Tokens = { accessToken: string; identityToken: string; now: Date };

/** They are from the provider's clock. */
const TOLERANCE_SECONDS = 30;

/**
 * Believes the pair of tokens that Privy's client has got for a person: the access token says that they are signed in, the
 * identity token who they are (source: @privy-io/node 0.35, lib/auth; measured). Only `sid` and `linked_accounts` tell
 * the two apart.
 */
export async function verifyPrivyTokens(privy: Privy, tokens: Tokens): Promise<VerifiedTokens> {
  const { accessToken, identityToken, now } = tokens;
  if (!accessToken || !identityToken) return { ok: false, reason: "token_missing" };
  try {
    const [access, identity] = await Promise.all([
      verify(privy, accessToken, now),
      verify(privy, identityToken, now),
    ]);
    if (!isPair(access, identity)) return { ok: false, reason: "tokens_mixed_up" };
    return personOf(identity);
  } catch (error) {
    const reason = refusalOf(error);
    log.info("token of Privy refused", { reason, because: (error as Error).message });
    return { ok: false, reason };
  }
}

async function verify({ issuer, appId, ...keys }: Privy, token: string, now: Date): Promise<JWTPayload> {
  const { payload } = await jwtVerify(token, await keyOf(keys), {
    algorithms: ["ES256"],
    typ: "JWT",
    issuer,
    audience: appId,
    requiredClaims: ["sub", "iat", "exp"],
    currentDate: now,
    clockTolerance: TOLERANCE_SECONDS,
  });
  // A token for several apps would be as good in the hands of any of them.
  if (typeof payload.aud !== "string") {
    throw new errors.JWTClaimValidationFailed("Several audiences", payload, "aud");
  }
  return payload;
}

async function keyOf({ keysUrl, verificationKey }: Pick<Privy, "keysUrl" | "verificationKey">) {
  if (!verificationKey) return remoteKeys(keysUrl);
  const key = await importSPKI(verificationKey, "ES256");
  return (() => key) satisfies JWTVerifyGetKey;
}

function isPair(access: JWTPayload, identity: JWTPayload): boolean {
  const isAccess = access.sid !== undefined && access.linked_accounts === undefined;
  const isIdentity = identity.linked_accounts !== undefined && identity.sid === undefined;
  return isAccess && isIdentity && access.sub === identity.sub;
}

const Claims = z.object({
  sub: z.string().regex(/^[\x20-\x7e]{1,255}$/),
  linked_accounts: z.string().transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue("must be JSON");
    }
  }).pipe(z.array(z.looseObject({ type: z.string() })).max(1_000)),
});

const EmailAccount = z.object({ type: z.literal("email"), address: z.email().max(254).toLowerCase() });

function personOf(claims: JWTPayload): VerifiedTokens {
  const parsed = Claims.safeParse(claims);
  if (!parsed.success) return { ok: false, reason: "token_refused" };
  const { sub: subject, linked_accounts: accounts } = parsed.data;
  const wallets = accounts.flatMap((it) => WalletAccount.safeParse(it).data ?? []).slice(0, MAX_WALLETS);
  const [email] = accounts.flatMap((it) => EmailAccount.safeParse(it).data?.address ?? []);
  return { ok: true, person: { subject, email, wallets, claims: { ...claims, linked_accounts: accounts } } };
}

const CLAIMS: Record<string, PrivyRefusal> = { iss: "issuer_wrong", aud: "audience_wrong" };

function refusalOf(error: unknown): PrivyRefusal {
  if (error instanceof errors.JWTExpired) return "expired";
  if (error instanceof errors.JWTClaimValidationFailed) return CLAIMS[error.claim] ?? "token_refused";
  if (error instanceof errors.JWSSignatureVerificationFailed) return "signature_wrong";
  if (error instanceof errors.JWKSNoMatchingKey) return "signature_wrong";
  if (error instanceof FetchRefusedError || error instanceof errors.JWKSTimeout) return "keys_unreachable";
  if (error instanceof errors.JOSEError) return isAboutKeys(error) ? "keys_unreachable" : "token_refused";
  throw error;
}

function isAboutKeys(error: errors.JOSEError): boolean {
  return error.code === "ERR_JOSE_GENERIC" || error.code === "ERR_JWKS_INVALID";
}
