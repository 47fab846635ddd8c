import { asset, Head } from "fresh/runtime";
import { baseOrigin } from "@/lib/tenancy/host.ts";

type PublicHeadProps = {
  title: string;
  /** One or two sentences, as they stand under the title in a list of hits. */
  description: string;
  pathname: string;
};

/** What search engines keep of a page, and what a link to it looks like where somebody posts it. */
export function PublicHead({ title, description, pathname }: PublicHeadProps) {
  const address = new URL(pathname, baseOrigin()).href;
  const picture = new URL(asset("/social.png"), baseOrigin()).href;
  return (
    <Head>
      <title>{title}</title>
      <meta name="description" content={description} />
      <link rel="canonical" href={address} />
      <meta property="og:type" content="website" />
      <meta property="og:site_name" content="Rowhouse" />
      <meta property="og:title" content={title} />
      <meta property="og:description" content={description} />
      <meta property="og:url" content={address} />
      <meta property="og:image" content={picture} />
      <meta property="og:image:width" content="1200" />
      <meta property="og:image:height" content="630" />
      <meta property="og:image:alt" content="A row of brick houses under one slate roof" />
      <meta name="twitter:card" content="summary_large_image" />
    </Head>
  );
}
