import { asPlatform } from "@/lib/db/as_platform.ts";
import type { Job } from "@/lib/jobs/kinds.ts";
import { deliverLetter } from "@/lib/mail/deliver_letter.ts";
import { tenantOrigin } from "@/lib/tenancy/host.ts";

type House = { slug: string; name: string; isSuspended: boolean };

/** More would be somebody who fills houses with a stranger's address. */
const MOST_HOUSES = 20;

/** The handler of `houses.mail`. Nobody at home, no mail: an unasked one would tell a stranger about us. */
export async function mailHousesJob(job: Job<"houses.mail">): Promise<void> {
  const { to } = job.payload;
  const houses = await findHouses(to);
  if (houses.length === 0) return;
  const data = houses.map(({ slug, ...house }) => ({ ...house, url: `${tenantOrigin(slug)}/signin` }));
  await deliverLetter({ template: "houses", data: { houses: data } }, { to, job });
}

/** Where somebody is a member under this address, proven or not: whoever forgot the house may never have confirmed. */
function findHouses(email: string): Promise<House[]> {
  return asPlatform("Somebody asks by mail where they live", (tx) =>
    tx.rows<House>`
      select t.slug, t.name,
             exists (select from platform.tenant_suspensions s where s.tenant_id = t.id and s.lifted_at is null)
               as "isSuspended"
        from members m join platform.tenants t on t.id = m.tenant_id
       where m.email_lc = lower(${email})
         and not exists (select from member_deactivations d
                          where d.tenant_id = m.tenant_id and d.user_id = m.user_id)
       group by t.id order by min(m.joined_at) desc limit ${MOST_HOUSES}`);
}
