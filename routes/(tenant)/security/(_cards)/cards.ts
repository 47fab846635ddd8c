import type { SecurityCard } from "@/components/SecurityCards.tsx";

/** In the order of the page. Whoever adds a page below `/security` adds its card here. */
export const SECURITY_CARDS: SecurityCard[] = [
  {
    href: "/security/password",
    title: "Password",
    text: "Change it, and sign out everywhere else if you like.",
  },
  {
    href: "/security/passkeys",
    title: "Passkeys",
    text: "Sign in with a finger, a face or a PIN: a key on your own device.",
  },
  {
    href: "/security/authenticator",
    title: "Authenticator apps",
    text: "Six digits from your phone, asked for after the password.",
  },
  {
    href: "/security/recovery-codes",
    title: "Recovery codes",
    text: "Ten codes on paper, for the day on which the phone is lost.",
  },
  {
    href: "/security/identities",
    title: "What signs you in",
    text: "Providers that open your doors beside a password, such as Google, and the wallets they know.",
  },
];
