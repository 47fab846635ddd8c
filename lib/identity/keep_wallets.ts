import type { TenantTx } from "@/lib/db/as_tenant.ts";
import type { VerifiedIdentity } from "./verified_identity.ts";

type Keeping = {
  identity: Pick<VerifiedIdentity, "issuer" | "subject" | "wallets">;
  userId: string;
  now: Date;
};

/** What the provider said of wallets this time is what the person has; nothing where it speaks of none. */
export async function keepWallets(tx: TenantTx, { identity, userId, now }: Keeping): Promise<void> {
  const { issuer, subject, wallets } = identity;
  if (!wallets) return;
  await tx.rows`
    select gate.keep_wallets(${issuer}, ${subject}, ${userId}, ${JSON.stringify(wallets)}::jsonb, ${now})`;
}
