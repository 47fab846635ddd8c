import { asTenant } from "@/lib/db/as_tenant.ts";
import { take } from "@/lib/limits/take.ts";
import { sendMail } from "@/lib/mail/send_mail.ts";
import type { Tenant } from "@/lib/tenancy/directory.ts";
import type { Member } from "@/lib/tenancy/find_member.ts";
import { verificationUrl } from "./verification_url.ts";

export type Resent =
  | { ok: true }
  | { ok: false; reason: "already_proven" }
  | { ok: false; reason: "too_many"; retryAfterSeconds: number };

const PER_MEMBER = { name: "resend_verification", rate: 1, periodSeconds: 300, burst: 3 };

/** Mails the member a new link; older ones work until they end. */
export async function resendVerification(
  tenant: Pick<Tenant, "id" | "slug" | "name">,
  { member, now }: { member: Member; now: Date },
): Promise<Resent> {
  if (member.isEmailProven) return { ok: false, reason: "already_proven" };
  const { ok, retryAfterSeconds } = await take(PER_MEMBER, member.id, now);
  if (!ok) return { ok: false, reason: "too_many", retryAfterSeconds };
  await asTenant(tenant.id, async (tx) => {
    // The address that the link proves, which is the person's own; the tenant's row may have another one.
    const [verifyUrl, person] = await Promise.all([
      verificationUrl(tx, { slug: tenant.slug, userId: member.userId, now }),
      tx.row<{ email: string }>`select email from gate.person(${member.userId})`,
    ]);
    await sendMail(tx, {
      to: person!.email,
      template: "verify_email",
      data: { name: member.name, tenantName: tenant.name, verifyUrl },
    });
  });
  return { ok: true };
}
