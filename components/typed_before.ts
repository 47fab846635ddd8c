import { IS_BROWSER } from "fresh/runtime";

/** What a quick person has typed into a field of the page while its script was on the way. */
export function typedBefore(name: string): string | undefined {
  if (!IS_BROWSER) return undefined;
  return document.querySelector<HTMLInputElement>(`input[name=${name}]`)?.value || undefined;
}
