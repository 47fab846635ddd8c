import { asset } from "fresh/runtime";
import { FONTS } from "@/assets/fonts.ts";
import { define } from "@/utils.ts";

export default define.page(({ Component }) => (
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="theme-color" key="by-day" content="#f7f5f2" media="(prefers-color-scheme: light)" />
      <meta name="theme-color" key="by-night" content="#12161d" media="(prefers-color-scheme: dark)" />
      <title>Rowhouse</title>
      {FONTS.map((href) => (
        <link key={href} rel="preload" href={href} as="font" type="font/woff2" crossorigin="anonymous" />
      ))}
      <link rel="icon" href={asset("/favicon.ico")} sizes="32x32" />
      <link rel="icon" href={asset("/favicon.svg")} type="image/svg+xml" />
      <link rel="apple-touch-icon" href={asset("/apple-touch-icon.png")} />
      <link rel="manifest" href={asset("/manifest.webmanifest")} />
    </head>
    <body class="bg-base-200 font-sans text-base text-base-content antialiased">
      <Component />
    </body>
  </html>
));
