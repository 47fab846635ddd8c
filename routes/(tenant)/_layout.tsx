import { ConfirmAddress } from "@/components/ConfirmAddress.tsx";
import { NoticeOf } from "@/components/Notice.tsx";
import { roleName } from "@/components/role_names.ts";
import { type NavItem, Shell } from "@/components/Shell.tsx";
import { type Place, Shortcuts } from "@/islands/Shortcuts.tsx";
import type { Permission } from "@/lib/identity/permissions.ts";
import type { Member, Viewer } from "@/lib/tenancy/find_member.ts";
import { tenantOrigin } from "@/lib/tenancy/host.ts";
import { define } from "@/utils.ts";

export default define.layout(({ Component, state: { tenant, member }, url }) => (
  <Shell
    plaque={tenant.name}
    home="/dashboard"
    nav={navOf(member)}
    pathname={roomOf(url)}
    person={{ name: member.name, role: roleName(member), href: "/profile" }}
    signOutTo="/signout"
    otherHouses={housesOf(member, tenant.slug)}
    footer={<Shortcuts places={placesOf(member)} />}
  >
    {!member.isEmailProven && !asksAnyway(member, url) && <ConfirmAddress email={member.email} />}
    <NoticeOf url={url} />
    <Component />
  </Shell>
));

/** Pages that one reaches through another room. */
const ROOMS_ABOVE: Record<string, string> = { roles: "/members", leaving: "/members" };

function roomOf({ pathname }: URL): string {
  return ROOMS_ABOVE[pathname.split("/")[1]] ?? pathname;
}

/** Each with the way in by the word of this one. */
function housesOf({ otherHouses }: Viewer, from: string) {
  return otherHouses.map(({ name, slug }) => ({ name, href: `${tenantOrigin(slug)}/auth/from/${from}` }));
}

/** Pages that are about the address themselves. */
function asksAnyway({ hidesNextSteps }: Viewer, { pathname }: URL): boolean {
  return pathname === "/verify-email" || (pathname === "/dashboard" && !hidesNextSteps);
}

const ROOMS: (NavItem & { key: string; needs: Permission })[] = [
  { key: "d", href: "/dashboard", label: "Dashboard", icon: "dashboard", needs: "usage.read" },
  { key: "u", href: "/usage", label: "Usage", icon: "usage", needs: "usage.read" },
  { key: "r", href: "/records", label: "Records", icon: "records", needs: "records.read" },
  { key: "k", href: "/api-keys", label: "API keys", icon: "key", needs: "api_keys.read" },
  { key: "m", href: "/members", label: "Members", icon: "members", needs: "members.read" },
  { key: "a", href: "/audit", label: "Audit log", icon: "audit", needs: "audit.read" },
  { key: "i", href: "/sso", label: "Single sign-on", icon: "door", needs: "sign_in.manage" },
  { key: "y", href: "/scim", label: "Directory sync", icon: "houses", needs: "sign_in.manage" },
  { key: "e", href: "/security-events", label: "Security events", icon: "shield", needs: "security.read" },
  { key: "s", href: "/settings", label: "Settings", icon: "settings", needs: "settings.manage" },
  { key: "o", href: "/docs", label: "Docs", icon: "book", needs: "records.read" },
];

function navOf({ permissions }: Member) {
  return ROOMS.filter(({ needs }) => permissions.has(needs));
}

function placesOf(member: Member): Place[] {
  return navOf(member).map(({ key, href, label }) => ({ key, href, label }));
}
