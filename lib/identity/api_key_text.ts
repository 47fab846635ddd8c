import { isKeyText, newKeyText } from "./key_text.ts";

/** A new key of the API, `rh_…`. */
export function newApiKeyText(): string {
  return newKeyText("rh");
}

/** Whether the text can be a key of the API at all. */
export function isApiKeyText(text: string): boolean {
  return isKeyText("rh", text);
}
