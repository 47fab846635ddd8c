import { Method } from "./Method.tsx";

/** Links to operations say their method. */
type NavLink = { href: string; label: string; method?: string };
export type NavGroup = { title: string; links: NavLink[] };

type SideNavProps = { label: string; groups: NavGroup[]; pathname: string };

/** Where to go within the documentation, and where one is. */
export function SideNav({ label, groups, pathname }: SideNavProps) {
  return (
    <nav aria-label={label} class="space-y-5 text-sm">
      {groups.map(({ title, links }) => (
        <div key={title} class="space-y-1.5">
          <p class="px-2.5 font-semibold">{title}</p>
          <ul>
            {links.map(({ href, label, method }) => (
              <li key={href}>
                <a
                  href={href}
                  aria-current={href === pathname ? "page" : undefined}
                  class="flex items-baseline justify-between gap-3 rounded-field px-2.5 py-1.5 text-base-content/80 hover:bg-base-300/40 hover:text-base-content aria-[current=page]:bg-base-300/60 aria-[current=page]:font-medium aria-[current=page]:text-base-content"
                >
                  {label}
                  {method && <Method name={method} class="text-2xs" />}
                </a>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
