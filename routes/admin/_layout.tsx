import { NoticeOf } from "@/components/Notice.tsx";
import { type NavItem, Shell } from "@/components/Shell.tsx";
import { Shortcuts } from "@/islands/Shortcuts.tsx";
import { define } from "@/utils.ts";

const ROOMS: (NavItem & { key: string })[] = [
  { key: "t", href: "/admin", folder: "/admin/tenants", label: "Tenants", icon: "houses" },
  { key: "j", href: "/admin/jobs", label: "Jobs", icon: "jobs" },
  { key: "w", href: "/admin/accesses", label: "Who looked", icon: "audit" },
  { key: "e", href: "/admin/security-events", label: "Security events", icon: "shield" },
  { key: "h", href: "/admin/health", label: "Health", icon: "health" },
];

export default define.layout(({ Component, state: { actor }, url }) => (
  <Shell
    plaque="Operators"
    home="/admin"
    nav={ROOMS}
    pathname={url.pathname}
    person={{ name: actor.name, role: "Operator", href: "/admin/security" }}
    signOutTo="/admin/signout"
    footer={<Shortcuts places={ROOMS.map(({ key, href, label }) => ({ key, href, label }))} />}
  >
    <NoticeOf url={url} area="/admin" />
    <Component />
  </Shell>
));
