import { NoticeOf } from "@/components/Notice.tsx";
import { Shell } from "@/components/Shell.tsx";
import { define } from "@/utils.ts";

export default define.layout(({ Component, state: { actor }, url }) => (
  <Shell
    plaque="Operators"
    home="/admin"
    nav={[{ href: "/admin", label: "Tenants", icon: "houses" }]}
    pathname={url.pathname}
    person={{ name: actor.name, role: "Operator" }}
    signOutTo="/admin/signout"
  >
    <NoticeOf url={url} />
    <Component />
  </Shell>
));
