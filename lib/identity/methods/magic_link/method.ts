import { asTenant } from "@/lib/db/as_tenant.ts";
import { enqueue } from "@/lib/jobs/enqueue.ts";
import { take } from "@/lib/limits/take.ts";
import { seal } from "@/lib/vault/seal.ts";
import { newBearerSecret } from "../../bearer_secret.ts";
import { MAGIC_LINK_SECONDS, secondsAfter } from "../../lifetimes.ts";
import { ownIdentity } from "../../verified_identity.ts";
import { hashMailed, isMailed, sixDigits } from "../mailed_digits.ts";
import type { Answer, Asked, Finished, Login, Method, Started } from "../port.ts";
import { LINK_DATA, type LinkData } from "./mail_magic_link_job.ts";
import { proveByMail } from "./prove_by_mail.ts";

/** A mail with a link for the browser that asked, and six digits for when it is read elsewhere. */
export const magicLink: Method = {
  kind: "magic_link",
  name: "Link by mail",
  noun: "link by mail",
  factor: "first",
  recognition: "email",
  isCentral: false,
  isOurs: true,
  asks: {
    name: "digits",
    label: "Six digits from the mail",
    autocomplete: "one-time-code",
    inputmode: "numeric",
  },
  start,
  finish,
};

type Notes = { email: string; token: string; digits: string; endsAt: string };

const PER_PLACE = { name: "magic_link_place", rate: 1, periodSeconds: 10, burst: 30 };
/** Each sends a mail to somebody who may not have asked, and allows five guesses at six digits. */
const PER_ADDRESS = { name: "magic_link_address", rate: 1, periodSeconds: 600, burst: 5 };
const WRONG: Finished = { ok: false, reason: "wrong_credentials" };

/** The answer and the work are the same for every address: who it is, if anybody, is looked up by the job. */
async function start({ id, tenantId }: Login, { origin, form, visitor, now }: Asked): Promise<Started> {
  const { email } = form;
  const { ok, retryAfterSeconds } = await take(PER_PLACE, visitor.ip, now);
  if (!ok) return { ok: false, reason: "too_many", retryAfterSeconds };
  const address = await take(PER_ADDRESS, `${tenantId} ${email.toLowerCase()}`, now);
  const data: LinkData = { loginId: id, token: newBearerSecret(), digits: sixDigits() };
  // Said to nobody: it would tell that somebody else asks for this address. Without a mail nothing opens the login.
  if (address.ok) await mail(tenantId, { to: email, origin, data });
  const notes: Notes = {
    email,
    token: hashMailed(data.token),
    digits: hashMailed(data.digits),
    endsAt: secondsAfter(now, MAGIC_LINK_SECONDS).toISOString(),
  };
  return { ok: true, notes };
}

async function mail(
  tenantId: string,
  { to, origin, data }: { to: string; origin: string; data: LinkData },
) {
  const sealedData = seal(JSON.stringify(data), LINK_DATA);
  await asTenant(
    tenantId,
    (tx) => enqueue(tx, { kind: "magic_link.mail", payload: { to, origin, sealedData } }),
  );
}

/** Who reads the mail has proven the address; what somebody else set up under it before is gone by then. */
async function finish({ tenantId, notes }: Login, { form, now }: Answer): Promise<Finished> {
  const { email, token, digits, endsAt } = notes as Notes;
  const isRight = isMailed(form.token, token) || isMailed(form.digits, digits);
  if (!isRight || now >= new Date(endsAt)) return WRONG;
  const userId = await proveByMail(tenantId, { email, now });
  return userId === undefined ? WRONG : { ok: true, identity: ownIdentity(userId, magicLink.recognition) };
}
