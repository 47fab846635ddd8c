import type { Actor } from "@/lib/audit/actor.ts";
import { listSigningKeys } from "@/lib/identity/list_signing_keys.ts";
import { beginKeyRotation, replaceSigningKeys } from "@/lib/identity/rotate_signing_keys.ts";
import { parsePublicId, publicId } from "@/lib/ids.ts";
import { listTenants } from "@/lib/operator/list_tenants.ts";
import { lookAtQueue } from "@/lib/operator/look_at_queue.ts";
import { replayDeadLetter } from "@/lib/operator/replay_dead_letter.ts";
import { restoreTenant } from "@/lib/operator/restore_tenant.ts";
import { suspendTenant } from "@/lib/operator/suspend_tenant.ts";
import { EVENT_METERS } from "@/lib/usage/meters.ts";
import { AT_COMMAND_LINE, type Commands, done, refused, table } from "./said.ts";
import { staffCommands } from "./staff_commands.ts";

const OPERATOR: Actor = { kind: "operator", name: AT_COMMAND_LINE };

const REFUSALS = {
  unknown_tenant: "No tenant has this slug",
  suspended_already: "It is suspended already",
  not_suspended: "It is not suspended",
  under_way: "A rotation is under way: the next key is published already",
  no_key: "There is no key yet; the first sign-in makes one",
};

export const commands: Commands = {
  ...staffCommands,

  async "tenants list"({ search }) {
    const asked = { operator: OPERATOR.name, now: new Date(), search, atMost: 1_000 };
    const { tenants, nextCursor } = await listTenants(asked);
    const data = tenants.map(({ usedThisMonth, ...it }) => ({
      ...it,
      id: publicId("ten", it.id),
      ...usedThisMonth,
    }));
    const more = nextCursor ? "\nThere are more than 1,000; narrow them by --search" : "";
    return {
      ok: true,
      data,
      text: table(data, ["slug", "name", "status", "members", ...EVENT_METERS]) + more,
    };
  },

  async "tenants suspend"({ names: [name], reason }) {
    if (!name || !reason) return refused("Needed: tenants suspend SLUG --reason TEXT");
    const result = await suspendTenant({ slug: name, reason, actor: OPERATOR });
    return result.ok ? done(`${name} is suspended`) : refused(`${name}: ${REFUSALS[result.reason]}`);
  },

  async "tenants restore"({ names: [name] }) {
    if (!name) return refused("Needed: tenants restore SLUG");
    const result = await restoreTenant({ slug: name, actor: OPERATOR });
    return result.ok ? done(`${name} is open again`) : refused(`${name}: ${REFUSALS[result.reason]}`);
  },

  async "jobs dead"() {
    const { deadLetters } = await lookAtQueue({ operator: OPERATOR.name });
    const data = deadLetters.map((it) => ({
      ...it,
      tenantId: publicId("ten", it.tenantId),
      jobId: publicId("job", it.jobId),
    }));
    return { ok: true, data, text: table(data, ["tenantId", "jobId", "kind", "attempts", "lastError"]) };
  },

  async "jobs replay"({ names: [tenant, job] }) {
    const tenantId = parsePublicId("ten", tenant ?? "");
    const jobId = parsePublicId("job", job ?? "");
    if (!tenantId || !jobId) return refused("Needed: jobs replay TENANT_ID JOB_ID, as jobs dead prints them");
    const result = await replayDeadLetter({ tenantId, jobId, actor: OPERATOR });
    return result.ok
      ? done(`${job} runs again`)
      : refused(`${job} is not among the dead letters of ${tenant}`);
  },

  async "keys list"() {
    const data = await listSigningKeys({ operator: OPERATOR.name });
    const rows = data.map((it) => ({ ...it, created: it.createdAt.toISOString() }));
    return { ok: true, data, text: table(rows, ["kid", "state", "created"]) };
  },

  async "keys rotate"({ isEmergency }) {
    const asked = { operator: OPERATOR.name, now: new Date() };
    if (isEmergency) {
      const { kid, removed } = await replaceSigningKeys(asked);
      return done(`${kid} signs now; of ${removed} older keys nothing is accepted any more`);
    }
    const result = await beginKeyRotation(asked);
    return result.ok
      ? done(`${result.kid} is published and signs in 15 minutes`)
      : refused(REFUSALS[result.reason]);
  },
};
