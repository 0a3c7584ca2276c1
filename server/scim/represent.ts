import { env } from "#server/platform/env.ts";
import { type Attribute, findExtension, findTarget, type ResourceType } from "./attributes.ts";
import { type Attributes, isRecord } from "./read-attributes.ts";

/** A resource as it is sent. */
export type Resource = Record<string, unknown>;

/** A resource with all it is made of, to be filtered, sorted, projected and sent. */
export interface Found {
  type: ResourceType;
  id: string;
  /** Changes with whatever the resource says. */
  version: string;
  attributes: Attributes;
}

/** Where a resource is found. */
export function locationOf({ type, id }: Found): string {
  return scimAddress(`${type.endpoint}/${encodeURIComponent(id)}`);
}

/** Which attributes the caller wants to see. */
export interface Projection {
  only: string[];
  without: string[];
}

const ALWAYS = new Set(["id", "schemas"]);

export function scimAddress(path: string): string {
  return `${env().PUBLIC_URL}/scim/v2/${path}`;
}

export function etagOf({ version }: Found): string {
  return `W/"${version}"`;
}

/** Whether one of the tags in an If-Match or If-None-Match header is this resource's. */
export function isTagged(found: Found, header: string): boolean {
  const weak = (tag: string) => tag.trim().replace(/^W\//, "");
  return header.split(",").some((tag) => tag.trim() === "*" || weak(tag) === weak(etagOf(found)));
}

export function represent(found: Found, projection: Projection = { only: [], without: [] }): Resource {
  const { type, id, attributes } = found;
  const resource: Resource = { schemas: [type.schema], id };
  for (const { key, name, schema } of type.attributes) {
    const value = attributes[key];
    if (value === undefined || name === "id") continue;
    if (schema === type.schema) resource[name] = value;
    else resource[schema] = { ...(isRecord(resource[schema]) ? resource[schema] : {}), [name]: value };
  }
  resource.schemas = [type.schema, ...type.extensions.filter((urn) => urn in resource)];
  resource.meta = {
    ...(isRecord(attributes.meta) ? attributes.meta : {}),
    resourceType: type.name,
    location: locationOf(found),
    version: etagOf(found),
  };
  return project(resource, type, projection);
}

function project(resource: Resource, type: ResourceType, { only, without }: Projection): Resource {
  if (only.length > 0) {
    const kept: Resource = {};
    for (const name of ALWAYS) kept[name] = resource[name];
    for (const path of only) copyPath(kept, resource, placeOf(type, path));
    return kept;
  }
  for (const path of without) dropPath(resource, placeOf(type, path));
  return resource;
}

/** Where a path leads in what is sent: ["emails", "value"], or ["urn:…:User", "department"]; [] for an unknown one. */
function placeOf(type: ResourceType, path: string): string[] {
  const extension = findExtension(type, path);
  if (extension) return [extension];
  const target = findTarget(type, path);
  if (!target) return [];
  const { attribute, part } = target;
  return [...prefixOf(type, attribute), attribute.name, ...(part ? [part.name] : [])];
}

function prefixOf(type: ResourceType, { schema }: Attribute): string[] {
  return schema === type.schema ? [] : [schema];
}

function copyPath(to: Resource, from: Resource, [name, ...rest]: string[]): void {
  if (name === undefined || from[name] === undefined) return;
  const value = from[name];
  if (rest.length === 0) {
    to[name] = value;
    return;
  }
  if (Array.isArray(value)) {
    const before = to[name];
    to[name] = value.map((item: unknown, at) => {
      const kept: Resource = Array.isArray(before) && isRecord(before[at]) ? { ...before[at] } : {};
      if (isRecord(item)) copyPath(kept, item, rest);
      return kept;
    });
    return;
  }
  const inner: Resource = isRecord(to[name]) ? { ...to[name] } : {};
  if (isRecord(value)) copyPath(inner, value, rest);
  to[name] = inner;
}

function dropPath(from: Resource, [name, ...rest]: string[]): void {
  if (name === undefined || ALWAYS.has(name)) return;
  const value = from[name];
  if (rest.length === 0) delete from[name];
  else if (Array.isArray(value)) from[name] = value.map((item: unknown) => without(item, rest));
  else if (isRecord(value)) from[name] = without(value, rest);
}

function without(item: unknown, path: string[]): unknown {
  if (!isRecord(item)) return item;
  const copy = { ...item };
  dropPath(copy, path);
  return copy;
}
