import { documentOf, type Feature, VERSIONS } from "./feature.ts";

const V3 = ["3.0", "3.1", "3.2"] as const;
const page = "overview";
const done = { "200": { description: "Done." } };
const operation = { responses: done, tags: ["a"] };

export const DOCUMENTS: Feature[] = [
  {
    name: "contact, licence, terms and external documentation",
    versions: VERSIONS,
    page,
    document: (version) =>
      documentOf(version, {
        info: {
          title: "Small",
          version: "1",
          contact: { name: "Ann", email: "ann@a.example" },
          license: { name: "MIT", url: "https://a.example/mit" },
          termsOfService: "https://a.example/terms",
        },
        externalDocs: { url: "https://a.example/more", description: "All about it" },
      }),
    shows: [
      "Ann",
      "ann@a.example",
      "MIT",
      "Terms of service",
      "All about it",
      /href="https:\/\/a\.example\/more"/,
    ],
  },
  {
    name: "tags by their shown names, in groups",
    versions: VERSIONS,
    page,
    document: (version) =>
      documentOf(version, {
        paths: { "/a": { get: operation } },
        tags: [{ name: "a", "x-displayName": "Animals", description: "Living things" }],
        "x-tagGroups": [{ name: "Nature", tags: ["a"] }],
      }),
    shows: ["Nature", "Animals", "Living things"],
  },
  {
    name: "tag parents",
    versions: ["3.2"],
    page,
    document: (version) =>
      documentOf(version, {
        paths: { "/a": { get: operation } },
        tags: [
          { name: "top", summary: "On top" },
          { name: "a", parent: "top" },
        ],
      }),
    shows: ["top On top a"],
  },
  {
    name: "webhooks are listed with their direction",
    versions: ["3.1", "3.2"],
    page,
    document: (version) =>
      documentOf(version, { webhooks: { born: { post: { summary: "A birth", responses: done } } } }),
    shows: ["Webhooks", "Calls that this API makes to your server", "A birth"],
  },
  {
    name: "x-webhooks",
    versions: ["3.0"],
    page,
    document: (version) =>
      documentOf(version, { "x-webhooks": { born: { post: { summary: "A birth", responses: done } } } }),
    shows: ["Webhooks", "A birth"],
  },
  {
    name: "host, base path and schemes",
    versions: ["2.0"],
    page,
    document: (version) =>
      documentOf(version, { host: "a.example", basePath: "/v1", schemes: ["https", "http"] }),
    shows: ["https://a.example/v1", "http://a.example/v1"],
  },
  {
    name: "security schemes of every type",
    versions: ["3.1", "3.2"],
    page,
    document: (version) =>
      documentOf(version, {
        security: [{ open: [] }],
        components: {
          securitySchemes: {
            tls: { type: "mutualTLS" },
            open: {
              type: "openIdConnect",
              openIdConnectUrl: "https://a.example/.well-known/openid-configuration",
            },
          },
        },
      }),
    shows: [
      "client certificate",
      "https://a.example/.well-known/openid-configuration",
      "Where an operation says nothing else",
    ],
  },
  {
    name: "deprecated schemes, server metadata and device flow",
    versions: ["3.2"],
    page,
    document: (version) =>
      documentOf(version, {
        $self: "https://a.example/openapi.json",
        components: {
          securitySchemes: {
            token: {
              type: "oauth2",
              deprecated: true,
              oauth2MetadataUrl: "https://a.example/meta",
              flows: {
                deviceAuthorization: {
                  deviceAuthorizationUrl: "https://a.example/device",
                  tokenUrl: "https://a.example/t",
                  scopes: {},
                },
              },
            },
          },
        },
      }),
    shows: [
      "Deprecated",
      "https://a.example/meta",
      "Device authorization",
      "https://a.example/device",
      "https://a.example/openapi.json",
    ],
  },
  {
    name: "internal operations, paths, tags and webhooks are not shown",
    versions: V3,
    page,
    document: (version) =>
      documentOf(version, {
        paths: {
          "/a": { get: { ...operation, tags: ["hidden"] } },
          "/b": { "x-internal": true, get: { ...operation, tags: ["behind"] } },
          "/c": { get: operation, post: { ...operation, tags: ["beside"], "x-internal": true } },
        },
        tags: [{ name: "hidden", "x-internal": true }, { name: "a" }],
      }),
    shows: [/tags\/a"/],
    hides: ["hidden", "behind", "beside"],
  },
];
