import type { TenantTx } from "@/lib/db/as_tenant.ts";
import type { Suspicion } from "../defence/suspicion.ts";
import type { Visitor } from "../visitor.ts";
import type { Recognition, VerifiedIdentity } from "../verified_identity.ts";

/** What a method calls itself, such as `magic_link`: in addresses, rows and policies. No list has them all but `METHODS`. */
export type MethodKind = string;

/** What a login is for: to come in, to prove it again, to add an identity to a person, to try a connection. */
export type Purpose = "sign_in" | "step_up" | "link" | "test";

/** A login under way, as its row has it. */
export type Login = {
  id: string;
  tenantId: string;
  purpose: Purpose;
  /** What is asked now: the first method, then the second. */
  kind: MethodKind;
  connectionId?: string;
  /** What the method itself wrote down at the start (PKCE verifier, nonce, request id, challenge); sealed at rest. */
  notes: Record<string, unknown>;
  /** Who it is about, where that is known: second factors, step-up, link. */
  userId?: string;
};

export type Asked = {
  /** Of the tenant's host, for links in a mail. */
  origin: string;
  /** The absolute URL on the base host where a central method's answer arrives; empty where the method is not central. */
  callback: string;
  /** Comes back with a central answer as `state` or `RelayState` and finds the login; 43 characters of base64url. */
  state: string;
  visitor: Visitor;
  now: Date;
  /** What the sign-in page knew to begin with: `email`, or the `invitation` that led there. */
  form: Record<string, string>;
};

export type Started =
  | {
    ok: true;
    /** The provider's page, with everything in its query. */
    leaveTo?: URL;
    /** What the page of a central method without a provider needs, such as a passkey's challenge. */
    ask?: Record<string, unknown>;
    /** Replaces the login's notes. */
    notes?: Record<string, unknown>;
  }
  | Refused;

export type Answer = {
  /** The address that was asked for, with its query. */
  url: URL;
  form: Record<string, string>;
  /** The one that `start` was given; the door has found the login by it. Empty where the method is not central. */
  state: string;
  visitor: Visitor;
  now: Date;
};

/** What a provider sends that answers no login of ours. */
export type Unasked = {
  tenantId: string;
  connectionId: string;
  form: Record<string, string>;
  visitor: Visitor;
  now: Date;
};

export type Finished =
  | {
    ok: true;
    identity: VerifiedIdentity;
    /** Of a method that counts its tries. */
    suspicion?: Suspicion;
  }
  | Refused;

/**
 * `reason` is a word for the log and the page; the text of it is the page's affair. `detail` is what the provider said
 * that was refused, cut short: for the page of a test login, never for the log.
 */
export type Refused = { ok: false; reason: string; detail?: string; retryAfterSeconds?: number };

/** A field that a method asks for on a page of the tenant's own host. */
export type AskedField = {
  name: string;
  label: string;
  hint?: string;
  type?: "text" | "password" | "email";
  autocomplete: string;
  inputmode?: "numeric" | "text" | "email";
};

/** One way of proving who one is. Everything else (rows, binding, policy, sessions) is the door's. */
export type Method = {
  kind: MethodKind;
  /** On buttons and in lists, such as `Passkey`. */
  name: string;
  /** Within a sentence, where that is not its name, such as `passkey`. */
  noun?: string;
  factor: "first" | "second" | "either";
  /** Kept by a session in which it was shown. */
  recognition: Recognition;
  /** The person has set it up with us and it proves more than what one knows or reads; `platform.is_strong` has these too. */
  isStrong?: boolean;
  /** The ceremony runs on the base host (callbacks, passkeys' relying party) and comes back by a handoff. */
  isCentral: boolean;
  /** We vouch ourselves: the identity's subject is the id of our user. Otherwise a link or a join finds the person. */
  isOurs: boolean;
  /** One for each connection of a tenant, not one for all. */
  needsConnection?: boolean;
  /** Although it needs a connection, one provider answers for all of them, at one address. */
  hasOneCallback?: boolean;
  /** The provider answers with a post from its own page, so the login's cookie has to travel across sites. */
  isAnsweredByPost?: boolean;
  /** It does not say when the person was there, so it cannot confirm before something dangerous. */
  cannotConfirm?: boolean;
  /** Whether this installation has what it needs, such as a client id; true where it is left out. */
  isAvailable?(): boolean;
  /** What it asks for, where that is all: on the pages of the second factor and of a step-up. */
  asks?: AskedField;
  /** Whether what a connection's provider posts unasked may lead into a login, which begins here then, with our asking. */
  mayBegin?(unasked: Unasked): Promise<boolean>;
  start?(login: Login, asked: Asked): Promise<Started>;
  finish(login: Login, answer: Answer): Promise<Finished>;
  /**
   * Of a method of ours, at the end of a link: keeps what `finish` has put into the claims. Here and not before, because
   * this is the browser and the session that began it.
   */
  keep?(tx: TenantTx, kept: Kept): Promise<{ ok: true } | Refused>;
};

export type Kept = { userId: string; identity: VerifiedIdentity; requestId?: string; now: Date };
