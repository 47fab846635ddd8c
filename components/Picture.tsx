import type { ComponentChildren } from "preact";
import { Plaque } from "./Plaque.tsx";

type PictureProps = {
  /** On the sign at its corner: whose screen it is. */
  plaque: string;
  /** What it shows, also for those who do not see it. */
  caption: string;
  children: ComponentChildren;
};

/** A screen with sample data, made of the screen's own parts; nothing in it can be pressed. */
export function Picture({ plaque, caption, children }: PictureProps) {
  return (
    <figure class="rounded-box border border-base-300 bg-base-200 p-3 sm:p-5">
      <figcaption class="flex items-center justify-between gap-3 pb-4 text-right text-xs text-base-content/75">
        <Plaque name={plaque} class="shrink-0 px-2.5 py-1 text-xs" /> {caption}
      </figcaption>
      <div inert class="space-y-3 sm:space-y-4">{children}</div>
    </figure>
  );
}
