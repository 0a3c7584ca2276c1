import { routes } from "#lib/routes.ts";
import { env } from "#server/platform/env.ts";
import { Refusal } from "#server/platform/refusal.ts";
import {
  type Attribute,
  CORE_GROUP,
  CORE_USER,
  ENTERPRISE_USER,
  GROUP,
  type ResourceType,
  USER,
} from "./attributes.ts";
import { MOST_RESULTS } from "./list-query.ts";
import { type Resource, scimAddress } from "./represent.ts";

const SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:";
const LIST_RESPONSE = "urn:ietf:params:scim:api:messages:2.0:ListResponse";
const TYPES = [USER, GROUP];
const SCHEMAS: { id: string; name: string; description: string; of: ResourceType }[] = [
  { id: CORE_USER, name: "User", description: USER.description, of: USER },
  {
    id: ENTERPRISE_USER,
    name: "EnterpriseUser",
    description: "What companies say of their people.",
    of: USER,
  },
  { id: CORE_GROUP, name: "Group", description: GROUP.description, of: GROUP },
];

/** What Portico's SCIM can do (RFC 7643, 5). */
export function describeService(): Resource {
  return {
    schemas: [`${SCHEMA}ServiceProviderConfig`],
    documentationUri: `${env().PUBLIC_URL}${routes.guide("provisioning")}`,
    patch: { supported: true },
    bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
    filter: { supported: true, maxResults: MOST_RESULTS },
    changePassword: { supported: false },
    sort: { supported: true },
    etag: { supported: true },
    authenticationSchemes: [
      {
        type: "oauthbearertoken",
        name: "Bearer token",
        description: "The organisation's SCIM token, made on its page “Provisioning”.",
        specUri: "https://www.rfc-editor.org/info/rfc6750",
        primary: true,
      },
    ],
    meta: { resourceType: "ServiceProviderConfig", location: scimAddress("ServiceProviderConfig") },
  };
}

export function listResourceTypes(): Resource {
  return listOf(TYPES.map(toResourceType));
}

export function getResourceType(name: string): Resource {
  const type = TYPES.find((known) => known.name === name);
  if (!type) throw new Refusal("not_found", "There is no such resource type.");
  return toResourceType(type);
}

export function listSchemas(): Resource {
  return listOf(SCHEMAS.map(toSchema));
}

export function getSchema(id: string): Resource {
  const schema = SCHEMAS.find((known) => known.id.toLowerCase() === id.toLowerCase());
  if (!schema) throw new Refusal("not_found", "There is no such schema.");
  return toSchema(schema);
}

function listOf(resources: Resource[]): Resource {
  return {
    schemas: [LIST_RESPONSE],
    totalResults: resources.length,
    startIndex: 1,
    itemsPerPage: resources.length,
    Resources: resources,
  };
}

function toResourceType({ name, endpoint, description, schema, extensions }: ResourceType): Resource {
  return {
    schemas: [`${SCHEMA}ResourceType`],
    id: name,
    name,
    endpoint: `/${endpoint}`,
    description,
    schema,
    schemaExtensions: extensions.map((urn) => ({ schema: urn, required: false })),
    meta: { resourceType: "ResourceType", location: scimAddress(`ResourceTypes/${name}`) },
  };
}

function toSchema({ id, name, description, of }: (typeof SCHEMAS)[number]): Resource {
  const own = of.attributes.filter((attribute) => attribute.schema === id);
  return {
    schemas: [`${SCHEMA}Schema`],
    id,
    name,
    description,
    // RFC 7643, 3.1: every resource has these, and no schema states them.
    attributes: own.filter((one) => !["id", "externalId", "meta"].includes(one.name)).map(toDefinition),
    meta: { resourceType: "Schema", location: scimAddress(`Schemas/${id}`) },
  };
}

function toDefinition(attribute: Attribute): Resource {
  const { name, type, isMany, description, isRequired, isCaseExact, mutability, uniqueness, parts } =
    attribute;
  return {
    name,
    type,
    multiValued: isMany,
    description,
    required: isRequired,
    caseExact: isCaseExact,
    mutability,
    returned: "default",
    uniqueness,
    ...(type === "reference" && { referenceTypes: ["external"] }),
    ...(parts.length > 0 && { subAttributes: parts.map(toDefinition) }),
  };
}
