import { config } from "@/lib/config.ts";
import { Button } from "./Button.tsx";
import { Doorstep } from "./Doorstep.tsx";
import { Field, type FieldErrors } from "./Field.tsx";
import { Notice, NoticeOf } from "./Notice.tsx";
import { PageTitle } from "./PageTitle.tsx";
import { PublicHead } from "./PublicHead.tsx";

type FindHouseProps = {
  url: URL;
  slug?: string;
  email?: string;
  errors?: FieldErrors;
  refusal?: string;
};

/** For who wants to sign in and stands on the public site: by the address, or by a mail that says it. */
export function FindHouse({ url, slug, email, errors, refusal }: FindHouseProps) {
  return (
    <Doorstep
      home="/"
      footer={
        <>
          Not here yet? <a class="link" href="/signup">Open a house</a>
        </>
      }
    >
      <PublicHead
        title="Find your house · Rowhouse"
        description="Each company signs in to Rowhouse at its own address. Say which one is yours, and we lead you to its door."
        pathname="/signin"
      />
      <PageTitle
        title="Find your house"
        lead="Each company signs in at its own address. Which one is yours?"
      />
      {refusal ? <Notice tone="error">{refusal}</Notice> : <NoticeOf url={url} />}
      <form method="post" action="/signin" class="space-y-4" novalidate>
        <Field
          label="Address"
          name="slug"
          value={slug}
          suffix={`.${config.baseUrl.host}`}
          errors={errors}
          hint="The first word of the address in your mails from us"
          required
          autocomplete="organization"
          autocapitalize="none"
          spellcheck={false}
        />
        <Button class="w-full">To the door</Button>
      </form>
      <div class="flex items-center gap-4 pt-1 text-sm text-base-content/75 before:h-px before:grow before:bg-base-300 after:h-px after:grow after:bg-base-300">
        or, by your work address
      </div>
      <form method="post" action="/houses" class="space-y-4" novalidate>
        <Field
          label="Email"
          name="email"
          type="email"
          value={email}
          errors={errors}
          hint="Where your company uses single sign-on you are led there. Everybody else gets a mail that says where they sign in; this page shows it to nobody"
          required
          autocomplete="email"
        />
        <Button look="quiet" class="w-full">Go on by address</Button>
      </form>
    </Doorstep>
  );
}
