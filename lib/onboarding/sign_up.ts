import { asTenant, type TenantTx } from "@/lib/db/as_tenant.ts";
import { secondsAfter } from "@/lib/identity/lifetimes.ts";
import { findPasswordFault } from "@/lib/identity/password/find_password_fault.ts";
import { hashPassword } from "@/lib/identity/password/hash_password.ts";
import { type PasswordFault, SHORTEST_PASSWORD } from "@/lib/identity/password/rules.ts";
import { verifyPassword } from "@/lib/identity/password/verify_password.ts";
import type { TooMany } from "@/lib/identity/defence/weigh_try.ts";
import type { Visitor } from "@/lib/identity/visitor.ts";
import { giveBack, take } from "@/lib/limits/take.ts";
import { sendMail } from "@/lib/mail/send_mail.ts";
import { beginAtBase } from "@/lib/tenancy/door/begin_at_base.ts";
import { tenantOrigin } from "@/lib/tenancy/host.ts";
import { findSignUp } from "./find_sign_up.ts";
import { openTenant } from "./open_tenant.ts";
import type { SignUp } from "./sign_up_form.ts";
import { verificationUrl } from "./verification_url.ts";

/** The login brings the owner into the tenant's host, in the browser that signed up. */
export type SignedUp =
  | { ok: true; tenantId: string; slug: string; loginId: string }
  | { ok: false; reason: "slug_taken" | "form_already_used" | "busy" }
  | { ok: false; reason: "weak"; fault: PasswordFault }
  | TooMany;

type SigningUp = {
  visitor: Visitor;
  /** Secret of the cookie on the base host. */
  baseBinding: string;
  now: Date;
};

const PER_PLACE = { name: "sign_up_place", rate: 1, periodSeconds: 30, burst: 60 };
/** Each sends a mail to somebody who may not have asked for it. */
const PER_ADDRESS = { name: "sign_up_address", rate: 1, periodSeconds: 900, burst: 5 };

/** A form sent again this long after the first is no longer a lost answer or a double click. */
const REPEATABLE_SECONDS = 15 * 60;

/**
 * Opens a tenant for somebody new: everything, down to the welcome mail, in one transaction or nothing. The same form
 * sent again answers as the first time and opens nothing. An address that is known makes no difference: until it is
 * proven it belongs to nobody.
 */
export async function signUp(
  form: SignUp,
  { visitor, baseBinding, now }: SigningUp,
): Promise<SignedUp> {
  const tooMany = await refuseTooMany(form, visitor, now);
  if (tooMany) return tooMany;
  const { company, slug, name, email, password } = form;
  const names = [company, slug, name, email];
  const fault = await findPasswordFault({ password, shortest: SHORTEST_PASSWORD, names });
  if (fault) return { ok: false, reason: "weak", fault };
  const hashed = await hashPassword(password, { place: visitor.ip });
  if (!hashed.ok) {
    await giveBack(PER_ADDRESS, email.toLowerCase());
    return hashed;
  }
  const outcome = await openTenant(
    {
      signUpId: form.signup_id,
      slug,
      company,
      owner: { name, email, phc: hashed.phc },
      requestId: visitor.requestId,
      now,
    },
    async (tx, { owner }) => {
      await welcome(tx, form, { userId: owner.userId, now });
      return await beginAtBase(tx, loginOf(slug, owner.userId, { baseBinding, now }));
    },
  );
  if (!outcome.ok) return await answerAgain(form, outcome.reason, { visitor, baseBinding, now });
  return { ok: true, tenantId: outcome.opened.tenantId, slug, loginId: outcome.result };
}

async function refuseTooMany({ email }: SignUp, visitor: Visitor, now: Date): Promise<TooMany | undefined> {
  // The place first: one that is refused leaves no counter for each address that it makes up.
  const limits = [[PER_PLACE, visitor.ip], [PER_ADDRESS, email.toLowerCase()]] as const;
  for (const [limit, subject] of limits) {
    const { ok, retryAfterSeconds } = await take(limit, subject, now);
    if (!ok) return { ok: false, reason: "too_many", retryAfterSeconds };
  }
}

async function welcome(tx: TenantTx, form: SignUp, { userId, now }: { userId: string; now: Date }) {
  const verifyUrl = await verificationUrl(tx, { slug: form.slug, userId, now });
  await sendMail(tx, {
    to: form.email,
    template: "welcome",
    data: { name: form.name, tenantName: form.company, verifyUrl },
  });
}

/** Only who knows the password is told what the first form has opened, and not for long: an id of a form is no proof. */
async function answerAgain(
  form: SignUp,
  reason: "slug_taken" | "sign_up_repeated",
  { visitor, baseBinding, now }: SigningUp,
): Promise<SignedUp> {
  const first = await findSignUp(form.signup_id);
  if (!first) return { ok: false, reason: "slug_taken" };
  const isSame = first.slug === form.slug && first.email === form.email;
  const verified = isSame ? await verifyPassword(form.password, first.phc, { place: visitor.ip }) : undefined;
  if (verified && !verified.ok && verified.reason === "busy") return { ok: false, reason: "busy" };
  if (!verified?.ok) {
    return { ok: false, reason: reason === "slug_taken" ? "slug_taken" : "form_already_used" };
  }
  const { tenantId, slug, userId } = first;
  const loginId = await asTenant(tenantId, async (tx) => {
    const justJoined = await tx.row`
      select from members
       where tenant_id = ${tx.tenantId} and user_id = ${userId}
         and joined_at > ${secondsAfter(now, -REPEATABLE_SECONDS)}`;
    return justJoined ? await beginAtBase(tx, loginOf(slug, userId, { baseBinding, now })) : undefined;
  });
  if (!loginId) return { ok: false, reason: "form_already_used" };
  return { ok: true, tenantId, slug, loginId };
}

function loginOf(slug: string, userId: string, rest: { baseBinding: string; now: Date }) {
  return { userId, origin: tenantOrigin(slug), returnPath: "/dashboard", ...rest };
}
