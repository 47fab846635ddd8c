import { IdentityList, type NamedIdentity } from "@/components/IdentityList.tsx";
import { Wallets } from "@/components/Wallets.tsx";
import { newId } from "@/lib/ids.ts";
import { Sample, Samples } from "./sample.tsx";
import { CLOCK, MOMENT } from "./words.tsx";

const WALLETS = [
  { chain: "ethereum", address: "0x71c7656ec7ab88b098defb751b7401b5f6d8976f" },
  { chain: "solana", address: "7EcDhSYGxXyscszYEp35KHN8vvw3svAuLKTzXwCFLtV" },
];
const GOOGLE: NamedIdentity = {
  id: newId(),
  kind: "google",
  name: "Google",
  connectionId: null,
  issuer: "https://accounts.google.com",
  email: "ada@acme.test",
  linkedAt: MOMENT,
  lastUsedAt: MOMENT,
  wallets: [],
};
const IDENTITIES: NamedIdentity[] = [
  GOOGLE,
  { ...GOOGLE, kind: "privy", name: "Privy", email: null, lastUsedAt: null, wallets: WALLETS },
  { ...GOOGLE, kind: "oidc", name: "Okta", connectionId: newId() },
];

/** What signs a person in. */
export function IdentitySamples() {
  return (
    <Samples title="Who one is elsewhere">
      <Sample name="IdentityList" wide>
        <IdentityList identities={IDENTITIES} clock={CLOCK} action="/dev/components" />
      </Sample>
      <Sample name="Wallets" wide>
        <Wallets wallets={WALLETS} />
      </Sample>
    </Samples>
  );
}
