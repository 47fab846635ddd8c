import { content, type MailContent, plainName } from "./content.ts";

/** What happened to the ways in which a person shows who they are. */
export type FactorChange =
  | "authenticator_added"
  | "authenticator_removed"
  | "passkey_added"
  | "passkey_removed"
  | "passkey_copied"
  | "recovery_codes_made"
  | "recovery_code_used"
  | "factors_reset";

export type FactorChangedData = {
  name: string;
  tenantName: string;
  change: FactorChange;
  /** What the person calls the authenticator or the passkey. */
  called?: string;
  /** Of the recovery codes, after one was used. */
  codesLeft?: number;
  /** Where the person sees all of them. */
  securityUrl: string;
  /** One of our own staff, who has no house to tell. */
  isOperator?: true;
};

const FEW = 3;

/** To the person, whoever did it: a change that nobody hears of is what a thief wants. */
export function factorChanged(data: FactorChangedData): MailContent {
  const { subject, said } = wordsOf(data);
  return content({
    subject,
    opening: [
      `Hello ${plainName(data.name)},`,
      said,
      ...(data.change === "recovery_code_used" ? [left(data)] : []),
    ],
    link: { label: "Look at your security page", href: data.securityUrl },
    closing: [
      "If this was you, do nothing. If it was not, somebody else knows how to sign in as you: " +
      (data.isOperator
        ? "end all other sessions on that page, and have your sign-in reset at the command line of the installation."
        : "change your password on that page, end all other sessions, and tell an owner of the house."),
    ],
  });
}

function wordsOf({ change, called = "", tenantName, codesLeft = 0 }: FactorChangedData) {
  const named = `“${plainName(called)}”`;
  const where = `at ${plainName(tenantName)}`;
  switch (change) {
    case "authenticator_added":
      return {
        subject: "An authenticator app was added",
        said: `the authenticator app ${named} was added to your sign-in ${where}.`,
      };
    case "authenticator_removed":
      return {
        subject: "An authenticator app was removed",
        said: `the authenticator app ${named} was removed from your sign-in ${where}.`,
      };
    case "passkey_added":
      return {
        subject: "A passkey was added",
        said:
          `the passkey ${named} was added to your sign-in ${where}. It opens your houses without a password.`,
      };
    case "passkey_removed":
      return {
        subject: "A passkey was removed",
        said: `the passkey ${named} was removed from your sign-in ${where}.`,
      };
    case "passkey_copied":
      return {
        subject: "A copy of your passkey was refused",
        said:
          `somebody tried to sign in as you ${where} with the passkey ${named}, and it looks like a copy: the real one ` +
          "has been used more often. We have not let them in. Remove this passkey, and add a new one.",
      };
    case "recovery_codes_made":
      return {
        subject: "You have new recovery codes",
        said: `new recovery codes were made ${where}. Those from before do not work any more.`,
      };
    case "recovery_code_used":
      return {
        subject: codesLeft <= FEW ? "A recovery code was used, and few are left" : "A recovery code was used",
        said: `somebody signed in as you ${where} with one of your recovery codes.`,
      };
    case "factors_reset":
      return {
        subject: "Your second factor was reset",
        said:
          `an owner or admin has reset your second factors ${where}: your authenticator apps, passkeys and recovery ` +
          "codes do not count there any more. Set up new ones when you sign in next.",
      };
  }
}

function left({ codesLeft = 0 }: FactorChangedData): string {
  if (codesLeft === 0) {
    return "It was the last one. Make new codes today, so that a lost phone does not lock you out.";
  }
  const many = codesLeft === 1 ? "One code is" : `${codesLeft} codes are`;
  return codesLeft <= FEW ? `${many} left. Make new codes soon.` : `${many} left.`;
}
