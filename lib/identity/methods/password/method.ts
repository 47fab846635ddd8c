import { asTenantRead } from "@/lib/db/as_tenant.ts";
import { prepared, type Sql, sql } from "@/lib/db/sql.ts";
import { type Candidate, checkPassword } from "../../check_password.ts";
import { type Bearings, type Familiarity, selectFamiliarity } from "../../defence/familiarity.ts";
import { ownIdentity } from "../../verified_identity.ts";
import type { Answer, Finished, Login, Method } from "../port.ts";

/** Needs no start: address and password come in one form, or the password alone where the person is known. */
export const password: Method = {
  kind: "password",
  name: "Password",
  noun: "password",
  factor: "first",
  recognition: "pwd",
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
    tenantId,
    subject: userId ?? email,
    password: form.password ?? "",
    look: () => look(tenantId, userId === undefined ? { email } : { userId }, { ...visitor, now }),
    visitor,
    now,
  });
  if (!checked.ok) return checked;
  return {
    ok: true,
    identity: ownIdentity(checked.userId, password.recognition),
    suspicion: checked.suspicion,
  };
}

type Who = { email: string } | { userId: string };

/** Of the people who named this address the one that is a member here, the proven one first. In one round trip. */
async function look(tenantId: string, who: Who, bearings: Bearings & { now: Date }) {
  const [[candidate], [familiarity]] = await Promise.all([
    asTenantRead.one<Candidate>(tenantId, "email" in who ? candidateBy(who.email) : candidateOf(who.userId)),
    asTenantRead.one<Familiarity>(tenantId, selectFamiliarity(who, bearings)),
  ]);
  return { candidate, familiarity };
}

function candidateBy(email: string): Sql {
  return prepared(
    "sign-in candidate",
    sql`
      select user_id as "userId", phc from gate.sign_in_candidates(${email})
       order by is_proven desc, joined_at limit 1`,
  );
}

function candidateOf(userId: string): Sql {
  return sql`select ${userId}::uuid as "userId", phc from gate.password_of(${userId}) phc where phc is not null`;
}
