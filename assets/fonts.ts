// By their paths: the server's build leaves what has a package's name to Deno, which reads no fonts.
import display from "../node_modules/@fontsource-variable/bricolage-grotesque/files/bricolage-grotesque-latin-wght-normal.woff2?url";
import text from "../node_modules/@fontsource-variable/hanken-grotesk/files/hanken-grotesk-latin-wght-normal.woff2?url";

/** The two that every page shows; loaded with the style sheet, not after it, so that no text changes its shape. */
export const FONTS = [text, display];
