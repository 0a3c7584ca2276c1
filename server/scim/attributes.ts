export const CORE_USER = "urn:ietf:params:scim:schemas:core:2.0:User";
export const ENTERPRISE_USER = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
export const CORE_GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group";

type AttributeType = "string" | "boolean" | "dateTime" | "reference" | "complex";

/** An attribute as RFC 7643 describes one. Complex attributes have plain parts only; nothing nests deeper. */
export interface Attribute {
  /** How a resource keeps it: its name, and for an extension the schema's before it. */
  key: string;
  name: string;
  schema: string;
  type: AttributeType;
  description: string;
  isMany: boolean;
  isRequired: boolean;
  isCaseExact: boolean;
  mutability: "readOnly" | "readWrite" | "immutable";
  uniqueness: "none" | "server";
  parts: Attribute[];
}

type Draft = Partial<Omit<Attribute, "key" | "schema">> & { name: string; description: string };

export interface ResourceType {
  name: "User" | "Group";
  endpoint: "Users" | "Groups";
  description: string;
  schema: string;
  extensions: string[];
  attributes: Attribute[];
}

const attribute = (schema: string, draft: Draft): Attribute => ({
  key: schema === ENTERPRISE_USER ? `${schema}:${draft.name}` : draft.name,
  schema,
  type: draft.parts ? "complex" : "string",
  isMany: false,
  isRequired: false,
  isCaseExact: false,
  mutability: "readWrite",
  uniqueness: "none",
  parts: [],
  ...draft,
});

const parts = (schema: string, names: Record<string, string>, more: Partial<Draft> = {}): Attribute[] =>
  Object.entries(names).map(([name, description]) => attribute(schema, { name, description, ...more }));

const several = (name: string, description: string, value: Partial<Draft> = {}): Draft => ({
  name,
  description,
  isMany: true,
  parts: [
    attribute(CORE_USER, { name: "value", description: "The value itself.", ...value }),
    ...parts(CORE_USER, { type: "Work, home or the like.", display: "A name for people to read." }),
    attribute(CORE_USER, { name: "primary", description: "The one to prefer.", type: "boolean" }),
  ],
});

const common = (schema: string): Attribute[] =>
  [
    { name: "id", description: "Portico's id.", mutability: "readOnly" as const, isCaseExact: true },
    { name: "externalId", description: "The directory's own id.", isCaseExact: true },
    {
      name: "meta",
      description: "When it was made and changed.",
      mutability: "readOnly" as const,
      parts: parts(
        schema,
        { created: "When it was made.", lastModified: "When it was changed last." },
        {
          type: "dateTime",
        },
      ),
    },
  ].map((draft) => attribute(schema, draft));

const NAME_PARTS = {
  formatted: "The whole name.",
  familyName: "The family name.",
  givenName: "The given name.",
  middleName: "Middle names.",
  honorificPrefix: "Such as Dr.",
  honorificSuffix: "Such as III.",
};
const ADDRESS_PARTS = {
  formatted: "The whole address.",
  streetAddress: "Street and number.",
  locality: "City.",
  region: "State or region.",
  postalCode: "Postal code.",
  country: "Country, two letters.",
  type: "Work, home or the like.",
};

const USER_DRAFTS: Draft[] = [
  {
    name: "userName",
    description: "What the directory calls the person; mostly an e-mail address.",
    isRequired: true,
    uniqueness: "server",
  },
  { name: "name", description: "The person's name in parts.", parts: parts(CORE_USER, NAME_PARTS) },
  { name: "displayName", description: "The person's name as it is shown." },
  { name: "nickName", description: "What friends call the person." },
  { name: "profileUrl", description: "A page about the person.", type: "reference" },
  { name: "title", description: "Such as Vice President." },
  { name: "userType", description: "Such as Employee or Contractor." },
  { name: "preferredLanguage", description: "As HTTP's Accept-Language." },
  { name: "locale", description: "For dates and numbers." },
  { name: "timezone", description: "Such as Europe/Berlin." },
  {
    name: "active",
    description: "Whether the person is to be a member of the organisation.",
    type: "boolean",
  },
  several("emails", "E-mail addresses; the primary one, or the first, is the person's."),
  several("phoneNumbers", "Phone numbers."),
  several("ims", "Addresses for instant messages."),
  several("photos", "Addresses of pictures.", { type: "reference" }),
  {
    name: "addresses",
    description: "Postal addresses.",
    isMany: true,
    parts: [
      ...parts(CORE_USER, ADDRESS_PARTS),
      attribute(CORE_USER, { name: "primary", description: "The one to prefer.", type: "boolean" }),
    ],
  },
  several("entitlements", "Kept and given back; Portico makes nothing of them."),
  several("roles", "Kept and given back; roles in Portico come from groups."),
  {
    name: "groups",
    description: "The groups the person is in. Changed through the groups.",
    isMany: true,
    mutability: "readOnly",
    parts: parts(
      CORE_USER,
      { value: "The group's id.", display: "The group's name.", $ref: "Where the group is." },
      { mutability: "readOnly", isCaseExact: true },
    ),
  },
];

