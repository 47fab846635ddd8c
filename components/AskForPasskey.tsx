import { PasskeyForm, type PasskeyWish } from "@/islands/PasskeyForm.tsx";
import { Doorstep } from "./Doorstep.tsx";
import { Notice } from "./Notice.tsx";
import { PageTitle } from "./PageTitle.tsx";

/** As the method's start made it. */
type PasskeyAsk = PasskeyWish & {
  /** Of the tenant that the person is on the way to. */
  tenantName: string;
  /** Where one goes who has no passkey at hand, on the tenant's host. */
  back: string;
};

type AskForPasskeyProps = { ask: Record<string, unknown>; callback: string; state: string };

/** On the base host, the one place where a browser gives out a person's passkeys. */
export function AskForPasskey({ ask, callback, state }: AskForPasskeyProps) {
  const { tenantName, back, ...wish } = ask as PasskeyAsk;
  const { title, lead } = wordsOf(wish.wants, tenantName);
  return (
    <Doorstep home="/" footer={<a class="link" href={back}>{`Back to ${tenantName}`}</a>}>
      <PageTitle title={title} lead={lead} />
      <noscript>
        <Notice tone="error">
          A passkey needs a script, and none runs here. Switch scripts on, or go back and use another way.
        </Notice>
      </noscript>
      <PasskeyForm wish={wish} callback={callback} state={state} />
    </Doorstep>
  );
}

function wordsOf(wants: PasskeyWish["wants"], tenantName: string) {
  return wants === "new"
    ? {
      title: "Add a passkey",
      lead:
        "Your device makes a key that never leaves it, and opens it with your finger, your face or its PIN. It works in every house where you live.",
    }
    : {
      title: "Show your passkey",
      lead: `Your device asks for your finger, your face or its PIN, and then lets you in to ${tenantName}.`,
    };
}
