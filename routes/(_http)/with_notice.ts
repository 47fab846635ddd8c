import type { NoticeCode } from "@/components/Notice.tsx";

/** The path of a page that shall say this, once. */
export function withNotice(path: string, notice: NoticeCode): string {
  const [pathname, query] = path.split("?");
  const params = new URLSearchParams(query);
  params.set("notice", notice);
  return `${pathname}?${params}`;
}
