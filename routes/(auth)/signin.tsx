import { type Context, page } from "fresh";
import type { FieldErrors } from "@/components/Field.tsx";
import { FindHouse } from "@/components/FindHouse.tsx";
import { SignInForm } from "@/lib/identity/sign_in_form.ts";
import { methodOf } from "@/lib/identity/methods/methods.ts";
import type { MethodKind } from "@/lib/identity/methods/port.ts";
import { findDemo } from "@/lib/onboarding/find_demo.ts";
import { DEMO_PEOPLE, type DemoPerson } from "@/lib/onboarding/seed_demo.ts";
import type { Tenant } from "@/lib/tenancy/directory.ts";
import { listWaysIn } from "@/lib/tenancy/door/list_ways_in.ts";
import { type StartedLogin, startLogin } from "@/lib/tenancy/door/start_login.ts";
import { signInAtOnce } from "@/lib/tenancy/door/sign_in_at_once.ts";
import { findMember } from "@/lib/tenancy/find_member.ts";
import { standingOf } from "@/lib/tenancy/sign_in_policy/standing.ts";
import { tenantOrigin } from "@/lib/tenancy/host.ts";
import { publicId } from "@/lib/ids.ts";
import { Slug } from "@/lib/tenancy/slug.ts";
import { enter } from "@/routes/(_http)/enter.ts";
import { bindingFor, keepBinding } from "@/routes/(_http)/login_cookie.ts";
import { formErrors, readForm } from "@/routes/(_http)/read_form.ts";
import { safePath } from "@/routes/(_http)/safe_path.ts";
import { refusalOf } from "@/routes/(_http)/sign_in_refusal.ts";
import { visitorOf } from "@/routes/(_http)/visitor_of.ts";
import { define, type State } from "@/utils.ts";
import { type Asked, SignInPage } from "./(_parts)/sign_in_page.tsx";

type Offered = "takesPassword" | "takesMail" | "otherWays" | "demoPeople";
type Shown = { slug: string; errors: FieldErrors } | Asked;

const MailForm = SignInForm.pick({ email: true });
const INSIDE = "/dashboard";

export const handler = define.handlers({
  async GET(ctx) {
    if (ctx.state.host.kind === "base") return page<Shown>({ slug: "", errors: {} });
    const { session, tenant } = ctx.state;
    const next = safePath(ctx.url.searchParams.get("next"), INSIDE);
    const member = session && await findMember(tenant.id, session.userId);
    const place = visitorOf(ctx).ip;
    const isInside = member && ["good", "needs_second_factor"].includes(
      standingOf(member.policy, { session, place, now: new Date() }),
    );
    if (isInside) return ctx.redirect(next, 303);
    return page<Shown>({ email: "", next, errors: {}, ...await offeredBy(tenant) });
  },

  async POST(ctx) {
    const sent = await readForm(ctx.req);
    return ctx.state.host.kind === "base" ? leadToTheDoor(ctx, sent) : await signIn(ctx, sent);
  },
});

export default define.page<typeof handler>(({ data, state: { tenant }, url }) =>
  "slug" in data ? <FindHouse {...data} url={url} /> : <SignInPage {...data} name={tenant.name} url={url} />
);

/** Says nothing about who exists: the host that it leads to does. */
function leadToTheDoor(ctx: Context<State>, { slug = "" }: Record<string, string>) {
  const parsed = Slug.safeParse(slug);
  if (!parsed.success) {
    return page<Shown>({ slug, errors: { slug: parsed.error.issues[0].message } }, { status: 422 });
  }
  return ctx.redirect(`${tenantOrigin(parsed.data)}/signin`, 303);
}

async function signIn(ctx: Context<State>, sent: Record<string, string>) {
  const { tenant } = ctx.state;
  const next = safePath(sent.next, INSIDE);
  const again = async (answer: Pick<Asked, "errors" | "refusal">) => ({
    email: sent.email ?? "",
    next,
    ...await offeredBy(tenant),
    ...answer,
  });
  const isByMail = sent.by === "magic_link";
  const parsed = isByMail ? MailForm.safeParse(sent) : SignInForm.safeParse(sent);
  if (!parsed.success) {
    return page<Shown>(await again({ errors: formErrors<Record<string, string>>(parsed.error) }), {
      status: 422,
    });
  }
  const binding = bindingFor(ctx.req);
  if (isByMail) {
    const started = await startByMail(ctx, { email: parsed.data.email, next, binding });
    if (started.ok) return waitAt(ctx, { path: "/auth/mail", loginId: started.loginId, binding });
    const { text, ...answer } = refusalOf(started);
    return page<Shown>(await again({ errors: {}, refusal: text }), answer);
  }
  const signedIn = await signInAtOnce({
    tenant,
    method: methodOf("password")!,
    form: parsed.data,
    returnPath: next,
    binding,
    visitor: visitorOf(ctx),
    now: new Date(),
  });
  if (signedIn.ok) return await enter(ctx, signedIn.session, next);
  if ("loginId" in signedIn) {
    return waitAt(ctx, { path: "/auth/factor", loginId: signedIn.loginId, binding });
  }
  const { text, ...answer } = refusalOf(signedIn);
  return page<Shown>(await again({ errors: {}, refusal: text }), answer);
}

function startByMail(
  ctx: Context<State>,
  { email, next, binding }: { email: string; next: string; binding: string },
): Promise<StartedLogin> {
  return startLogin({
    tenant: ctx.state.tenant,
    method: methodOf("magic_link")!,
    purpose: "sign_in",
    form: { email },
    returnPath: next,
    binding,
    visitor: visitorOf(ctx),
    now: new Date(),
  });
}

/** The login waits for more, in this browser. */
function waitAt(
  ctx: Context<State>,
  { path, loginId, binding }: { path: string; loginId: string; binding: string },
): Response {
  const res = ctx.redirect(`${path}?login=${publicId("log", loginId)}`, 303);
  keepBinding(res.headers, binding);
  return res;
}

async function offeredBy(tenant: Tenant): Promise<Pick<Asked, Offered>> {
  const [{ methods, connections }, demoPeople] = await Promise.all([
    listWaysIn(tenant.id),
    demoPeopleOf(tenant),
  ]);
  const otherWays = [
    ...connections.map(({ id, kind, name }) => ({ kind, name, connection: publicId("con", id) })),
    ...methods.filter((it) => it.isCentral).map(({ kind, name }) => ({ kind, name })),
  ];
  const takes = (kind: MethodKind) => methods.some((it) => it.kind === kind);
  return { takesPassword: takes("password"), takesMail: takes("magic_link"), otherWays, demoPeople };
}

async function demoPeopleOf({ id, slug }: Pick<Tenant, "id" | "slug">): Promise<DemoPerson[]> {
  if (!DEMO_PEOPLE.some((it) => it.slug === slug)) return [];
  return (await findDemo()).find((it) => it.tenantId === id)?.people ?? [];
}
