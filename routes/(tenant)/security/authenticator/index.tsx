import { page } from "fresh";
import { AuthenticatorsPage } from "@/routes/(_parts)/authenticators_page.tsx";
import { findFactors } from "@/lib/identity/factors/find_factors.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async GET({ state: { tenant, member } }) {
    return page((await findFactors(tenant.id, member.userId)).authenticators);
  },
});

export default define.page<typeof handler>(({ data: authenticators, state: { clock } }) => (
  <AuthenticatorsPage
    authenticators={authenticators}
    clock={clock}
    list="/security/authenticator"
    lead="Six digits from an app on your own device, asked for after your password in every house where you live."
  />
));
