import { asTenant } from "@/lib/db/as_tenant.ts";
import { prepared, sql } from "@/lib/db/sql.ts";
import { type Candidate, checkPassword } from "../../check_password.ts";
import { ownIdentity } from "../../verified_identity.ts";
import type { Answer, Finished, Login, Method } from "../port.ts";

/** Needs no start: address and password come in one form, or the password alone where the person is known. */
export const password: Method = {
  kind: "password",
  name: "Password",
  factor: "first",
  isCentral: false,
  isOurs: true,
  asks: { name: "password", label: "Password", type: "password", autocomplete: "current-password" },
  finish,
};

async function finish(login: Login, { form, visitor, now }: Answer): Promise<Finished> {
  const { tenantId, userId } = login;
  const email = form.email ?? "";
  const checked = await checkPassword({
    where: tenantId,
    subject: userId ?? email,
    password: form.password ?? "",
    findCandidate: () => userId === undefined ? candidateBy(tenantId, email) : candidateOf(tenantId, userId),
    visitor,
    now,
  });
  return checked.ok ? { ok: true, identity: ownIdentity(checked.userId, "pwd") } : checked;
}

/** Of the people who named this address the one that is a member here, the proven one first. */
async function candidateBy(tenantId: string, email: string): Promise<Candidate | undefined> {
  const [candidate] = await asTenant.one<Candidate>(
    tenantId,
    prepared(
      "sign-in candidate",
      sql`
        select user_id as "userId", phc from gate.sign_in_candidates(${email})
         order by is_proven desc, joined_at limit 1`,
    ),
  );
  return candidate;
}

async function candidateOf(tenantId: string, userId: string): Promise<Candidate | undefined> {
  const [{ phc }] = await asTenant.one<{ phc: string | null }>(
    tenantId,
    sql`select gate.password_of(${userId}) as phc`,
  );
  return phc === null ? undefined : { userId, phc };
}
