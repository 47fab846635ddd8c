import { type Context, page } from "fresh";
import { Button } from "@/components/Button.tsx";
import { DemoLogins } from "@/components/DemoLogins.tsx";
import { Doorstep } from "@/components/Doorstep.tsx";
import type { FieldErrors } from "@/components/Field.tsx";
import { FindHouse } from "@/components/FindHouse.tsx";
import { Notice, NoticeOf } from "@/components/Notice.tsx";
import { PageTitle } from "@/components/PageTitle.tsx";
import { SignInFields } from "@/components/SignInFields.tsx";
import { Plaque } from "@/components/Plaque.tsx";
import { SignInForm } from "@/lib/identity/sign_in_form.ts";
import { signInWithPassword } from "@/lib/identity/sign_in_with_password.ts";
import { findDemo } from "@/lib/onboarding/find_demo.ts";
import { DEMO_PASSWORD, DEMO_PEOPLE, type DemoPerson } from "@/lib/onboarding/seed_demo.ts";
import type { Tenant } from "@/lib/tenancy/directory.ts";
import { findMember } from "@/lib/tenancy/find_member.ts";
import { baseOrigin, tenantOrigin } from "@/lib/tenancy/host.ts";
import { Slug } from "@/lib/tenancy/slug.ts";
import { enter } from "@/routes/(_http)/enter.ts";
import { formErrors, readForm } from "@/routes/(_http)/read_form.ts";
import { safePath } from "@/routes/(_http)/safe_path.ts";
import { refusalOf } from "@/routes/(_http)/sign_in_refusal.ts";
import { visitorOf } from "@/routes/(_http)/visitor_of.ts";
import { define, type State } from "@/utils.ts";

type Asked = {
  email: string;
  /** Where to go afterwards, on this host. */
  next: string;
  errors: FieldErrors;
  refusal?: string;
  /** Of the demo, where this is one of its tenants. */
  demoPeople: DemoPerson[];
};
type Shown = { slug: string; errors: FieldErrors } | Asked;

const INSIDE = "/dashboard";

export const handler = define.handlers({
  async GET(ctx) {
    if (ctx.state.host.kind === "base") return page<Shown>({ slug: "", errors: {} });
    const { session, tenant } = ctx.state;
    const next = safePath(ctx.url.searchParams.get("next"), INSIDE);
    if (session && await findMember(tenant.id, session.userId)) return ctx.redirect(next, 303);
    return page<Shown>({ email: "", next, errors: {}, demoPeople: await demoPeopleOf(tenant) });
  },

  async POST(ctx) {
    const sent = await readForm(ctx.req);
    return ctx.state.host.kind === "base" ? leadToTheDoor(ctx, sent) : await signIn(ctx, sent);
  },
});

export default define.page<typeof handler>(({ data, state: { tenant }, url }) =>
  "slug" in data ? <FindHouse {...data} url={url} /> : <SignIn {...data} name={tenant.name} url={url} />
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
  const { id, slug } = ctx.state.tenant;
  const next = safePath(sent.next, INSIDE);
  const again = async (answer: Pick<Asked, "errors" | "refusal">) => ({
    email: sent.email ?? "",
    next,
    demoPeople: await demoPeopleOf(ctx.state.tenant),
    ...answer,
  });
  const parsed = SignInForm.safeParse(sent);
  if (!parsed.success) {
    return page<Shown>(await again({ errors: formErrors(parsed.error) }), { status: 422 });
  }
  const attempt = { ...parsed.data, audience: tenantOrigin(slug), visitor: visitorOf(ctx), now: new Date() };
  const signedIn = await signInWithPassword(id, attempt);
  if (signedIn.ok) return enter(ctx, signedIn.session, next);
  const { text, ...answer } = refusalOf(signedIn);
  return page<Shown>(await again({ errors: {}, refusal: text }), answer);
}

async function demoPeopleOf({ id, slug }: Pick<Tenant, "id" | "slug">): Promise<DemoPerson[]> {
  if (!DEMO_PEOPLE.some((it) => it.slug === slug)) return [];
  return (await findDemo()).find((it) => it.tenantId === id)?.people ?? [];
}

function SignIn({ email, next, errors, refusal, demoPeople, name, url }: Asked & { name: string; url: URL }) {
  return (
    <Doorstep
      home={baseOrigin()}
      footer={
        <>
          Not your company? <a class="link" href={`${baseOrigin()}/signin`}>Find another door</a>
        </>
      }
    >
      <Plaque name={name} class="px-4 py-2 text-lg" />
      <PageTitle title="Sign in" />
      {refusal ? <Notice tone="error">{refusal}</Notice> : <NoticeOf url={url} />}
      <form method="post" action="/signin" class="space-y-5" novalidate>
        <input type="hidden" name="next" value={next} />
        <SignInFields email={email} errors={errors} />
        <Button class="w-full">Sign in</Button>
      </form>
      {demoPeople.length > 0 && (
        <DemoLogins
          people={demoPeople}
          password={DEMO_PASSWORD}
          action="/signin"
          next={next}
          wanted={url.searchParams.get("as")}
        />
      )}
    </Doorstep>
  );
}
