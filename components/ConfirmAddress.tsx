/** Asks for the click in the mail, and sends it again. */
export function ConfirmAddress({ email }: { email: string }) {
  return (
    <div
      role="status"
      class="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 rounded-box border border-warning bg-warning/15 px-4 py-3 text-sm"
    >
      <p class="min-w-60 flex-1">
        Confirm that <strong class="font-semibold break-all">{email}</strong>{" "}
        is yours: the link is in the mail we sent you.
      </p>
      <form method="post" action="/verification-mail">
        <button type="submit" class="btn btn-sm border-base-content/30 bg-base-100 shadow-none">
          Send the mail again
        </button>
      </form>
    </div>
  );
}
