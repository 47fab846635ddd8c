import type { Wallet } from "@/lib/identity/wallet.ts";

/** The wallets that a provider has proven to be a person's. */
export function Wallets({ wallets }: { wallets: Wallet[] }) {
  return (
    <ul class="space-y-1 text-sm">
      {wallets.map(({ chain, address }) => (
        <li key={`${chain} ${address}`} class="flex flex-wrap gap-x-2">
          <code class="font-mono break-all">{address}</code>
          <span class="text-base-content/75">on {chain}</span>
        </li>
      ))}
    </ul>
  );
}
