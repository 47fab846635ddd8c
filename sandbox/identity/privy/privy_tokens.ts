import { createHash } from "node:crypto";
import { type CryptoKey, SignJWT } from "jose";
import type { DemoIdentity } from "../people.ts";

export const DEMO_APP_ID = "rowhouse-demo";

type Signed = { key: CryptoKey; kid: string; appId?: string; now: Date };

/** Both tokens of a person, in the shapes of the real ones (source: @privy-io/node 0.35). */
export async function privyTokens(person: DemoIdentity, signing: Signed) {
  const [accessToken, identityToken] = await Promise.all([
    sign({ sid: crypto.randomUUID() }, person, signing),
    sign({ cr: "1764288000", linked_accounts: JSON.stringify(accountsOf(person)) }, person, signing),
  ]);
  return { accessToken, identityToken };
}

export function privySubject({ subject }: DemoIdentity): string {
  return `did:privy:${subject}`;
}

function sign(claims: Record<string, unknown>, person: DemoIdentity, signing: Signed): Promise<string> {
  const { key, kid, appId = DEMO_APP_ID, now } = signing;
  return new SignJWT(claims)
    .setProtectedHeader({ alg: "ES256", typ: "JWT", kid })
    .setIssuer("privy.io")
    .setAudience(appId)
    .setSubject(privySubject(person))
    .setIssuedAt(now)
    .setExpirationTime(new Date(now.getTime() + 3_600_000))
    .sign(key);
}

function accountsOf({ subject, email }: DemoIdentity) {
  const digest = createHash("sha256").update(subject).digest("hex");
  return [
    { type: "email", address: email, lv: 1764288000 },
    {
      type: "wallet",
      address: `0x${digest.slice(0, 40)}`,
      chain_type: "ethereum",
      wallet_client_type: "privy",
      lv: 1764288000,
    },
  ];
}
