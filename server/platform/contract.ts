import type { z } from "zod";

/** What a body that is a document rather than JSON may be. */
export interface RawBody {
  mediaTypes: string[];
  description: string;
}

/** The promise of one REST operation; its route keeps it, and the OpenAPI document is made from it. */
export interface Contract<
  P extends z.ZodObject = z.ZodObject,
  Q extends z.ZodObject = z.ZodObject,
  B extends z.ZodType = z.ZodType,
> {
  operationId: string;
  method: "get" | "post" | "put" | "patch" | "delete";
  /** Below /api/v1, with parameters in braces. */
  path: `/${string}`;
  tag: string;
  summary: string;
  description?: string;
  /** What an access token must carry, "" for any token; left out, visitors may ask too. */
  scope?: string;
  params?: P;
  query?: Q;
  body?: B;
  rawBody?: RawBody;
  status: 200 | 201 | 204;
  /** Filters what leaves; every named schema in it has a `meta({ id })`. */
  answer?: z.ZodType;
  /** Honours Idempotency-Key, so that a retry creates nothing twice. */
  isIdempotent?: boolean;
  /** The answer holds a secret: it is neither cached nor kept for a replay. */
  hasSecret?: boolean;
  /** Honours If-Match with the ETag of the resource's GET. */
  hasIfMatch?: boolean;
}

/** Keeps the types of a contract's parts. */
export function contract<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType>(
  promise: Contract<P, Q, B>,
): Contract<P, Q, B> {
  return promise;
}
