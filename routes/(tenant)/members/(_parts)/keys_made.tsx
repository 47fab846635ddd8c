import { Ago, type Clock } from "@/components/Ago.tsx";
import type { KeyMade } from "@/lib/identity/list_keys_made_by.ts";
import type { Permissions } from "@/lib/identity/permissions.ts";
import { publicId } from "@/lib/ids.ts";

type KeysMadeProps = {
  keys: KeyMade[];
  clock: Clock;
  /** Of who looks: a key leads to where it is revoked for those who may. */
  permissions: Permissions;
};

/** Keys are the house's: they go on working when whoever made them does not come in any more. */
export function KeysMade({ keys, clock, permissions }: KeysMadeProps) {
  return (
    <ul class="divide-y divide-base-300 border-t border-base-300">
      {keys.map((it) => (
        <li key={it.id} class="flex flex-wrap items-baseline gap-x-4 gap-y-1 px-5 py-3 text-sm">
          {permissions.has("api_keys.manage")
            ? (
              <a class="link font-medium break-words" href={`/api-keys/${publicId("key", it.id)}/revocation`}>
                {it.name}
              </a>
            )
            : <span class="font-medium break-words">{it.name}</span>}
          <code class="font-mono text-xs">rh_…{it.hint}</code>
          <span class="text-base-content/75">
            Created <Ago at={it.createdAt} clock={clock} />
          </span>
        </li>
      ))}
    </ul>
  );
}

/** On a page that asks whether a member goes: what of theirs goes on working. Nothing where there is none. */
export function KeysThatStay({ name, keys, clock, permissions }: KeysMadeProps & { name: string }) {
  if (keys.length === 0) return null;
  return (
    <div class="space-y-3">
      <p>
        These API keys were made by{" "}
        {name}. They are the house’s and go on working; revoke those that nobody else needs.
      </p>
      <div class="overflow-hidden rounded-box border border-base-300 [&>ul]:border-t-0">
        <KeysMade keys={keys} clock={clock} permissions={permissions} />
      </div>
    </div>
  );
}
