import { inGroups } from "@/lib/identity/methods/totp/secret.ts";
import { QrCode } from "./QrCode.tsx";

/** How a secret comes into an authenticator app: by its camera, or typed. */
export function ScanWithApp({ uri, secret }: { uri: string; secret: string }) {
  return (
    <div class="space-y-4">
      <QrCode text={uri} label="The code for your authenticator app; the key below says the same" />
      <div class="space-y-1 text-sm">
        <p class="text-base-content/75">
          No camera? Type this key into the app, as a time-based one of six digits:
        </p>
        <code class="block font-mono break-words select-all">{inGroups(secret)}</code>
      </div>
    </div>
  );
}
