import { z } from "zod";
import { contract } from "#server/platform/contract.ts";
import {
  App,
  Client,
  Environment,
  IssuedClient,
  IssuedKey,
  Key,
  listOf,
  pageOf,
  Subscription,
} from "./shapes.ts";

const InApp = z.object({ app: z.string().meta({ description: "Id of the app." }) });

export const listApps = contract({
  operationId: "listApps",
  method: "get",
  path: "/apps",
  tag: "Apps",
  summary: "List your organisation's apps",
  scope: "apps:read",
  query: z.object({
    cursor: z.string().max(64).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  status: 200,
  answer: pageOf(App, "AppPage"),
});

export const registerApp = contract({
  operationId: "registerApp",
  method: "post",
  path: "/apps",
  tag: "Apps",
  summary: "Register an app",
  scope: "apps:write",
  body: z
    .object({ name: z.string(), description: z.string().optional(), teamId: z.string().optional() })
    .meta({ id: "NewApp" }),
  status: 201,
  answer: App,
  isIdempotent: true,
});

export const getApp = contract({
  operationId: "getApp",
  method: "get",
  path: "/apps/{app}",
  tag: "Apps",
  summary: "Read one app with its subscriptions",
  scope: "apps:read",
  params: InApp,
  status: 200,
  answer: App.extend({ subscriptions: z.array(Subscription) }).meta({ id: "AppDetail" }),
});

export const deleteApp = contract({
  operationId: "deleteApp",
  method: "delete",
  path: "/apps/{app}",
  tag: "Apps",
  summary: "Delete an app; its credentials stop working at once",
  scope: "apps:write",
  params: InApp,
  status: 204,
});

export const subscribe = contract({
  operationId: "subscribe",
  method: "post",
  path: "/apps/{app}/subscriptions",
  tag: "Apps",
  summary: "Subscribe an app to a plan",
  scope: "apps:write",
  params: InApp,
  body: z
    .object({
      planId: z.string(),
      acceptedTermsVersion: z.int().meta({ description: "The plan's `termsVersion` that you accept." }),
    })
    .meta({ id: "NewSubscription" }),
  status: 201,
  answer: Subscription,
  isIdempotent: true,
});

export const listKeys = contract({
  operationId: "listKeys",
  method: "get",
  path: "/apps/{app}/keys",
  tag: "Keys",
  summary: "List the keys of an app",
  scope: "apps:read",
  params: InApp,
  status: 200,
  answer: listOf(Key, "KeyList"),
});

export const issueKey = contract({
  operationId: "issueKey",
  method: "post",
  path: "/apps/{app}/keys",
  tag: "Keys",
  summary: "Issue a key; its secret is in this answer only",
  scope: "keys:write",
  params: InApp,
  body: z
    .object({ name: z.string(), environment: Environment, expiresInDays: z.int().optional() })
    .meta({ id: "NewKey" }),
  status: 201,
  answer: IssuedKey,
  isIdempotent: true,
  hasSecret: true,
});

export const revokeKey = contract({
  operationId: "revokeKey",
  method: "delete",
  path: "/keys/{key}",
  tag: "Keys",
  summary: "Revoke a key; it is refused within a second",
  scope: "keys:write",
  params: z.object({ key: z.string().meta({ description: "Id of the key, not its secret." }) }),
  status: 204,
});

export const listClients = contract({
  operationId: "listClients",
  method: "get",
  path: "/apps/{app}/clients",
  tag: "OAuth clients",
  summary: "List the OAuth clients of an app",
  scope: "apps:read",
  params: InApp,
  status: 200,
  answer: listOf(Client, "ClientList"),
});

export const createClient = contract({
  operationId: "createClient",
  method: "post",
  path: "/apps/{app}/clients",
  tag: "OAuth clients",
  summary: "Create an OAuth client; its secret is in this answer only",
  scope: "keys:write",
  params: InApp,
  body: z
    .object({ name: z.string(), environment: Environment, scopes: z.array(z.string()).optional() })
    .meta({ id: "NewClient" }),
  status: 201,
  answer: IssuedClient,
  isIdempotent: true,
  hasSecret: true,
});

export const revokeClient = contract({
  operationId: "revokeClient",
  method: "delete",
  path: "/clients/{client}",
  tag: "OAuth clients",
  summary: "Revoke an OAuth client and every token it got",
  scope: "keys:write",
  params: z.object({ client: z.string() }),
  status: 204,
});
