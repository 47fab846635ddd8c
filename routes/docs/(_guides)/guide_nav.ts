import type { NavGroup } from "../(_frame)/SideNav.tsx";
import { GUIDE_GROUPS } from "./guides.ts";
import type { Guide } from "./read_guides.ts";

export function guideNav(guides: Guide[]): NavGroup[] {
  const groups = GUIDE_GROUPS.map(({ title, names }) => ({
    title,
    links: guides.filter((it) => names.includes(it.name)).map(({ name, title }) => ({
      href: `/docs/${name}`,
      label: title,
    })),
  }));
  return [...groups, { title: "To look things up", links: [{ href: "/docs/api", label: "API reference" }] }];
}
