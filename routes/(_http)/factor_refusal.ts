import type { RemovedFactor } from "@/lib/identity/factors/remove_factor.ts";

type Reason = Exclude<Extract<RemovedFactor, { ok: false }>["reason"], "not_found">;

export function factorRefusal(reason: Reason, tenantName: string): string {
  switch (reason) {
    case "counts_elsewhere":
      return `${tenantName} has reset it, and in another house of yours it still counts. Remove it there`;
    case "last_second_factor":
      return `${tenantName} asks everybody for a second factor, and this is your last one. Add another first, then remove this one`;
    case "last_way_in":
      return "This is your only way in: without it nobody could sign in as you, not even you. Set a password or add another passkey first";
  }
}
