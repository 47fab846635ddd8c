import { Button } from "./Button.tsx";

type OtherWaysProps = {
  ways: { kind: string; name: string; connection?: string }[];
  next: string;
  /** No form stands above them. */
  isAlone: boolean;
};

/** Ways in that leave this page: each is a small form, for leaving changes something. */
export function OtherWays({ ways, next, isAlone }: OtherWaysProps) {
  return (
    <section aria-label="Other ways to sign in" class="space-y-3">
      {!isAlone && <p class="text-center text-sm text-base-content/75">or</p>}
      {ways.map(({ kind, name, connection }) => (
        <form key={`${kind} ${connection}`} method="post" action={`/signin/${kind}`}>
          <input type="hidden" name="next" value={next} />
          {connection && <input type="hidden" name="connection" value={connection} />}
          <Button class="w-full" look="quiet">Continue with {name}</Button>
        </form>
      ))}
    </section>
  );
}
