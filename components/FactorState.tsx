import { Badge } from "./Badge.tsx";

/** Whether an authenticator or a passkey is asked for here; an admin may have reset what was there before. */
export function FactorState({ factor: { doesCount } }: { factor: { doesCount: boolean } }) {
  return doesCount
    ? <Badge tone="good">On</Badge>
    : (
      <span title="An owner or admin has reset your second factors since it was added">
        <Badge tone="idle">Reset here</Badge>
      </span>
    );
}
