import { HttpError } from "fresh";
import { findHouseOfOrganization } from "@/lib/tenancy/sso/find_house_of_organization.ts";
import { define } from "@/utils.ts";

/** What Auth0 is given as the application's login URI: a login that begins there names the organization alone. */
export const handler = define.handlers({
  async GET(ctx) {
    const { searchParams } = ctx.url;
    const door = await findHouseOfOrganization({
      organization: searchParams.get("organization") ?? "",
      invitation: searchParams.get("invitation") ?? undefined,
    });
    if (!door) throw new HttpError(404);
    return ctx.redirect(door.href, 303);
  },
});
