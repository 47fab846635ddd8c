import type { ComponentChildren } from "preact";
import { Button } from "./Button.tsx";
import { Wordmark } from "./Mark.tsx";
import { SkipLink } from "./SkipLink.tsx";

/** Around the pages that everybody may read. */
export function SiteFrame({ children }: { children: ComponentChildren }) {
  return (
    <>
      <SkipLink />
      <header class="mx-auto flex w-full max-w-6xl items-center justify-between gap-3 px-4 py-4 sm:px-8">
        <a href="/" class="rounded-field">
          <Wordmark />
        </a>
        <nav aria-label="Main" class="flex items-center sm:gap-2">
          <a href="/pricing" class="btn btn-ghost btn-sm font-medium max-sm:hidden">Pricing</a>
          <a href="/docs" class="btn btn-ghost btn-sm font-medium max-sm:hidden">Docs</a>
          <a href="/signin" class="btn btn-ghost btn-sm font-medium">Sign in</a>
          <Button href="/signup" class="btn-sm">Sign up</Button>
        </nav>
      </header>
      <main id="content">{children}</main>
      <footer class="mx-auto flex max-w-6xl flex-wrap items-center justify-between gap-4 px-4 py-8 text-sm text-base-content/75 sm:px-8">
        <span>Rowhouse, under the MIT licence</span>
        <nav aria-label="Footer" class="flex flex-wrap gap-x-5 gap-y-2">
          <a class="link link-hover" href="/pricing">Pricing</a>
          <a class="link link-hover" href="/docs">Docs</a>
          <a class="link link-hover" href="/docs/api">API reference</a>
          <a class="link link-hover" href="/signup">Sign up</a>
          <a class="link link-hover" href="/signin">Sign in</a>
          <a class="link link-hover" href="/admin/signin">Operators</a>
        </nav>
      </footer>
    </>
  );
}
