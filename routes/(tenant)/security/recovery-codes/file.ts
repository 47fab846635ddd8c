import { tenantOrigin } from "@/lib/tenancy/host.ts";
import { readForm } from "@/routes/(_http)/read_form.ts";
import { recoveryCodesFile } from "@/routes/(_http)/recovery_codes.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async POST({ req, state: { tenant, member: { email } } }) {
    const { codes } = await readForm(req);
    return recoveryCodesFile(codes, { email, signInUrl: `${tenantOrigin(tenant.slug)}/signin` });
  },
});
