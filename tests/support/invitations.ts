import assert from "node:assert/strict";
import type { Grantable } from "@/lib/identity/permissions.ts";
import { secondsAfter } from "@/lib/identity/lifetimes.ts";
import { invite, makeLink } from "@/lib/tenancy/invitations/invite.ts";
import { mailAskedInvitationJob } from "@/lib/tenancy/invitations/mail_asked_invitation_job.ts";
import type { RoleChoice } from "@/lib/tenancy/roles/role_choice.ts";
import { createRole } from "@/lib/tenancy/roles/save_role.ts";
import { MAIL_DATA } from "@/lib/mail/send_mail.ts";
import { open } from "@/lib/vault/open.ts";
import type { Person } from "./cast.ts";
import { asSuperuser } from "./database.ts";

export function actorOf({ userId, name }: Person) {
  return { kind: "member", id: userId, name } as const;
}

/** A role of the tenant's own. @returns its id. */
export async function makeRole(
  by: Person,
  { name, permissions }: { name: string; permissions: Grantable[] },
): Promise<string> {
  const made = await createRole(by.tenant.id, {
    fields: { name, permissions },
    by: by.id,
    actor: actorOf(by),
  });
  assert(made.ok);
  return made.roleId;
}

type Linking = { role?: RoleChoice; uses?: number; days?: number; now?: Date };

export async function makeInvitationLink(
  by: Person,
  { role = { role: "member" }, uses = 10, days = 7, now = new Date() }: Linking = {},
): Promise<{ invitationId: string; url: string; token: string }> {
  const made = await makeLink(by.tenant, {
    role,
    uses,
    expiresAt: secondsAfter(now, days * 86_400),
    by: by.id,
    actor: actorOf(by),
    now,
  });
  assert(made.ok);
  return { ...made, token: tokenOf(made.url) };
}

/** An invitation by mail. @returns its id, and the token as it stands in the mail. */
export async function makeInvitation(
  by: Person,
  { email, role = { role: "member" }, now = new Date() }: { email: string; role?: RoleChoice; now?: Date },
): Promise<{ invitationId: string; token: string }> {
  const made = await invite(by.tenant, { email, role, by: by.id, actor: actorOf(by), now });
  assert(made.ok, JSON.stringify(made));
  return { invitationId: made.invitationId, token: await mailedToken(by.tenant.id, email) };
}

type Mail = { template: string; data: Record<string, unknown> };

/** What waits to be mailed to an address, the newest first. */
export async function mailsTo(tenantId: string, email: string): Promise<Mail[]> {
  const { rows } = await asSuperuser((client) =>
    client.query(
      `select payload from pooled.jobs
        where tenant_id = $1 and kind = 'mail.send' and payload ->> 'to' = $2 order by id desc`,
      [tenantId, email],
    )
  );
  return rows.map(({ payload }) => ({
    template: payload.template,
    data: JSON.parse(open(payload.sealedData, MAIL_DATA)),
  }));
}

export async function mailedToken(tenantId: string, email: string): Promise<string> {
  const [mail] = await mailsTo(tenantId, email);
  assert.equal(mail?.template, "invitation");
  return tokenOf(String(mail.data.acceptUrl));
}

/** Runs what those who hold a link have asked for, as the worker would. */
export async function runAsked(tenantId: string): Promise<void> {
  const { rows } = await asSuperuser((client) =>
    client.query(
      `delete from pooled.jobs where tenant_id = $1 and kind = 'invitation.ask' returning id, payload`,
      [tenantId],
    )
  );
  for (const { id, payload } of rows) {
    await mailAskedInvitationJob({
      id,
      tenantId,
      payload,
      attempt: 1,
      signal: new AbortController().signal,
    });
  }
}

export function tokenOf(url: string): string {
  return new URL(url).pathname.split("/").at(-1)!;
}
