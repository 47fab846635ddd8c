import { AuthenticatorTable } from "@/components/AuthenticatorTable.tsx";
import { FactorState } from "@/components/FactorState.tsx";
import { PasskeyTable } from "@/components/PasskeyTable.tsx";
import { QrCode } from "@/components/QrCode.tsx";
import { RecoveryCodesShownOnce } from "@/components/RecoveryCodesShownOnce.tsx";
import { SecurityCards } from "@/components/SecurityCards.tsx";
import { PrintButton } from "@/islands/PrintButton.tsx";
import { newId } from "@/lib/ids.ts";
import { Sample, Samples } from "./sample.tsx";
import { CLOCK, MOMENT } from "./words.tsx";

const HELD = { id: newId(), createdAt: MOMENT, lastUsedAt: MOMENT, doesCount: true };
const AUTHENTICATORS = [
  { ...HELD, name: "My phone" },
  { ...HELD, name: "Old tablet", lastUsedAt: null, doesCount: false },
];
const PASSKEYS = [
  { ...HELD, name: "My phone", transports: ["internal", "hybrid"], isSynced: true },
  { ...HELD, name: "Security key", transports: ["usb", "nfc"], isSynced: false, lastUsedAt: null },
];
const CODES = Array.from({ length: 10 }, (_, index) => `${index}k3d-9xqa-7mtv-zzpw-h204-2b8c`);

/** What a person shows beside the password. */
export function Factors() {
  return (
    <Samples title="To show who one is">
      <Sample name="AuthenticatorTable" wide>
        <AuthenticatorTable authenticators={AUTHENTICATORS} clock={CLOCK} list="/security/authenticator" />
      </Sample>
      <Sample name="PasskeyTable" wide>
        <PasskeyTable passkeys={PASSKEYS} clock={CLOCK} />
      </Sample>
      <Sample name="FactorState">
        <FactorState factor={{ doesCount: true }} />
        <FactorState factor={{ doesCount: false }} />
      </Sample>
      <Sample name="QrCode">
        <QrCode text="https://rowhouse.example" label="A code for a camera" />
      </Sample>
      <Sample name="RecoveryCodesShownOnce" wide>
        <RecoveryCodesShownOnce codes={CODES} list="/security/recovery-codes" />
      </Sample>
      <Sample name="SecurityCards" wide>
        <SecurityCards
          cards={[
            { href: "/security/password", title: "Password", text: "Change it." },
            {
              href: "/security/passkeys",
              title: "Passkeys",
              text: "Sign in with a finger, a face or a PIN.",
            },
          ]}
        />
      </Sample>
      <Sample name="PrintButton">
        <PrintButton />
      </Sample>
    </Samples>
  );
}
