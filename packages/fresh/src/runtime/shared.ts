/** What both the server and the islands may import: `fresh/runtime`. @module */
export { asset, assetSrcSet } from "./asset.ts";
export { IS_BROWSER } from "./is_browser.ts";
export { Head, type HeadProps } from "./head.ts";
export { HttpError } from "./http_error.ts";
export { Partial, type PartialProps } from "./partial.ts";
