import { define } from "@/utils.ts";

export default define.page(({ Component }) => (
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>Rowhouse</title>
      <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
    </head>
    <body class="bg-base-200 font-sans text-base text-base-content antialiased">
      <Component />
    </body>
  </html>
));
