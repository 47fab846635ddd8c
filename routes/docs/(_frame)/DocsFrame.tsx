import type { ComponentChildren } from "preact";
import { Button } from "@/components/Button.tsx";
import { Icon } from "@/components/Icon.tsx";
import { Wordmark } from "@/components/Mark.tsx";
import { SkipLink } from "@/components/SkipLink.tsx";
import type { State } from "@/utils.ts";
import { SearchForm } from "./SearchForm.tsx";
import { type NavGroup, SideNav } from "./SideNav.tsx";

type DocsFrameProps = {
  state: State;
  pathname: string;
  nav: NavGroup[];
  /** Beside the page where there is room: what is on it. */
  aside?: ComponentChildren;
  /** For pages with examples beside the text. */
  wide?: boolean;
  children: ComponentChildren;
};

const CHAPTERS = [
  { href: "/docs", label: "Guides" },
  { href: "/docs/api", label: "API reference" },
];

/** Around the documentation, for everybody who knows the host. */
export function DocsFrame({ state, pathname, nav, aside, wide, children }: DocsFrameProps) {
  const width = wide ? "max-w-[112rem]" : "max-w-[90rem]";
  return (
    <div class="min-h-dvh bg-base-100">
      <SkipLink />
      <header class="sticky top-0 z-10 border-b border-base-300 bg-base-100">
        <div class={`mx-auto flex h-14 items-center gap-x-5 px-4 sm:px-8 ${width}`}>
          <a href="/" class="flex rounded-field" aria-label="Rowhouse, start">
            <Wordmark />
          </a>
          {state.tenant && (
            <span class="truncate font-mono text-xs text-base-content/75 max-lg:hidden">
              {state.tenant.slug}
            </span>
          )}
          <nav aria-label="Main" class="ml-auto flex items-center gap-1 text-sm font-medium">
            {CHAPTERS.map(({ href, label }) => (
              <a
                key={href}
                href={href}
                class="btn btn-ghost btn-sm font-medium aria-[current=page]:font-semibold max-sm:hidden"
                aria-current={isIn(href, pathname) ? "page" : undefined}
              >
                {label}
              </a>
            ))}
            <WayOn state={state} />
          </nav>
        </div>
      </header>
      <div
        class={`mx-auto px-4 sm:px-8 ${width} lg:grid lg:grid-cols-[14rem_minmax(0,1fr)] lg:gap-x-10`}
      >
        <details class="mt-4 rounded-box border border-base-300 bg-base-100 lg:hidden">
          <summary class="flex list-none items-center justify-between px-4 py-2.5 text-sm font-medium [&::-webkit-details-marker]:hidden">
            In the documentation <Icon name="menu" />
          </summary>
          <div class="space-y-5 border-t border-base-300 p-4">
            <SearchForm />
            <SideNav label="Menu" groups={nav} pathname={pathname} />
          </div>
        </details>
        <div class="sticky top-14 hidden max-h-[calc(100dvh-3.5rem)] space-y-6 self-start overflow-y-auto py-8 pr-1 lg:block">
          <SearchForm />
          <SideNav label="Documentation" groups={nav} pathname={pathname} />
        </div>
        <div class={aside ? "xl:grid xl:grid-cols-[minmax(0,1fr)_13rem] xl:gap-x-12" : ""}>
          <main id="content" class="min-w-0 py-8 lg:py-10">{children}</main>
          {aside && (
            <aside class="sticky top-14 hidden max-h-[calc(100dvh-3.5rem)] self-start overflow-y-auto py-10 xl:block">
              {aside}
            </aside>
          )}
        </div>
      </div>
    </div>
  );
}

/** To the rooms of the house, or to its door. */
function WayOn({ state }: { state: State }) {
  if (state.tenant && state.session) return <Button href="/dashboard" class="btn-sm">Dashboard</Button>;
  return (
    <>
      <a href="/signin" class="btn btn-ghost btn-sm font-medium">Sign in</a>
      {!state.tenant && <Button href="/signup" class="btn-sm">Sign up</Button>}
    </>
  );
}

function isIn(href: string, pathname: string): boolean {
  return href === "/docs/api" ? pathname === href : pathname !== "/docs/api";
}
