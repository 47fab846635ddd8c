import { type Html, html } from "@/lib/mail/html.ts";

/** The theme's colours and shapes (assets/theme.css), for pages of a server that has no build. */
const STYLE = html`
  <style>
    :root {
      color-scheme: light dark;
      --sheet: light-dark(oklch(99.2% 0.003 85), oklch(24% 0.017 262));
      --ground: light-dark(oklch(97% 0.006 82), oklch(19.5% 0.015 262));
      --line: light-dark(oklch(90.5% 0.01 78), oklch(33% 0.019 262));
      --ink: light-dark(oklch(26% 0.025 262), oklch(93% 0.008 85));
      --door: light-dark(oklch(42% 0.085 166), oklch(77% 0.115 166));
      --on-door: light-dark(oklch(98.5% 0.012 166), oklch(21% 0.045 166));
      --brick: light-dark(oklch(54% 0.13 38), oklch(69% 0.125 42));
    }
    * { box-sizing: border-box }
    body { margin: 0; padding: 2rem 1rem; background: var(--ground); color: var(--ink);
      font: 1rem/1.5 ui-sans-serif, system-ui, sans-serif }
    main { max-width: 28rem; margin: 0 auto; padding: 1.75rem; background: var(--sheet);
      border: 1px solid var(--line); border-radius: 0.625rem }
    .sign { display: inline-block; padding: 0.25rem 0.75rem; border: 1px solid var(--brick); border-radius: 0.375rem;
      color: var(--brick); font-weight: 600; font-size: 0.875rem }
    h1 { margin: 1rem 0 0.5rem; font-size: 1.5rem; line-height: 1.25; letter-spacing: -0.015em }
    p { margin: 0 0 1.25rem }
    .small { font-size: 0.875rem; opacity: 0.8; margin: 1.25rem 0 0 }
    fieldset { margin: 0 0 1.25rem; padding: 0; border: 0 }
    legend { padding: 0; margin-bottom: 0.5rem; font-weight: 600 }
    label { display: flex; gap: 0.75rem; align-items: center; padding: 0.625rem 0.75rem; border: 1px solid var(--line);
      border-radius: 0.4375rem; cursor: pointer; overflow-wrap: anywhere }
    label + label { margin-top: 0.5rem }
    label:has(:checked) { border-color: var(--door) }
    label small { display: block; opacity: 0.8 }
    input { accent-color: var(--door); width: 1.125rem; height: 1.125rem; flex: none }
    button { width: 100%; min-height: 2.75rem; padding: 0.5rem 1rem; border: 1px solid var(--door); border-radius: 0.4375rem;
      background: var(--door); color: var(--on-door); font: inherit; font-weight: 600; cursor: pointer }
    button.quiet { margin-top: 0.75rem; background: none; color: var(--ink); border-color: var(--line) }
    :focus-visible { outline: 2px solid var(--door); outline-offset: 2px }
  </style>
`;

/** A page of the demo's identity provider: plainly not one of ours, and plainly of the same town. */
export function frame({ title, body }: { title: string; body: Html }): string {
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>${title}</title>
    <link rel="icon" href="data:,">
    ${STYLE}
  </head>
  <body>
    <main>
      <span class="sign">Demo identity provider</span>
      <h1>${title}</h1>
      ${body}
    </main>
  </body>
</html>`.text;
}
