import { HttpError } from "fresh";
import { config } from "@/lib/config.ts";
import { baseOrigin } from "@/lib/tenancy/host.ts";
import { NO_OWN_PROOF } from "./require_own_proof.ts";
import { GUARDED_ELSEWHERE } from "./require_proof_everywhere.ts";
import type { State } from "@/utils.ts";

/** What an error page says. */
export type Trouble = {
  status: number;
  title: string;
  text: string;
  wayOut: { label: string; href: string };
};

type Words = Pick<Trouble, "title" | "text">;

const WORDS: Record<number, Words> = {
  400: {
    title: "That request made no sense to us",
    text: "The address or the form was not as we expected. Go back, reload the page and try once more.",
  },
  403: {
    title: "This came from another house",
    text: "Only our own pages on this very address may send this. Open the page here and do it again.",
  },
  404: {
    title: "Nobody lives at this address",
    text: "The page may have moved, or it never was. Check the address for a typing error.",
  },
  405: {
    title: "This door does not open that way",
    text: "The page exists but does not take this kind of request.",
  },
  408: {
    title: "We waited at the door for too long",
    text: "What you sent did not arrive in time. Check your connection and send it again.",
  },
  413: {
    title: "That does not fit through the door",
    text: "What was sent is larger than we take here. Send less at a time.",
  },
  429: {
    title: "One at a time, please",
    text: "Too many requests came from you in a short while. Wait a minute and try again.",
  },
  500: {
    title: "Something broke on our side",
    text:
      "It is not your fault, and nothing was half done. Try again; if it stays, tell us the request below.",
  },
  503: {
    title: "We are not ready",
    text: "Part of the house is being worked on. Try again in a minute.",
  },
};

/** Message of the error for somebody whose house lets in certain networks only. */
export const NETWORK_NOT_ALLOWED = "network not allowed";

const NOT_YOUR_NETWORK: Words = {
  title: "Not from this network",
  text:
    "This house can be entered from certain networks only, and you are in none of them. Connect to the network of your company, then try again.",
};

const ONLY_VOUCHED_FOR: Words = {
  title: "That is yours, not the house’s",
  text:
    "You came in by your company’s single sign-on. What is yours opens every house where you live, so the company’s word is not enough to change it: sign in with something of your own first, such as your password or a link by mail.",
};

const STILL_GUARDED: Words = {
  title: "Another house still counts on your second factor",
  text:
    "This house has reset your second factors, and what you had set up still stands before another house of yours. Change this there, where you can show it, or have that house reset it too.",
};

const NOT_YOUR_ROLE: Words = {
  title: "This door stays closed to you",
  text: "You are signed in, but your role does not allow this. An owner or admin of your tenant can do it.",
};

/** The page for an error: `state` is as far as the middlewares came. */
export function troubleOf(error: unknown, { host, tenant, member, actor }: Partial<State>): Trouble {
  const status = error instanceof HttpError ? error.status : 500;
  if (status === 403 && tenant?.isSuspended) return suspended(tenant.name);
  if (status === 404 && (host?.kind === "unknown" || (host?.kind === "tenant" && !tenant))) {
    return {
      status,
      title: "There is no house here",
      text:
        "No tenant has this address. Check it for a typing error, or find your company from the public site.",
      wayOut: { label: "Find your company", href: `${baseOrigin()}/signin` },
    };
  }
  if (status === 403 && tenant && (error as HttpError).message === NETWORK_NOT_ALLOWED) {
    return { status, ...NOT_YOUR_NETWORK, wayOut: { label: "Try again", href: "/dashboard" } };
  }
  if (status === 403 && tenant && (error as HttpError).message === GUARDED_ELSEWHERE) {
    return { status, ...STILL_GUARDED, wayOut: { label: "Back to security", href: "/security" } };
  }
  if (status === 403 && tenant && (error as HttpError).message === NO_OWN_PROOF) {
    return { status, ...ONLY_VOUCHED_FOR, wayOut: { label: "Back to security", href: "/security" } };
  }
  const known = status === 403 && member ? NOT_YOUR_ROLE : WORDS[status];
  const words = known ?? (status < 500 ? WORDS[400] : WORDS[500]);
  return { status, ...words, wayOut: wayOutOf({ tenant, actor }) };
}

function wayOutOf({ tenant, actor }: Partial<State>): Trouble["wayOut"] {
  if (tenant) return { label: "To the dashboard", href: "/dashboard" };
  if (actor?.kind === "operator") return { label: "To all tenants", href: "/admin" };
  return { label: "To the public site", href: baseOrigin() };
}

function suspended(name: string): Trouble {
  const address = /<(.+)>/.exec(config.mailFrom)?.[1] ?? config.mailFrom;
  return {
    status: 403,
    title: `${name} is closed for now`,
    text:
      "This tenant is suspended: nobody can come in, and its API answers with 403. Nothing in it was deleted. " +
      `If it is yours, write to ${address}, and we will tell you what opens it again.`,
    wayOut: { label: `Write to ${address}`, href: `mailto:${address}` },
  };
}
