import { type Context, page } from "fresh";
import { isBearerSecret } from "@/lib/identity/bearer_secret.ts";
import { SignInForm } from "@/lib/identity/sign_in_form.ts";
import { methodOf } from "@/lib/identity/methods/methods.ts";
import { type SignedIn, signInAtOnce } from "@/lib/tenancy/door/sign_in_at_once.ts";
import { findMember, type Viewer } from "@/lib/tenancy/find_member.ts";
import { askByLink } from "@/lib/tenancy/invitations/ask_by_link.ts";
import type { FoundInvitation } from "@/lib/tenancy/invitations/invitation.ts";
import { AskForm } from "@/lib/tenancy/invitations/invitation_form.ts";
import { joinAsKnown } from "@/lib/tenancy/invitations/join_as_known.ts";
import { joinAsNew } from "@/lib/tenancy/invitations/join_as_new.ts";
import { lookAtInvitation } from "@/lib/tenancy/invitations/look_at_invitation.ts";
import { newPersonForm } from "@/lib/tenancy/invitations/new_person_form.ts";
import { openFirstSession } from "@/lib/tenancy/invitations/open_first_session.ts";
import { isKnownPerson } from "@/lib/tenancy/invitations/prove_known_person.ts";
import { factorPath } from "@/routes/(_http)/arrive.tsx";
import { enter } from "@/routes/(_http)/enter.ts";
import { bindingFor, keepBinding } from "@/routes/(_http)/login_cookie.ts";
import { formErrors, readForm } from "@/routes/(_http)/read_form.ts";
import { visitorOf } from "@/routes/(_http)/visitor_of.ts";
import { define, type State } from "@/utils.ts";
import { type Answer, refusalOf, type Refused } from "./(_parts)/refusal.ts";
import { InvitationPage, type Shown } from "./(_parts)/page.tsx";

const WELCOME = "/dashboard?notice=welcome";
/** Of a member whom this house does not let in by a password. */
const BY_ANOTHER_WAY = "/signin?notice=welcome-other-way";

/** Looking changes nothing: programs that open links in mails do that. */
export const handler = define.handlers({
  async GET(ctx) {
    const shown = await look(ctx);
    return page(shown, {
      status: shown.kind === "closed" ? refusalOf({ ok: false, reason: shown.reason }).status : 200,
    });
  },

  async POST(ctx) {
    const sent = await readForm(ctx.req);
    const shown = await look(ctx);
    // Whoever is signed in accepts nothing here: not for themselves, who live here, and not for somebody else.
    if (shown.kind === "inside" || shown.kind === "somebody_else") return page(shown, { status: 409 });
    switch (sent.way) {
      case "new":
        return await asNew(ctx, sent);
      case "known":
        return await asKnown(ctx, sent);
      case "ask":
        return await ask(ctx, sent);
    }
    return page(shown, { status: 422 });
  },
});

export default define.page<typeof handler>(({ data, state: { tenant }, url }) => (
  <InvitationPage shown={data} tenant={tenant} url={url} />
));

async function look(ctx: Context<State>): Promise<Shown> {
  const { tenant, session } = ctx.state;
  const found = await find(ctx);
  const viewer = session && await findMember(tenant.id, session.userId);
  if (viewer) return insideOf(viewer, found);
  if (!found.ok) return { kind: "closed", reason: found.reason };
  const { invitation } = found;
  const { email } = invitation;
  if (email === undefined) return { kind: "link", invitation, errors: {} };
  const isKnown = await isKnownPerson(tenant.id, { token: ctx.params.token, email, now: new Date() });
  return { kind: isKnown ? "known" : "new", invitation, email, errors: {} };
}

async function find({ params: { token }, state }: Context<State>): Promise<FoundInvitation> {
  if (!isBearerSecret(token)) return { ok: false, reason: "unknown" };
  return await lookAtInvitation(state.tenant.id, { token, now: new Date() });
}

function insideOf(viewer: Viewer, found: FoundInvitation): Shown {
  const isFor = found.ok ? found.invitation.email : undefined;
  if (isFor === undefined || isSame(isFor, viewer.email)) return { kind: "inside", name: viewer.name };
  return { kind: "somebody_else", signedInAs: viewer.email, email: isFor };
}

