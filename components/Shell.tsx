import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./Icon.tsx";
import { Mark } from "./Mark.tsx";
import { Plaque } from "./Plaque.tsx";
import { SkipLink } from "./SkipLink.tsx";

export type NavItem = {
  href: string;
  label: string;
  icon: IconName;
  /** The folder of its other pages, where that is not `href` itself. */
  folder?: string;
};

type ShellProps = {
  /** On the sign at the top: the tenant's name. */
  plaque: string;
  home: string;
  nav: NavItem[];
  pathname: string;
  /** Who is signed in, and as what. */
  person: { name: string; role: string; href?: string };
  signOutTo: string;
  /** Other houses of the same person, and where to go in. */
  otherHouses?: { name: string; href: string }[];
  /** Below every page. */
  footer?: ComponentChildren;
  children: ComponentChildren;
};

/** The frame of the rooms behind a door: navigation at the left of wide screens, in a menu on narrow ones. */
export function Shell(props: ShellProps) {
  return (
    <div class="min-h-dvh lg:grid lg:grid-cols-[15.5rem_minmax(0,1fr)] print:block">
      <SkipLink />
      <header class="border-base-300 bg-base-100 max-lg:border-b lg:border-r print:hidden">
        <details class="group lg:hidden">
          <summary class="flex h-14 list-none items-center justify-between gap-3 px-4 [&::-webkit-details-marker]:hidden">
            <span class="flex min-w-0 items-center gap-2.5">
              <Mark class="size-6 shrink-0" />
              <Plaque name={props.plaque} class="px-2.5 py-1 text-xs" />
            </span>
            <span class="flex items-center gap-2 text-sm font-medium">
              Menu <Icon name="menu" />
            </span>
          </summary>
          <div class="space-y-4 border-t border-base-300 p-3">
            <Nav {...props} label="Menu" />
            <Houses {...props} />
            <Person {...props} />
          </div>
        </details>
        <div class="sticky top-0 hidden h-dvh flex-col gap-6 overflow-y-auto p-4 lg:flex">
          <a href={props.home} class="flex items-center gap-2.5 rounded-field px-1 pt-1">
            <Mark class="size-7 shrink-0" />
            <Plaque name={props.plaque} />
          </a>
          <Nav {...props} label="Main" />
          <div class="mt-auto space-y-4">
            <Houses {...props} />
            <Person {...props} />
          </div>
        </div>
      </header>
      <main
        id="content"
        class="mx-auto w-full max-w-6xl min-w-0 space-y-6 px-4 py-6 sm:px-8 sm:py-9 min-[112rem]:max-w-[100rem] min-[150rem]:max-w-[138rem]"
      >
        {props.children}
        {props.footer}
      </main>
    </div>
  );
}

function Nav({ nav, pathname, label }: ShellProps & { label: string }) {
  const here = roomOf(nav, pathname);
  return (
    <nav aria-label={label}>
      <ul class="space-y-0.5">
        {nav.map(({ href, label, icon }) => {
          const isHere = href === here;
          return (
            <li key={href}>
              <a
                href={href}
                aria-current={isHere ? "page" : undefined}
                class={`flex items-center gap-2.5 rounded-field px-2.5 py-2 text-sm font-medium lg:py-1.5 ${
                  isHere ? "bg-base-300/60" : "text-base-content/80 hover:bg-base-200 hover:text-base-content"
                }`}
              >
                <Icon name={icon} class={`size-4 ${isHere ? "text-accent" : ""}`} />
                {label}
              </a>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

/** The room that a page is in; undefined for one that stands by itself, such as a person's own. */
function roomOf(nav: NavItem[], pathname: string): string | undefined {
  return nav.find(({ href, folder = href }) => pathname === href || pathname.startsWith(`${folder}/`))?.href;
}

/** From house to house of one person: each has a door of its own. */
function Houses({ otherHouses = [] }: ShellProps) {
  if (otherHouses.length === 0) return null;
  return (
    <details class="group/houses px-1 text-sm">
      <summary class="flex cursor-pointer list-none items-center gap-2.5 rounded-field px-1.5 py-1.5 font-medium text-base-content/80 hover:bg-base-200 [&::-webkit-details-marker]:hidden">
        <Icon name="houses" class="size-4" />
        <span class="min-w-0 flex-1">Your other houses</span>
        <Icon name="arrow" class="size-3.5 rotate-90 group-open/houses:-rotate-90" />
      </summary>
      <ul class="mt-1 max-h-60 space-y-0.5 overflow-y-auto pl-8">
        {otherHouses.map(({ name, href }) => (
          <li key={href}>
            <a class="link link-hover block py-1 break-words" href={href}>{name}</a>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Person({ person, signOutTo }: ShellProps) {
  return (
    <div class="flex items-center justify-between gap-2 border-t border-base-300 px-1 pt-3">
      <div class="min-w-0 text-sm leading-tight">
        {person.href
          ? <a class="link link-hover block truncate font-medium" href={person.href}>{person.name}</a>
          : <div class="truncate font-medium">{person.name}</div>}
        <div class="text-xs text-base-content/75">{person.role}</div>
      </div>
      <form method="post" action={signOutTo}>
        <button type="submit" class="btn btn-ghost btn-sm -mr-2 font-medium">
          <Icon name="leave" class="size-3.5" /> Sign out
        </button>
      </form>
    </div>
  );
}
