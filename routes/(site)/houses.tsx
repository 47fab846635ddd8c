import { page } from "fresh";
import type { FieldErrors } from "@/components/Field.tsx";
import { FindHouse } from "@/components/FindHouse.tsx";
import { askForHouses, HousesForm } from "@/lib/onboarding/ask_for_houses.ts";
import { formErrors, readForm } from "@/routes/(_http)/read_form.ts";
import { leaveFor } from "@/routes/(_http)/leave_for.tsx";
import { refusalOf } from "@/routes/(_http)/sign_in_refusal.ts";
import { visitorOf } from "@/routes/(_http)/visitor_of.ts";
import { define } from "@/utils.ts";

type Refused = { email: string; errors?: FieldErrors; refusal?: string };

export const handler = define.handlers({
  GET: (ctx) => ctx.redirect("/signin", 303),

  async POST(ctx) {
    const sent = await readForm(ctx.req);
    const { email = "" } = sent;
    const parsed = HousesForm.safeParse(sent);
    if (!parsed.success) return page<Refused>({ email, errors: formErrors(parsed.error) }, { status: 422 });
    const asked = await askForHouses(parsed.data.email, { visitor: visitorOf(ctx), now: new Date() });
    if (asked.ok && asked.leadTo) return await leaveFor(ctx, asked.leadTo);
    if (asked.ok) return ctx.redirect("/signin?notice=houses-mailed", 303);
    const { text, ...answer } = refusalOf(asked);
    return page<Refused>({ email, refusal: text }, answer);
  },
});

export default define.page<typeof handler>(({ data, url }) => <FindHouse {...data} url={url} />);
