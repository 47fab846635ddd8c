/** A way to a page about how the person signs in. */
export type SecurityCard = {
  href: string;
  title: string;
  /** What it is good for, and what stands there. */
  text: string;
};

/** In the order of the page. Whoever adds a page below `/security` adds its card here. */
export const SECURITY_CARDS: SecurityCard[] = [
  {
    href: "/security/password",
    title: "Password",
    text: "Change it, and sign out everywhere else if you like.",
  },
];
