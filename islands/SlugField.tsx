import { useSignal, useSignalEffect } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Field, type FieldErrors } from "@/components/Field.tsx";
import { typedBefore } from "@/components/typed_before.ts";

type SlugFieldProps = {
  value: string;
  /** What follows the slug in the address, such as `.localhost:8000`. */
  suffix: string;
  /** Of the field whose text is proposed until something is typed here. */
  proposeFrom: string;
  errors: FieldErrors;
};

/** As `/signup/address` answers. */
type Verdict = { is_free: boolean | null; message: string | null };

const ASK_AFTER_MS = 300;

/** The first part of the address; proposes one while the company's name is typed, and says whether it is free. */
export function SlugField({ value, suffix, proposeFrom, errors }: SlugFieldProps) {
  const slug = useSignal(typedBefore("slug") ?? value);
  const isOwn = useSignal(slug.value !== "");
  /** Undefined until the server has looked at what stands here now. */
  const verdict = useSignal<Verdict | undefined>(undefined);
  const isChanged = useSignal(false);

  useEffect(() => {
    const source = document.getElementById(proposeFrom) as HTMLInputElement;
    const propose = () => {
      if (!isOwn.value) change(slugOf(source.value));
    };
    propose();
    source.addEventListener("input", propose);
    return () => source.removeEventListener("input", propose);
  }, []);

  useSignalEffect(() => {
    const asked = slug.value;
    verdict.value = undefined;
    if (asked === "" || !isChanged.value) return;
    const left = new AbortController();
    const timer = setTimeout(async () => {
      const said = await ask(asked, left.signal);
      if (!left.signal.aborted) verdict.value = said;
    }, ASK_AFTER_MS);
    return () => {
      clearTimeout(timer);
      left.abort();
    };
  });

  function change(text: string) {
    if (text === slug.value) return;
    slug.value = text;
    isChanged.value = true;
  }

  const address = `${slug.value || "your-company"}${suffix}`;
  const isFree = verdict.value?.is_free === true;
  const shownErrors: FieldErrors = isChanged.value ? { slug: verdict.value?.message ?? undefined } : errors;
  return (
    <div>
      <Field
        label="Address"
        name="slug"
        value={slug.value}
        suffix={suffix}
        errors={shownErrors}
        hint={hintOf({ address, isFree, hasError: shownErrors.slug !== undefined })}
        required
        minLength={2}
        maxLength={40}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        onInput={(event) => {
          change(event.currentTarget.value);
          isOwn.value = slug.value !== "";
        }}
      />
      <p class="sr-only" role="status">{isFree ? `${address} is free` : verdict.value?.message}</p>
    </div>
  );
}

function hintOf({ address, isFree, hasError }: { address: string; isFree: boolean; hasError: boolean }) {
  if (hasError) return undefined;
  return isFree
    ? <span class="font-medium text-success">{address} is free</span>
    : <>Your people sign in at {address}</>;
}

/** Undefined where the server does not say: then the form itself will. */
async function ask(slug: string, signal: AbortSignal): Promise<Verdict | undefined> {
  try {
    const res = await fetch(`/signup/address?slug=${encodeURIComponent(slug)}`, { signal });
    return res.ok ? await res.json() : undefined;
  } catch (error) {
    // Somebody typed on, or the network is away.
    if (error instanceof DOMException || error instanceof TypeError) return undefined;
    throw error;
  }
}

/** `Müller & Söhne` becomes `muller-sohne`. */
function slugOf(name: string): string {
  return name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").slice(0, 40)
    .replace(/^-|-$/g, "");
}
