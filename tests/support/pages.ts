import { config } from "@/lib/config.ts";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { newBearerSecret } from "@/lib/identity/bearer_secret.ts";
import type { OpenedSession } from "@/lib/identity/open_session.ts";
import { beginLogin } from "@/lib/tenancy/door/begin_login.ts";
import { beginStepUp } from "@/lib/tenancy/door/begin_step_up.ts";
import { findFactors } from "@/lib/identity/factors/find_factors.ts";
import { findOperatorFactors } from "@/lib/identity/operators/find_operator_factors.ts";
import { publicId } from "@/lib/ids.ts";
import { readMailbox } from "@/lib/mail/read_mailbox.ts";
import { suspendTenant } from "@/lib/operator/suspend_tenant.ts";
import { acceptRecords } from "@/lib/relay/accept_records.ts";
import { storeMail } from "@/sandbox/mailbox/store_mail.ts";
import { baseOrigin, type Visitor } from "./app.ts";
import { addAuthenticator, keepSoftPasskey } from "./factors.ts";
import { makeCast, PASSWORD, type Person, sessionFor } from "./cast.ts";
import { asSuperuser } from "./database.ts";
import { makeInvitationLink, makeRole } from "./invitations.ts";
import { makeConnection, makeEnabledConnection, makeProvenDomain, SAML_DRAFT } from "./connections.ts";
import { makeKey } from "./keys.ts";
import { addOperatorAuthenticator, makeOperator, renewOperator } from "./operators.ts";
import { furnishDirectory } from "./scim.ts";
import { makeSecurityEvent } from "./security_events.ts";

/** A page of the app, and somebody who may see it. */
export type AnyPage = {
  /** Below routes/, as the file is called. */
  file: string;
  origin: string;
  path: string;
  as?: Visitor;
  /** Of a login that waits in this browser. */
  binding?: string;
  /** That it takes to see the page; undefined where asking is enough. */
  form?: Record<string, string>;
  /** Of the answer to the form; 422 where it is left out. */
  status?: number;
};

