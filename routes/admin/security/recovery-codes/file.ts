import { baseOrigin } from "@/lib/origins.ts";
import { readForm } from "@/routes/(_http)/read_form.ts";
import { recoveryCodesFile } from "@/routes/(_http)/recovery_codes.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async POST({ req, state: { operator: { email } } }) {
    const { codes } = await readForm(req);
    return recoveryCodesFile(codes, { email, signInUrl: `${baseOrigin()}/admin/signin` });
  },
});
