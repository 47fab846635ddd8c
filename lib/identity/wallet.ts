import { z } from "zod";

/** A wallet that a provider has proven to be a person's. */
export type Wallet = { chain: string; address: string };

export const MAX_WALLETS = 50;

/** Source: the wallet entries of Privy's `linked_accounts`, docs.privy.io/user-management/users/identity-tokens. */
export const WalletAccount = z.object({
  type: z.literal("wallet"),
  chain_type: z.string().regex(/^[\w-]{1,32}$/),
  address: z.string().regex(/^[\w:.-]{1,128}$/),
}).transform(({ chain_type: chain, address }): Wallet => ({ chain, address }));
