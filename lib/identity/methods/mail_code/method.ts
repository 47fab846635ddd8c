import { MAGIC_LINK_SECONDS, secondsAfter } from "../../lifetimes.ts";
import { ownIdentity } from "../../verified_identity.ts";
import { hashMailed, isMailed, sixDigits } from "../mailed_digits.ts";
import type { Answer, Finished, Login, Method } from "../port.ts";

/**
 * For who came unlike before and has no second factor: whoever reads the mail is the person. The door sends it, when a
 * password was right and was not enough.
 */
export const mailCode: Method = {
  kind: "mail_code",
  name: "Code by mail",
  noun: "digits by mail",
  factor: "second",
  recognition: "email",
  isCentral: false,
  isOurs: true,
  asks: {
    name: "digits",
    label: "Six digits from the mail that we have just sent you",
    hint: "You come from somewhere new, or somebody has tried to be you",
    autocomplete: "one-time-code",
    inputmode: "numeric",
  },
  finish,
};

type Notes = { mailed?: { digits: string; endsAt: string } };

/** @returns what to mail, and what the login's notes keep of it. */
export function newMailCode(now: Date): { digits: string; notes: Notes } {
  const digits = sixDigits();
  const endsAt = secondsAfter(now, MAGIC_LINK_SECONDS).toISOString();
  return { digits, notes: { mailed: { digits: hashMailed(digits), endsAt } } };
}

function finish({ userId, notes }: Login, { form, now }: Answer): Promise<Finished> {
  const { mailed } = notes as Notes;
  const isRight = mailed !== undefined && isMailed(form.digits, mailed.digits) &&
    now < new Date(mailed.endsAt);
  return Promise.resolve(
    isRight && userId !== undefined
      ? { ok: true, identity: ownIdentity(userId, mailCode.recognition) }
      : { ok: false, reason: "wrong_credentials" },
  );
}
