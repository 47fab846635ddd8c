import type { ListedIdentity } from "@/lib/identity/list_identities.ts";
import { publicId } from "@/lib/ids.ts";
import { Ago, type Clock } from "./Ago.tsx";
import { Button } from "./Button.tsx";
import { Wallets } from "./Wallets.tsx";

/** A link, with the name that its provider goes by here. */
export type NamedIdentity = ListedIdentity & { name: string };

type IdentityListProps = {
  identities: NamedIdentity[];
  clock: Clock;
  /** Forms post to `<action>/<id>/disconnection`. */
  action: string;
};

/** What signs a person in beside a password, and how to end that. */
export function IdentityList({ identities, clock, action }: IdentityListProps) {
  return (
    <ul class="divide-y divide-base-300">
      {identities.map((it) => (
        <li key={it.id} class="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 px-5 py-4">
          <div class="min-w-0 flex-1 basis-64 space-y-1">
            <h3 class="text-base font-semibold tracking-normal break-words">{it.name}</h3>
            {it.email && <p class="text-sm break-all">{it.email}</p>}
            <p class="text-sm text-base-content/75">
              Connected <Ago at={it.linkedAt} clock={clock} />
              {it.lastUsedAt
                ? (
                  <>
                    , last used <Ago at={it.lastUsedAt} clock={clock} />
                  </>
                )
                : ", not used yet"}
            </p>
            {it.wallets.length > 0 && <Wallets wallets={it.wallets} />}
          </div>
          {it.connectionId
            ? <p class="text-sm text-base-content/75">Belongs to this house's own sign-on</p>
            : (
              <form method="post" action={`${action}/${publicId("idn", it.id)}/disconnection`}>
                <Button look="quiet" class="btn-sm">
                  Disconnect<span class="sr-only">{it.name}</span>
                </Button>
              </form>
            )}
        </li>
      ))}
    </ul>
  );
}
