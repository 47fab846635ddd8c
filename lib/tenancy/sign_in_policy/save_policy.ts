import type { Actor } from "@/lib/audit/actor.ts";
import { recordAudit } from "@/lib/audit/record.ts";
import { asTenant, type TenantTx } from "@/lib/db/as_tenant.ts";
import { methodOf } from "@/lib/identity/methods/methods.ts";
import type { MethodKind } from "@/lib/identity/methods/port.ts";
import { allowsMethod, allowsPlace, type SignInPolicy } from "./policy.ts";

/** Each would shut out who saves it. */
export type SavedPolicy =
  | { ok: true }
  | { ok: false; reason: "network_shuts_you_out" | "methods_shut_you_out" | "no_second_factor" };

type Saving = {
  policy: SignInPolicy;
  /** Who saves it, and from where, as `Visitor` has it. */
  userId: string;
  place: string;
  actor: Actor;
  now: Date;
};

/** From the commit on it holds for every sign-in and every request, and for sessions that are open already. */
export async function savePolicy(tenantId: string, saving: Saving): Promise<SavedPolicy> {
  const { policy, userId, place, actor, now } = saving;
  if (!allowsPlace(policy, place)) return { ok: false, reason: "network_shuts_you_out" };
  return await asTenant(tenantId, async (tx) => {
    const refusal = await refusalOf(tx, { policy, userId });
    if (refusal) return { ok: false, reason: refusal };
    await Promise.all([
      upsert(tx, saving),
      tx.rows`
        select gate.limit_sessions(make_interval(secs => ${policy.sessionSeconds}),
                                   make_interval(secs => ${policy.idleSeconds}), ${now})`,
      recordAudit(tx, {
        actor,
        action: "sign_in_policy.changed",
        subject: { kind: "tenant", id: tenantId },
        detail: {
          methods_allowed: policy.allowedMethods?.join(" ") ?? "all",
          second_factor: policy.requiresSecondFactor,
          strict_codes: !policy.takesLateCodes,
          session_minutes: policy.sessionSeconds / 60,
          idle_minutes: policy.idleSeconds / 60,
          networks: policy.allowedNetworks.join(" ") || "anywhere",
        },
      }),
    ]);
    return { ok: true };
  });
}

async function refusalOf(
  tx: TenantTx,
  { policy, userId }: Pick<Saving, "policy" | "userId">,
): Promise<"methods_shut_you_out" | "no_second_factor" | undefined> {
  const ways = await tx.rows<{ kind: MethodKind }>`select kind from gate.ways_of(${userId})`;
  const own = ways.map((it) => methodOf(it.kind)).filter((it) => it !== undefined);
  const hasFirst = allowsMethod(policy, "magic_link") ||
    own.some((it) => it.factor !== "second" && allowsMethod(policy, it.kind));
  if (!hasFirst) return "methods_shut_you_out";
  if (policy.requiresSecondFactor && !own.some((it) => it.factor !== "first")) return "no_second_factor";
}

async function upsert(tx: TenantTx, { policy, userId, now }: Saving) {
  const { allowedMethods, requiresSecondFactor, takesLateCodes, allowedNetworks } = policy;
  const [sessionMinutes, idleMinutes] = [policy.sessionSeconds / 60, policy.idleSeconds / 60];
  await tx.count`
    insert into sign_in_policies
      (tenant_id, allowed_methods, requires_second_factor, takes_late_codes, longest_session_minutes,
       longest_idle_minutes, allowed_networks, changed_by, changed_at)
    values (${tx.tenantId}, ${allowedMethods}, ${requiresSecondFactor}, ${takesLateCodes}, ${sessionMinutes},
            ${idleMinutes}, ${allowedNetworks}, ${userId}, ${now})
    on conflict (tenant_id) do update
       set allowed_methods = excluded.allowed_methods, requires_second_factor = excluded.requires_second_factor,
           takes_late_codes = excluded.takes_late_codes,
           longest_session_minutes = excluded.longest_session_minutes,
           longest_idle_minutes = excluded.longest_idle_minutes, allowed_networks = excluded.allowed_networks,
           changed_by = excluded.changed_by, changed_at = excluded.changed_at`;
}