const ENTERPRISE_DRAFTS: Draft[] = [
  { name: "employeeNumber", description: "The number of the employee." },
  { name: "costCenter", description: "The cost centre." },
  { name: "organization", description: "The organisation's name." },
  { name: "division", description: "The division's name." },
  { name: "department", description: "The department's name." },
  {
    name: "manager",
    description: "The person's manager.",
    parts: parts(ENTERPRISE_USER, {
      value: "The manager's id.",
      $ref: "Where the manager is.",
      displayName: "The manager's name.",
    }),
  },
];

const GROUP_DRAFTS: Draft[] = [
  { name: "displayName", description: "The group's name; the team is called so too.", isRequired: true },
  {
    name: "members",
    description: "The people of the group, who work in the team.",
    isMany: true,
    parts: [
      attribute(CORE_GROUP, {
        name: "value",
        description: "The person's id.",
        mutability: "immutable",
        isCaseExact: true,
      }),
      ...parts(
        CORE_GROUP,
        { $ref: "Where the person is.", type: "Always User.", display: "The person's name." },
        { mutability: "immutable" },
      ),
    ],
  },
];

export const USER: ResourceType = {
  name: "User",
  endpoint: "Users",
  description: "A person whom the directory makes a member of the organisation.",
  schema: CORE_USER,
  extensions: [ENTERPRISE_USER],
  attributes: [
    ...common(CORE_USER),
    ...USER_DRAFTS.map((draft) => attribute(CORE_USER, draft)),
    ...ENTERPRISE_DRAFTS.map((draft) => attribute(ENTERPRISE_USER, draft)),
  ],
};

export const GROUP: ResourceType = {
  name: "Group",
  endpoint: "Groups",
  description: "A group of the directory, which is a team of the organisation.",
  schema: CORE_GROUP,
  extensions: [],
  attributes: [...common(CORE_GROUP), ...GROUP_DRAFTS.map((draft) => attribute(CORE_GROUP, draft))],
};

/** What a path names: an attribute, and perhaps a part of it. */
export interface Target {
  attribute: Attribute;
  part: Attribute | null;
}

/** Finds "userName", "name.givenName" or "urn:…:User:department", whatever the case; null when there is no such thing. */
export function findTarget(type: ResourceType, path: string): Target | null {
  const { schema, name } = splitSchema(type, path);
  const [head = "", tail, ...more] = name.split(".");
  if (more.length > 0) return null;
  const found = type.attributes.find(
    (candidate) => candidate.schema === schema && candidate.name.toLowerCase() === head.toLowerCase(),
  );
  if (!found) return null;
  if (tail === undefined) return { attribute: found, part: null };
  const part = findPart(found, tail);
  return part && { attribute: found, part };
}

export function findPart(of: Attribute, name: string): Attribute | null {
  return of.parts.find((part) => part.name.toLowerCase() === name.toLowerCase()) ?? null;
}

/** The extension that a whole path names, or null. */
export function findExtension(type: ResourceType, path: string): string | null {
  return type.extensions.find((urn) => urn.toLowerCase() === path.toLowerCase()) ?? null;
}

function splitSchema(type: ResourceType, path: string): { schema: string; name: string } {
  const lower = path.toLowerCase();
  const schema = [type.schema, ...type.extensions].find((urn) => lower.startsWith(`${urn.toLowerCase()}:`));
  return schema ? { schema, name: path.slice(schema.length + 1) } : { schema: type.schema, name: path };
}
