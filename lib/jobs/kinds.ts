/** Every kind of job, with what it carries. A new kind is added here first; its handler joins the worker's table. */
export type JobPayloads = {
  /** Made by `sendMail()`. The data holds links that let a person in, so it is sealed while it waits. */
  "mail.send": { to: string; template: string; sealedData: string };
  /** Somebody who holds a link asks for an invitation; whether they live there is found out when the job runs. */
  "invitation.ask": { linkId: string; to: string; slug: string; tenantName: string };
  /** Whether anybody lives anywhere by this address is found out when the job runs. */
  "houses.mail": { to: string };
  /** Looks daily whether a proven domain still shows its record. */
  "domain.recheck": { domainId: string };
  /** Made by the database itself: a refresh token was used twice, and its session is over. Also of no tenant. */
  "session.reused": { sessionId: string };
  /** Brings a person's new name and address into every house where they live. */
  "person.follow": { userId: string };
  /** Takes the step of the rotation that is due, if one is. */
  "signing_keys.step": Record<string, never>;
  /** Removes what nobody needs any more. */
  "rows.purge": Record<string, never>;
  /** Whether a member has this address is found out when the job runs. `origin` is that of the tenant's host. */
  "reset.mail": { to: string; origin: string };
  /** The same; what lets in is sealed while it waits. */
  "magic_link.mail": { to: string; origin: string; sealedData: string };
  /** Whether a member has the address that was typed is found out when the job runs. */
  "sign_in.refused": { sealedData: string };
};

export type JobKind = keyof JobPayloads;

/** Work that is never a tenant's, */
type OnlyPlatformJobKind = "houses.mail" | "person.follow" | "signing_keys.step" | "rows.purge";
/** what may be done for no tenant, */
export type PlatformJobKind = OnlyPlatformJobKind | "mail.send";
/** and what may be done for one. */
export type TenantJobKind = Exclude<JobKind, OnlyPlatformJobKind>;

/** One run of a job, as its handler sees it. */
export type Job<Kind extends JobKind = JobKind> = {
  id: string;
  tenantId: string;
  payload: JobPayloads[Kind];
  /** 1 on the first run. */
  attempt: number;
  /** Aborts when the worker lost the lease or has to stop now: somebody else will run the job. */
  signal: AbortSignal;
};

/** A handler may run twice for one job, after a crash; `job.id` is the same each time. */
export type JobHandlers = { [Kind in JobKind]?: (job: Job<Kind>) => Promise<void> };
