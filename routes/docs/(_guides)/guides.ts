/** The guides, in the order to read them; each is `docs/guides/<name>.md`. */
export const GUIDE_GROUPS = [
  { title: "Start", names: ["quickstart", "api-keys"] },
  { title: "Records", names: ["sending-records", "reading-records"] },
  { title: "When a call is refused", names: ["errors", "rate-limits"] },
  { title: "Your tenant", names: ["usage", "members-and-roles", "directory-sync"] },
  { title: "Single sign-on", names: ["single-sign-on", "sso-okta", "sso-entra", "sso-google"] },
  { title: "For builders", names: ["your-own-product"] },
];

export const GUIDE_NAMES = GUIDE_GROUPS.flatMap((it) => it.names);
