import { Head } from "fresh/runtime";

/** Leaves this origin at once, by a refresh that needs no script; the link does the same where that is switched off. */
export function LeaveFor({ href, label }: { href: string; label: string }) {
  return (
    <>
      <Head>
        <meta http-equiv="refresh" content={`0;url=${href}`} />
      </Head>
      <a href={href} class="btn btn-primary w-full">{label}</a>
    </>
  );
}