async function asNew(ctx: Context<State>, sent: Record<string, string>) {
  const { tenant } = ctx.state;
  const { email = "", name = "" } = sent;
  const parsed = newPersonForm([tenant.name, tenant.slug, email]).safeParse({
    name,
    password: sent.password ?? "",
  });
  if (!parsed.success) {
    return page(withAnswer(await look(ctx), { errors: formErrors(parsed.error), typed: { name } }), {
      status: 422,
    });
  }
  const visitor = visitorOf(ctx);
  const now = new Date();
  const joined = await joinAsNew(tenant.id, {
    token: ctx.params.token,
    ...parsed.data,
    names: [tenant.name, tenant.slug],
    visitor,
    now,
  });
  if (joined.ok) return await comeIn(ctx, joined.member.userId);
  // A form sent twice: who has just joined by it knows the password.
  if (joined.reason === "used") {
    const binding = bindingFor(ctx.req);
    const method = methodOf("password")!;
    const form = { email, password: parsed.data.password };
    const signedIn = await signInAtOnce({ tenant, method, form, returnPath: WELCOME, binding, visitor, now });
    if (signedIn.ok) return await welcome(ctx, signedIn, binding);
  }
  return await refuse(ctx, joined, { name });
}

async function asKnown(ctx: Context<State>, sent: Record<string, string>) {
  const typed = { email: sent.email ?? "" };
  const parsed = SignInForm.safeParse({ email: typed.email, password: sent.password ?? "" });
  if (!parsed.success) {
    return page(withAnswer(await look(ctx), { errors: formErrors(parsed.error), typed }), { status: 422 });
  }
  const joined = await joinAsKnown(ctx.state.tenant.id, {
    token: ctx.params.token,
    ...parsed.data,
    visitor: visitorOf(ctx),
    now: new Date(),
  });
  if (joined.ok) return await comeIn(ctx, joined.member.userId);
  return await refuse(ctx, joined, typed);
}

async function ask(ctx: Context<State>, sent: Record<string, string>) {
  const typed = { asked: sent.asked ?? "" };
  const parsed = AskForm.safeParse({ email: typed.asked });
  if (!parsed.success) {
    const errors = { asked: formErrors(parsed.error).email };
    return page(withAnswer(await look(ctx), { errors, typed }), { status: 422 });
  }
  const { email } = parsed.data;
  const asked = await askByLink(ctx.state.tenant, {
    token: ctx.params.token,
    email,
    visitor: visitorOf(ctx),
    now: new Date(),
  });
  if (asked.ok) return page<Shown>({ kind: "asked", email });
  return await refuse(ctx, asked, typed);
}

async function comeIn(ctx: Context<State>, userId: string): Promise<Response> {
  const binding = bindingFor(ctx.req);
  const signedIn = await openFirstSession({
    tenant: ctx.state.tenant,
    userId,
    returnPath: WELCOME,
    binding,
    visitor: visitorOf(ctx),
    now: new Date(),
  });
  return await welcome(ctx, signedIn, binding);
}

/** A member now, whatever the door says: it may ask for a second factor, or want another way in than a password. */
async function welcome(ctx: Context<State>, signedIn: SignedIn, binding: string): Promise<Response> {
  if (signedIn.ok) return await enter(ctx, signedIn.session, WELCOME);
  // The browser stays known, so that an identity shown next is connected to the new member.
  const res = ctx.redirect("loginId" in signedIn ? factorPath(signedIn.loginId) : BY_ANOTHER_WAY, 303);
  keepBinding(res.headers, binding);
  return res;
}

async function refuse(ctx: Context<State>, refused: Refused, typed: Record<string, string>) {
  const { status, headers, ...answer } = refusalOf(refused);
  return page(withAnswer(await look(ctx), { ...answer, typed }), { status, headers });
}

/** The same page again, where it is one with a form. */
function withAnswer(shown: Shown, answer: Answer): Shown {
  return "errors" in shown ? { ...shown, ...answer } : shown;
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
