import { page } from "fresh";
import { AuthenticatorsPage } from "@/routes/(_parts)/authenticators_page.tsx";
import { findOperatorFactors } from "@/lib/identity/operators/find_operator_factors.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async GET({ state: { operator } }) {
    const { authenticators } = await findOperatorFactors(operator);
    return page({ authenticators, now: new Date() });
  },
});

export default define.page<typeof handler>(({ data: { authenticators, now } }) => (
  <AuthenticatorsPage
    authenticators={authenticators}
    clock={{ now, timeZone: "UTC" }}
    list="/admin/security/authenticator"
    lead="Six digits from an app on your own device, asked for after your password. Times are UTC."
  />
));
