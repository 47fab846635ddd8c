import type { ComponentChildren } from "preact";
import { SkipLink } from "./SkipLink.tsx";
import { Wordmark } from "./Mark.tsx";

/** One sheet in the middle, for those who are not inside yet. */
export function Doorstep(
  { home, children, footer }: { home: string; children: ComponentChildren; footer?: ComponentChildren },
) {
  return (
    <div class="flex min-h-dvh flex-col items-center px-4 py-8 sm:py-14">
      <SkipLink />
      <header>
        <a href={home} class="rounded-field">
          <Wordmark />
        </a>
      </header>
      <main
        id="content"
        class="mt-8 w-full max-w-md space-y-5 rounded-box border border-base-300 bg-base-100 p-6 sm:p-8"
      >
        {children}
      </main>
      {footer && <footer class="mt-5 text-center text-sm text-base-content/75">{footer}</footer>}
    </div>
  );
}
