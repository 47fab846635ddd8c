import type { ComponentChildren } from "preact";
import { findNotice } from "./notices.ts";
import { QueryLink } from "./QueryLink.tsx";
import { urlWith } from "./url_with.ts";

const TONES = {
  success: "border-success/40 bg-success/10",
  error: "border-error/40 bg-error/10",
  info: "border-info/40 bg-info/10",
} as const;

export type Tone = keyof typeof TONES;

/**
 * The line that the last action left, from the closed table of notices.
 *
 * @param area in front of the path of what it offers, such as `/admin`.
 */
export function NoticeOf({ url, area = "" }: { url: URL; area?: string }) {
  const said = findNotice(url.searchParams.get("notice") ?? "");
  if (!said) return null;
  const { tone, text, offer } = said;
  return (
    <Notice tone={tone}>
      {text}
      <div class="ml-auto flex flex-wrap gap-4 pl-3">
        {offer && (
          <form method="post" action={area + offer.action}>
            <input type="hidden" name={offer.field} value={offer.value} />
            <button type="submit" class="link cursor-pointer font-medium">{offer.label}</button>
          </form>
        )}
        <QueryLink class="link link-hover" href={urlWith(url)}>Dismiss</QueryLink>
      </div>
    </Notice>
  );
}

export function Notice({ tone, children }: { tone: Tone; children: ComponentChildren }) {
  return (
    <div
      role={tone === "error" ? "alert" : "status"}
      class={`flex flex-wrap items-center gap-y-1 rounded-box border px-4 py-3 text-sm ${TONES[tone]}`}
    >
      {children}
    </div>
  );
}
