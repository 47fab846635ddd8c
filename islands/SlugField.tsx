import { useSignal } from "@preact/signals";
import { IS_BROWSER } from "fresh/runtime";
import { useEffect } from "preact/hooks";
import { Field, type FieldErrors } from "@/components/Field.tsx";

type SlugFieldProps = {
  value: string;
  /** What follows the slug in the address, such as `.localhost:8000`. */
  suffix: string;
  /** Of the field whose text is proposed until something is typed here. */
  proposeFrom: string;
  errors: FieldErrors;
};

/** The first part of the address; proposes one while the company's name is typed. */
export function SlugField({ value, suffix, proposeFrom, errors }: SlugFieldProps) {
  const slug = useSignal(typedBefore() ?? value);
  const isOwn = useSignal(slug.value !== "");

  useEffect(() => {
    const source = document.getElementById(proposeFrom) as HTMLInputElement;
    const propose = () => {
      if (!isOwn.value) slug.value = slugOf(source.value);
    };
    propose();
    source.addEventListener("input", propose);
    return () => source.removeEventListener("input", propose);
  }, []);

  return (
    <Field
      label="Address"
      name="slug"
      value={slug.value}
      suffix={suffix}
      errors={errors}
      hint="Where your people sign in. Letters, digits and hyphens"
      required
      minLength={2}
      maxLength={40}
      autocomplete="off"
      autocapitalize="none"
      spellcheck={false}
      onInput={(event) => {
        slug.value = event.currentTarget.value;
        isOwn.value = slug.value !== "";
      }}
    />
  );
}

/** What a quick person has typed while the script was on its way. */
function typedBefore(): string | undefined {
  if (!IS_BROWSER) return undefined;
  return document.querySelector<HTMLInputElement>("input[name=slug]")?.value || undefined;
}

/** `Müller & Söhne` becomes `muller-sohne`. */
function slugOf(name: string): string {
  return name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").slice(0, 40)
    .replace(/^-|-$/g, "");
}