/** One of every page there is, in a furnished house. */
export async function everyPage(): Promise<AnyPage[]> {
  const now = new Date();
  const { acme, globex, ada, ben } = await makeCast(now);
  await suspendTenant({ slug: globex.slug, reason: "Unpaid", actor: { kind: "system", name: "Test" } });
  const actor = { kind: "member", id: ada.userId, name: ada.name } as const;
  const key = await makeKey(acme.id, { name: "Shop", actor, now });
  await acceptRecords(acme.id, { records: [{ id: "order-1", type: "order.created", data: {} }], now });
  await addAuthenticator(ada, now);
  await keepSoftPasskey(ada, now);
  const owner = await sessionFor(ada, now, "otp");
  const sam = await makeOperator("Sam", now);
  await addOperatorAuthenticator(sam, now);
  const { session: operator } = await renewOperator(sam);
  const [{ id: operatorsApp }] = (await findOperatorFactors(sam)).authenticators;
  await makeSecurityEvent(acme.id, { userId: ada.userId, now });
  const tenant = publicId("ten", acme.id);
  const { authenticators: [app], passkeys: [passkey] } = await findFactors(acme.id, ada.userId);
  const factors = [
    ["security/authenticator/index.tsx", "/security/authenticator"],
    ["security/authenticator/new.tsx", "/security/authenticator/new"],
    ["security/authenticator/[id]/removal.tsx", `/security/authenticator/${publicId("aut", app.id)}/removal`],
    ["security/passkeys/index.tsx", "/security/passkeys"],
    ["security/passkeys/[id]/removal.tsx", `/security/passkeys/${publicId("pky", passkey.id)}/removal`],
    ["security/recovery-codes/index.tsx", "/security/recovery-codes"],
  ];
  const directory = await furnishDirectory(ada);
  const member = `/members/${publicId("mem", ben.id)}`;
  const link = await makeInvitationLink(ada, { now });
  const roleId = await makeRole(ada, { name: "Accounting", permissions: ["usage.read"] });
  const connectionId = publicId("con", await makeEnabledConnection(ada, undefined, now));
  const connection = `/sso/${connectionId}`;
  const samlId = await makeConnection(ada, SAML_DRAFT, now);
  const domainId = await makeProvenDomain(ada, `${acme.slug}.test`, now);
  const inside = [
    ["dashboard.tsx", "/dashboard"],
    ["usage.tsx", "/usage"],
    ["records/index.tsx", "/records"],
    ["records/[id].tsx", "/records/order-1"],
    ["api-keys/index.tsx", "/api-keys"],
    ["api-keys/[id]/index.tsx", `/api-keys/${publicId("key", key.id)}`],
    ["api-keys/[id]/rotation.tsx", `/api-keys/${publicId("key", key.id)}/rotation`],
    ["api-keys/[id]/revocation.tsx", `/api-keys/${publicId("key", key.id)}/revocation`],
    ["members/index.tsx", "/members"],
    ["members/[id]/index.tsx", member],
    ["members/[id]/ownership.tsx", `${member}/ownership`],
    ["members/[id]/deactivation.tsx", `${member}/deactivation`],
    ["members/[id]/sessions.tsx", `${member}/sessions`],
    ["members/[id]/password.tsx", `${member}/password`],
    ["members/[id]/factors.tsx", `${member}/factors`],
    ["members/[id]/removal.tsx", `${member}/removal`],
    ["members/invitations/index.tsx", "/members/invitations"],
    [
      "members/invitations/[id]/revocation.tsx",
      `/members/invitations/${publicId("inv", link.invitationId)}/revocation`,
    ],
    ["leaving.tsx", "/leaving"],
    ["roles/index.tsx", "/roles"],
    ["roles/new.tsx", "/roles/new"],
    ["roles/[id]/index.tsx", `/roles/${publicId("rol", roleId)}`],
    ["roles/[id]/deletion.tsx", `/roles/${publicId("rol", roleId)}/deletion`],
    ["audit.tsx", "/audit"],
    ["scim/index.tsx", "/scim"],
    ["scim/tokens/[id]/rotation.tsx", `${directory.token}/rotation`],
    ["scim/tokens/[id]/revocation.tsx", `${directory.token}/revocation`],
    ["sso/index.tsx", "/sso"],
    ["sso/new/[kind].tsx", "/sso/new/oidc"],
    ["sso/domains/index.tsx", "/sso/domains"],
    ["sso/domains/[id]/removal.tsx", `/sso/domains/${publicId("dom", domainId)}/removal`],
    ["sso/[id]/index.tsx", connection],
    ["sso/[id]/settings.tsx", `${connection}/settings`],
    ["sso/[id]/name.tsx", `${connection}/name`],
    ["sso/[id]/secret.tsx", `${connection}/secret`],
    ["sso/[id]/certificates.tsx", `/sso/${publicId("con", samlId)}/certificates`],
    ["sso/[id]/joining.tsx", `${connection}/joining`],
    ["sso/[id]/test-login.tsx", `${connection}/test-login`],
    ["sso/[id]/enforcement.tsx", `${connection}/enforcement`],
    ["sso/[id]/deletion.tsx", `${connection}/deletion`],
    ["security-events/index.tsx", "/security-events"],
    ["settings.tsx", "/settings"],
    ["preferences.tsx", "/preferences"],
    ["profile/index.tsx", "/profile"],
    ["profile/email/index.tsx", "/profile/email?code=none"],
    ["profile/email/change.tsx", "/profile/email/change"],
    ["security/index.tsx", "/security"],
    ["verify-email.tsx", "/verify-email?code=none"],
    ...factors,
    ["security/identities/index.tsx", "/security/identities"],
    ["security/password.tsx", "/security/password"],
    ["sign-in-policy.tsx", "/sign-in-policy"],
  ];
  const console = [
    ["index.tsx", ""],
    ["jobs.tsx", "/jobs"],
    ["health.tsx", "/health"],
    ["confirm.tsx", "/confirm"],
    ["security/index.tsx", "/security"],
    ["security/authenticator/index.tsx", "/security/authenticator"],
    ["security/authenticator/new.tsx", "/security/authenticator/new"],
    [
      "security/authenticator/[id]/removal.tsx",
      `/security/authenticator/${publicId("aut", operatorsApp)}/removal`,
    ],
    ["security/recovery-codes/index.tsx", "/security/recovery-codes"],
    ["accesses.tsx", "/accesses"],
    ["security-events.tsx", "/security-events"],
    ["tenants/[id]/index.tsx", `/tenants/${tenant}`],
    ["tenants/[id]/suspension.tsx", `/tenants/${tenant}/suspension`],
    ["tenants/[id]/restoration.tsx", `/tenants/${publicId("ten", globex.id)}/restoration`],
  ];
  const outside = [
    ["(site)/index.tsx", "/"],
    ["(site)/pricing.tsx", "/pricing"],
    ["(site)/signup.tsx", "/signup"],
    ["(auth)/signin.tsx", "/signin"],
    ["docs/index.tsx", "/docs"],
    ["docs/api.tsx", "/docs/api"],
    ["docs/[guide].tsx", "/docs/quickstart"],
    ["admin/signin.tsx", "/admin/signin"],
    ["dev/index.tsx", "/dev"],
    ["dev/components.tsx", "/dev/components"],
    ["dev/mails.tsx", "/dev/mails"],
    ["dev/mail/index.tsx", "/dev/mail"],
    ["dev/mail/[id].tsx", `/dev/mail/${await receivedMail()}`],
  ];
  const door = [
    ["forgot-password.tsx", "/forgot-password"],
    ["reset-password.tsx", "/reset-password?code=none"],
    ["signin/[kind]/[connection].tsx", `/signin/oidc/${connectionId}`],
  ];
  return [
    { file: "(auth)/invitations/[token].tsx", origin: acme.origin, path: new URL(link.url).pathname },
    {
      file: "(tenant)/members/invitations/link.tsx",
      origin: acme.origin,
      path: "/members/invitations/link",
      as: owner,
      form: { role: "member", uses: "none", days: "7" },
    },
    {
      file: "(tenant)/members/invitations/[id]/resending.tsx",
      origin: acme.origin,
      path: `/members/invitations/${publicId("inv", link.invitationId)}/resending`,
      as: owner,
      form: {},
      status: 200,
    },
    ...door.map(([file, path]) => ({ file: `(auth)/${file}`, origin: acme.origin, path })),
    ...await waitingPages(ada, owner, now),
    // Whoever has a second factor is led on.
    {
      file: "(tenant)/security/second-factor.tsx",
      origin: acme.origin,
      path: "/security/second-factor",
      as: await sessionFor(ben, now),
    },
    {
      file: "admin/signin.tsx",
      origin: baseOrigin,
      path: "/admin/signin",
      form: { email: sam.email, password: PASSWORD },
      status: 200,
    },
    { file: "(site)/houses.tsx", origin: baseOrigin, path: "/houses", form: { email: "" } },
    ...outside.map(([file, path]) => ({ file, origin: baseOrigin, path })),
    ...console.map(([file, path]) => ({
      file: `admin/${file}`,
      origin: baseOrigin,
      path: `/admin${path}`,
      as: operator,
    })),
    ...inside.map(([file, path]) => ({ file: `(tenant)/${file}`, origin: acme.origin, path, as: owner })),
  ];
}

