import { Button } from "./Button.tsx";

type OtherWaysProps = {
  ways: { kind: string; name: string; connection?: string }[];
  next: string;
  /** Of an invitation that led here. */
  invitation?: string;
  /** No form stands above them. */
  isAlone: boolean;
};

/** Ways in that leave this page: each is a small form, for leaving changes something. */
export function OtherWays({ ways, next, invitation, isAlone }: OtherWaysProps) {
  return (
    <section aria-label="Other ways to sign in" class="space-y-3">
      {!isAlone && (
        <p class="flex items-center gap-3 text-sm text-base-content/75 before:h-px before:flex-1 before:bg-base-300 before:content-[''] after:h-px after:flex-1 after:bg-base-300 after:content-['']">
          or
        </p>
      )}
      {ways.map(({ kind, name, connection }) => (
        <form key={`${kind} ${connection}`} method="post" action={`/signin/${kind}`}>
          <input type="hidden" name="next" value={next} />
          {invitation && <input type="hidden" name="invitation" value={invitation} />}
          {connection && <input type="hidden" name="connection" value={connection} />}
          <Button class="w-full" look="quiet">
            {kind === "passkey" ? "Sign in with a passkey" : `Continue with ${name}`}
          </Button>
        </form>
      ))}
    </section>
  );
}
