/** The schemas and messages of RFC 7643 and RFC 7644 that we speak. */
export const USER_SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:User";
export const GROUP_SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:Group";
export const ENTERPRISE_SCHEMA = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
export const LIST_MESSAGE = "urn:ietf:params:scim:api:messages:2.0:ListResponse";
export const ERROR_MESSAGE = "urn:ietf:params:scim:api:messages:2.0:Error";
