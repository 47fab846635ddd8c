import type { Passkey } from "@/lib/identity/factors/find_factors.ts";
import { publicId } from "@/lib/ids.ts";
import { Ago, type Clock } from "./Ago.tsx";
import { FactorState } from "./FactorState.tsx";
import { ActionsHead, TableFrame } from "./TableFrame.tsx";

/** How a browser reaches a passkey (source: WebAuthn, AuthenticatorTransport). */
const WAYS: Record<string, string> = {
  internal: "in the device",
  hybrid: "by a phone nearby",
  usb: "USB",
  nfc: "NFC",
  ble: "Bluetooth",
  "smart-card": "smart card",
};

export function PasskeyTable({ passkeys, clock }: { passkeys: Passkey[]; clock: Clock }) {
  return (
    <TableFrame label="Passkeys">
      <thead>
        <tr>
          <th scope="col" class="w-full">Name</th>
          <th scope="col" class="@max-2xl:hidden">Kept</th>
          <th scope="col">State</th>
          <th scope="col" class="@max-xl:hidden">Added</th>
          <th scope="col" class="@max-lg:hidden">Last used</th>
          <ActionsHead />
        </tr>
      </thead>
      <tbody>
        {passkeys.map((it) => (
          <tr key={it.id}>
            <td class="font-medium wrap-anywhere">
              {it.name}
              <div class="text-xs font-normal text-base-content/75">
                <div class="@2xl:hidden">{keptIn(it)}</div>
                {waysTo(it)}
              </div>
            </td>
            <td class="whitespace-nowrap @max-2xl:hidden">{keptIn(it)}</td>
            <td class="whitespace-nowrap">
              <FactorState factor={it} />
            </td>
            <td class="@max-xl:hidden">
              <Ago at={it.createdAt} clock={clock} />
            </td>
            <td class="whitespace-nowrap @max-lg:hidden">
              {it.lastUsedAt ? <Ago at={it.lastUsedAt} clock={clock} /> : "Never"}
            </td>
            <td class="text-right">
              <a class="link text-error" href={`/security/passkeys/${publicId("pky", it.id)}/removal`}>
                Remove<span class="sr-only">{` ${it.name}`}</span>
              </a>
            </td>
          </tr>
        ))}
      </tbody>
    </TableFrame>
  );
}

function keptIn({ isSynced }: Passkey): string {
  return isSynced ? "Synced between devices" : "On one device";
}

function waysTo({ transports }: Passkey): string {
  const ways = transports.map((it) => WAYS[it]).filter(Boolean);
  return ways.length > 0 ? `Reached: ${ways.join(", ")}` : "";
}
