import { newId } from "@/lib/ids.ts";
import { openJson, sealJson } from "@/lib/vault/sealed_json.ts";
import { authenticatorUri, newTotpSecret } from "./secret.ts";

/** A secret that counts for nothing until a code of it was seen; it lives in the page that shows it. */
export type Proposal = {
  /** Goes back with the code: the secret, and for whom and until when it is. */
  sealed: string;
  /** For those who cannot scan. */
  secret: string;
  /** For the QR code. */
  uri: string;
};

export type OpenedProposal = { id: string; secret: string };

type Sealed = OpenedProposal & { userId: string; endsAt: number };

const PURPOSE = "authenticator proposal";
const PROPOSAL_MINUTES = 30;

/** @param person `account` is what the app shows, such as the mail address. */
export function proposeAuthenticator(
  { userId, account, now }: { userId: string; account: string; now: Date },
): Proposal {
  const secret = newTotpSecret();
  const endsAt = now.getTime() + PROPOSAL_MINUTES * 60_000;
  const sealed = sealJson({ id: newId(), secret, userId, endsAt } satisfies Sealed, PURPOSE);
  return { sealed, secret, uri: authenticatorUri(secret, account) };
}

/** The same once more, for a page that is shown again; undefined where it is too old, made up or somebody else's. */
export function sameProposal(sealed: string, person: { userId: string; account: string; now: Date }) {
  const opened = openProposal(sealed, person);
  return opened && { sealed, secret: opened.secret, uri: authenticatorUri(opened.secret, person.account) };
}

export function openProposal(
  sealed: string,
  { userId, now }: { userId: string; now: Date },
): OpenedProposal | undefined {
  const proposal = openJson<Sealed>(sealed, PURPOSE);
  return proposal?.userId === userId && now.getTime() < proposal.endsAt ? proposal : undefined;
}
