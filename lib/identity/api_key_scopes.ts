/** What a key can be made for, and what each scope opens. */
export const API_KEY_SCOPES = {
  "records.read": "Read records",
  "records.write": "Send records",
  "usage.read": "Read usage",
} as const;

export type ApiKeyScope = keyof typeof API_KEY_SCOPES;

export const ALL_SCOPES = Object.keys(API_KEY_SCOPES) as ApiKeyScope[];