/** Each with a login that waits there: for a mail, a second factor and a step-up. */
async function waitingPages(person: Person, session: OpenedSession, now: Date): Promise<AnyPage[]> {
  const { tenant, userId } = person;
  const binding = newBearerSecret();
  const login = { origin: tenant.origin, returnPath: "/dashboard", binding, now };
  const [mail, factor] = await asTenant(tenant.id, (tx) =>
    Promise.all([
      beginLogin(tx, { purpose: "sign_in", kind: "magic_link", ...login }),
      beginLogin(tx, { purpose: "sign_in", kind: "password", ...login }),
    ]));
  await asSuperuser((client) =>
    client.query(
      "update platform.login_transactions set state = 'needs_second_factor', user_id = $2 where id = $1",
      [factor.id, userId],
    )
  );
  const { sessionId } = session;
  const stepUp = await beginStepUp({ tenant, session: { userId, sessionId }, returnPath: "/", binding, now });
  const page = (name: string, loginId: string) => ({
    file: `(auth)/auth/${name}.tsx`,
    origin: tenant.origin,
    path: `/auth/${name}?login=${publicId("log", loginId)}`,
    binding,
  });
  return [
    page("mail", mail.id),
    page("factor", factor.id),
    { ...page("confirm", stepUp), as: session },
  ];
}

async function receivedMail(): Promise<string> {
  const text = "From: hello@rowhouse.test\r\nTo: ada@acme.test\r\nSubject: Hello\r\n\r\nHello\r\n";
  await storeMail(config.dataDir, ReadableStream.from([new TextEncoder().encode(text)]));
  return (await readMailbox(config.dataDir))[0].id;
}
