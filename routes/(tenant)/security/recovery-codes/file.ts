import { HttpError } from "fresh";
import { readRecoveryCode } from "@/lib/identity/methods/recovery_code/recovery_codes.ts";
import { tenantOrigin } from "@/lib/tenancy/host.ts";
import { readForm } from "@/routes/(_http)/read_form.ts";
import { define } from "@/utils.ts";

/** Gives the codes that a page shows back as a file, for browsers where no script runs. Nothing else than codes. */
export const handler = define.handlers({
  async POST({ req, state: { tenant, member } }) {
    const { codes = "" } = await readForm(req);
    const read = codes.split(" ").map(readRecoveryCode);
    if (read.some((it) => it === undefined)) throw new HttpError(400, "Expected recovery codes");
    const head = [
      `Recovery codes of ${member.email} for Rowhouse`,
      `Sign in at ${tenantOrigin(tenant.slug)}/signin. Each code works once.`,
    ];
    return new Response(`${[...head, "", ...read].join("\r\n")}\r\n`, {
      headers: {
        "content-type": "text/plain; charset=utf-8",
        "content-disposition": 'attachment; filename="rowhouse-recovery-codes.txt"',
      },
    });
  },
});
