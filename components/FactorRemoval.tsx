import type { ComponentChildren } from "preact";
import { Button } from "./Button.tsx";
import { Card } from "./Card.tsx";
import { Notice } from "./Notice.tsx";
import { PageHeader } from "./PageHeader.tsx";

type FactorRemovalProps = {
  /** What the person calls it. */
  name: string;
  /** Of the list that it stands in. */
  list: string;
  refusal?: string;
  /** What it is, and what happens without it. */
  children: ComponentChildren;
};

/** Asks before an authenticator or a passkey goes. */
export function FactorRemoval({ name, list, refusal, children }: FactorRemovalProps) {
  return (
    <>
      <PageHeader title={`Remove “${name}”?`} />
      {refusal && <Notice tone="error">{refusal}</Notice>}
      <Card>
        <div class="max-w-2xl space-y-5">
          {children}
          <form method="post" class="flex flex-wrap gap-3">
            <Button look="danger">Remove it</Button>
            <Button look="quiet" href={list}>Keep it</Button>
          </form>
        </div>
      </Card>
    </>
  );
}
