import { Segments } from "./Segments.tsx";

const PAGES = [
  { href: "/profile", label: "Profile" },
  { href: "/security", label: "Security" },
  { href: "/preferences", label: "Preferences" },
];

/** Between the pages that are about who is signed in. */
export function OwnPages({ current }: { current: string }) {
  return <Segments label="Yours" segments={PAGES.map((it) => ({ ...it, isCurrent: it.href === current }))} />;
}
