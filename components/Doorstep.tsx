import type { ComponentChildren } from "preact";
import { SkipLink } from "./SkipLink.tsx";
import { Wordmark } from "./Mark.tsx";

type DoorstepProps = {
  home: string;
  children: ComponentChildren;
  footer?: ComponentChildren;
  /** Beside the sheet, where there is room; below it where there is none. */
  aside?: ComponentChildren;
};

/** One sheet in the middle, for those who are not inside yet. */
export function Doorstep({ home, children, footer, aside }: DoorstepProps) {
  return (
    <div class="flex min-h-dvh flex-col items-center px-4 py-8 sm:py-14">
      <SkipLink />
      <header>
        <a href={home} class="rounded-field">
          <Wordmark />
        </a>
      </header>
      <div class="mt-8 flex w-full flex-col items-center gap-x-16 gap-y-10 lg:flex-row lg:items-start lg:justify-center">
        <div class="w-full max-w-md">
          <main id="content" class="space-y-5 rounded-box border border-base-300 bg-base-100 p-6 sm:p-8">
            {children}
          </main>
          {footer && <footer class="mt-5 text-center text-sm text-base-content/75">{footer}</footer>}
        </div>
        {aside && <aside class="w-full max-w-md lg:max-w-sm">{aside}</aside>}
      </div>
    </div>
  );
}
