import { Card } from "@/components/Card.tsx";
import type { FieldErrors } from "@/components/Field.tsx";
import { Notice } from "@/components/Notice.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { type ShownWay, WaysToConfirm } from "@/components/WaysToConfirm.tsx";

export type ConfirmPageProps = {
  ways: ShownWay[];
  errors: FieldErrors;
  /** Whose answer was wrong. */
  tried?: string;
  refusal?: string;
  /** Where to go on, where nothing was posted. */
  next: string;
  /** What was posted, sealed. */
  waiting?: string;
};

/** An operator who is signed in is asked who it is. */
export function ConfirmPage({ ways, errors, tried, refusal, next, waiting }: ConfirmPageProps) {
  return (
    <>
      <PageHeader
        title="Is it still you?"
        lead="What operators do concerns every tenant, so we ask once more."
      />
      {refusal && <Notice tone="error">{refusal}</Notice>}
      <Card>
        <div class="max-w-md space-y-5">
          <WaysToConfirm
            ways={ways}
            action="/admin/confirm"
            carries={{ next, ...(waiting && { waiting }) }}
            errors={errors}
            tried={tried}
          />
          <a class="link" href="/admin">Leave it as it was</a>
        </div>
      </Card>
    </>
  );
}
