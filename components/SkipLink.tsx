/** First in every page, seen when a keyboard reaches it. */
export function SkipLink() {
  return (
    <a
      href="#content"
      class="btn btn-primary sr-only focus:not-sr-only focus:fixed focus:top-3 focus:left-3 focus:z-50"
    >
      Skip to content
    </a>
  );
}
