import type { ComponentChildren } from "preact";

type QueryLinkProps = {
  href: string;
  children: ComponentChildren;
  class?: string;
  /** Of a choice, the one that is made. */
  isCurrent?: boolean;
};

/** To this very page with another query, which the framework by itself would call the current page. */
export function QueryLink({ href, children, class: classes = "link", isCurrent = false }: QueryLinkProps) {
  return <a class={classes} href={href} aria-current={isCurrent ? "true" : undefined}>{children}</a>;
}
