import type { NoticeCode } from "@/components/notices.ts";

/** The path of a page that shall say this, once. */
export function withNotice(path: string, notice: NoticeCode): string {
  const [pathname, query] = path.split("?");
  const params = new URLSearchParams(query);
  params.set("notice", notice);
  return `${pathname}?${params}`;
}
