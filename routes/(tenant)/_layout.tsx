import { ConfirmAddress } from "@/components/ConfirmAddress.tsx";
import { NoticeOf } from "@/components/Notice.tsx";
import { ROLE_NAMES } from "@/components/role_names.ts";
import { type NavItem, Shell } from "@/components/Shell.tsx";
import { may, type Permission } from "@/lib/identity/permissions.ts";
import type { Member } from "@/lib/tenancy/find_member.ts";
import { define } from "@/utils.ts";

export default define.layout(({ Component, state: { tenant, member }, url }) => (
  <Shell
    plaque={tenant.name}
    home="/dashboard"
    nav={navOf(member)}
    pathname={url.pathname}
    person={{ name: member.name, role: ROLE_NAMES[member.role] }}
    signOutTo="/signout"
  >
    {!member.isEmailProven && url.pathname !== "/verify-email" && <ConfirmAddress email={member.email} />}
    <NoticeOf url={url} />
    <Component />
  </Shell>
));

function navOf({ role }: Member): NavItem[] {
  const all: (NavItem & { needs: Permission })[] = [
    { href: "/dashboard", label: "Dashboard", icon: "dashboard", needs: "usage.read" },
    { href: "/records", label: "Records", icon: "records", needs: "records.read" },
    { href: "/api-keys", label: "API keys", icon: "key", needs: "api_keys.read" },
    { href: "/members", label: "Members", icon: "members", needs: "members.read" },
    { href: "/audit", label: "Audit log", icon: "audit", needs: "audit.read" },
    { href: "/settings", label: "Settings", icon: "settings", needs: "settings.manage" },
  ];
  return all.filter(({ needs }) => may(role, needs));
}
