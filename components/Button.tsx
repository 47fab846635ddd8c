import type { ComponentChildren } from "preact";

const LOOKS = {
  primary: "btn-primary",
  quiet: "bg-base-100 border-base-300 hover:border-base-content/40 shadow-none",
  danger: "btn-error",
} as const;

type ButtonProps = {
  children: ComponentChildren;
  look?: keyof typeof LOOKS;
  /** Makes it a link that looks like a button. */
  href?: string;
  name?: string;
  value?: string;
  class?: string;
};

/** Sends the form around it, or leads somewhere. */
export function Button({ children, look = "primary", href, name, value, class: more = "" }: ButtonProps) {
  const classes = `btn ${LOOKS[look]} ${more}`;
  // What a button does is never the current page, whatever page it leads to.
  if (href) return <a class={classes} href={href} aria-current={undefined}>{children}</a>;
  return <button type="submit" class={classes} name={name} value={value}>{children}</button>;
}
