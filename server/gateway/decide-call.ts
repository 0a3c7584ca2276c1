import { hash, randomBytes } from "node:crypto";
import { isStorable } from "#lib/storable.ts";
import { mayAppKnowOf, mayAppRead } from "#server/catalog/index.ts";
import { isTrialGenuine, isTrialShaped, readKey, readTrialKey } from "#server/credentials/index.ts";
import { TRIAL_PREFIX } from "#server/credentials/schema.ts";
import { ACCESS_TOKEN_PREFIX, findAccessToken } from "#server/oauth/index.ts";
import type { AccessTokenFacts } from "#server/oauth/schema.ts";
import { db, type Tx } from "#server/platform/db.ts";
import { isSameHash, pepperedHash, sha256Hex } from "#server/platform/keyring.ts";
import { type Link, openLink } from "./link.ts";
import { refuse, wrongEnvironment } from "./problems.ts";
import { QuotaMeter, secondsToNextMonth } from "./quota.ts";
import { openRateLimiter, type RateLimiter, type Spent } from "./rate-limiter.ts";
import { RecordCache } from "./record-cache.ts";
import {
  type ApiRecord,
  type AppRecord,
  type KeyRecord,
  loadApis,
  loadApps,
  loadKeys,
  loadPlans,
  type PlanRecord,
  type VersionRecord,
} from "./records.ts";
import type {
  CalledVersion,
  CallIdentity,
  CallQuestion,
  PresentedCredential,
  RefusedVerdict,
  Verdict,
} from "./schema.ts";

const MAX_KEYS = 500_000;
const MAX_TOKENS = 100_000;
const MAX_APPS = 200_000;
const MAX_PLANS = 20_000;
const MAX_APIS = 20_000;
/** Each try loads one more kind of record; more than this means that records change faster than they load. */
const MAX_TRIES = 10;

export interface Gateway {
  /**
   * Whether a credential may make a call. Answers at once when everything is remembered, otherwise after loading what
   * is missing. Order: form → look-up → state and expiry → environment → API and version → subscription → rate → quota;
   * an earlier refusal never spends a later budget.
   */
  decideCall(question: CallQuestion): Verdict | Promise<Verdict>;
  close(): Promise<void>;
}

export interface GatewayOptions {
  /** Where records are read; the process's own client when left out. */
  read?: () => Tx;
  /** How changes are heard of; a connection of its own when left out. */
  openLink?: (onAnnouncement: (payload: string) => void) => Link;
  limiter?: RateLimiter;
}

/** A record is not in memory yet. */
class Missing {
  readonly loaded: Promise<unknown>;
  constructor(loaded: Promise<unknown>) {
    this.loaded = loaded;
  }
}

/** What the presented credential proved to be. */
interface Proven {
  credentialId: string;
  appId: string;
  environment: CallIdentity["environment"];
  scopes: readonly string[];
  /** The one API it opens; left out, all that the app has plans for. */
  apiId?: string;
}

const NO_SCOPES: readonly string[] = [];
const CALLABLE = new Set(["published", "deprecated"]);

class CachingGateway implements Gateway {
  readonly #link: Link;
  readonly #limiter: RateLimiter;
  readonly #quota: QuotaMeter;
  readonly #keys: RecordCache<KeyRecord>;
  readonly #tokens: RecordCache<AccessTokenFacts>;
  readonly #apps: RecordCache<AppRecord>;
  readonly #plans: RecordCache<PlanRecord>;
  readonly #apis: RecordCache<ApiRecord>;

  constructor(options: GatewayOptions) {
    const read = options.read ?? db;
    const link = (options.openLink ?? openLink)((payload) => this.#hear(payload));
    this.#link = link;
    this.#limiter = options.limiter ?? openRateLimiter();
    this.#quota = new QuotaMeter(read);
    this.#keys = new RecordCache({ link, max: MAX_KEYS, load: (ids) => loadKeys(read(), ids) });
    this.#apps = new RecordCache({ link, max: MAX_APPS, load: (ids) => loadApps(read(), ids) });
    this.#plans = new RecordCache({ link, max: MAX_PLANS, load: (ids) => loadPlans(read(), ids) });
    this.#apis = new RecordCache({ link, max: MAX_APIS, load: (ids) => loadApis(read(), ids) });
    this.#tokens = new RecordCache({
      link,
      max: MAX_TOKENS,
      load: (hashes, tokens) => loadTokens(read(), hashes, tokens),
    });
  }

  decideCall(question: CallQuestion): Verdict | Promise<Verdict> {
    const askedAtMs = performance.now();
    const verdict = this.#decide(question, askedAtMs);
    return verdict instanceof Missing ? this.#decideAfter(verdict, question, askedAtMs) : verdict;
  }

  async close(): Promise<void> {
    await this.#link.close();
    await this.#limiter.close();
  }

  async #decideAfter(missing: Missing, question: CallQuestion, askedAtMs: number): Promise<Verdict> {
    let next: Missing = missing;
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      // What failed to load may still be good enough while the database is down: ask again before giving up.
      const hasLoaded = await next.loaded.then(
        () => true,
        () => false,
      );
      const verdict = this.#decide(question, askedAtMs);
      if (!(verdict instanceof Missing)) return verdict;
      next = verdict;
      if (!hasLoaded) {
        next.loaded.catch(() => undefined);
        break;
      }
    }
    return refuse(
      "unavailable",
      "The portal cannot check this credential right now. Try again in a moment.",
      { retryAfterSeconds: 2 },
    );
  }

  #decide(question: CallQuestion, askedAtMs: number): Verdict | Promise<Verdict> | Missing {
    if (!question.credential) return this.#refuseStranger(question, askedAtMs);
    const proven = this.#prove(question.credential, question, askedAtMs);
    if (proven instanceof Missing || "allowed" in proven) return proven;
    const app = this.#apps.peek(proven.appId, askedAtMs);
    if (app === undefined) return new Missing(this.#apps.load(proven.appId));
    if (app === null || app.isDeleted) {
      return refuse(
        "credential_revoked",
        "The app of this credential was deleted, and its credentials with it.",
      );
    }
    const who: CallIdentity = {
      orgId: app.orgId,
      appId: app.id,
      appName: app.name,
      credentialId: proven.credentialId,
      environment: proven.environment,
      scopes: proven.scopes,
    };
    if (app.isOrgSuspended) {
      return refuse("organisation_suspended", "The organisation of this credential is suspended.", { who });
    }
    if (app.isSuspended) return refuse("app_suspended", `The app "${app.name}" is suspended.`, { who });
    if (question.environment !== null && question.environment !== proven.environment) {
      return wrongEnvironment(question.environment, who);
    }
    return this.#decideTarget(question, askedAtMs, app, who, proven.apiId);
  }

  /** The sandbox tells where a key goes; what is called is told to strangers only where everybody may read it. */
  #refuseStranger(question: CallQuestion, askedAtMs: number): RefusedVerdict | Missing {
    const detail =
      "Send an API key in the header X-API-Key, or a key or access token as Authorization: Bearer.";
    if (question.environment !== "sandbox" || !isStorable(question.api))
      return refuse("credential_missing", detail);
    const api = this.#apis.peek(question.api, askedAtMs);
    if (api === undefined) return new Missing(this.#apis.load(question.api));
    const version = api?.versions.get(question.version);
    const isOpen = api?.visibility === "public" && !api.isStopped;
    if (!isOpen || !version || !CALLABLE.has(version.lifecycle)) return refuse("credential_missing", detail);
    return refuse("credential_missing", detail, { target: targetOf(api, version) });
  }

  #decideTarget(
    question: CallQuestion,
    askedAtMs: number,
    app: AppRecord,
    who: CallIdentity,
    onlyApiId: string | undefined,
  ): Verdict | Promise<Verdict> | Missing {
    // What the database cannot be asked about would make it look broken to everybody.
    const isAskable = isStorable(question.api);
    const api = isAskable ? this.#apis.peek(question.api, askedAtMs) : null;
    if (api === undefined) return new Missing(this.#apis.load(question.api));
    const plan = api && this.#findPlan(app, api, askedAtMs);
    if (plan instanceof Missing) return plan;
    if (api === null || !mayAppKnowOf(api, app.orgId, question.now)) {
      return refuse("unknown_api", `There is no API "${question.api}" here.`, { who });
    }
    if (!mayAppRead(api, app.orgId, question.now)) {
      const detail = `The organisation of "${app.name}" has no access to "${question.api}", or it has ended. Ask for it on the API's page.`;
      return refuse("no_access", detail, { who });
    }
    if (onlyApiId && onlyApiId !== api.id) {
      const detail = `This trial credential is for another API than "${question.api}". Use the one on this API's pages.`;
      return refuse("wrong_api", detail, { who });
    }
    const version = api.versions.get(question.version);
    if (!version || version.lifecycle === "draft" || version.lifecycle === "in_review") {
      return refuse("unknown_version", `The API "${question.api}" has no version "${question.version}".`, {
        who,
      });
    }
    const target = targetOf(api, version);
    if (!CALLABLE.has(version.lifecycle)) {
      const detail = `Version "${question.version}" of "${question.api}" was retired. Move to a newer version.`;
      return refuse("version_retired", detail, { who, target });
    }
    if (!plan) return this.#refuseWithoutPlan(question, askedAtMs, app, api, who, target);
    return this.#spend(question, app, plan, who, target);
  }

  #spend(
    question: CallQuestion,
    app: AppRecord,
    plan: PlanRecord,
    who: CallIdentity,
    target: CalledVersion,
  ): Verdict | Promise<Verdict> | Missing {
    const subject = `${app.id}:${plan.id}`;
    if (plan.quotaPerMonth !== null && !this.#link.isDatabaseDown) {
      const reading = this.#quota.prepare(subject, app.id, plan, question.now);
      if (reading) return new Missing(reading);
    }
    const finish = (spent: Spent): Verdict => {
      const { isOver, ...rate } = spent;
      const known = { who, target, planId: plan.id, rate };
      if (isOver) {
        const detail = `The plan allows ${plan.ratePerMinute} calls a minute. Try again in ${rate.resetSeconds} s.`;
        return refuse("rate_limited", detail, { ...known, retryAfterSeconds: rate.resetSeconds });
      }
      if (plan.quotaPerMonth !== null && !this.#quota.spend(subject, plan.quotaPerMonth)) {
        const detail = `The plan allows ${plan.quotaPerMonth} calls a month, and this month's are used up.`;
        return refuse("quota_reached", detail, {
          ...known,
          retryAfterSeconds: secondsToNextMonth(question.now),
        });
      }
      return { allowed: true, status: 200, problem: null, ...known };
    };
    const spent = this.#limiter.spend(subject, plan.ratePerMinute, question.now.getTime());
    return spent instanceof Promise ? spent.then(finish) : finish(spent);
  }

  #prove(
    credential: PresentedCredential,
    { environment, now }: CallQuestion,
    askedAtMs: number,
  ): Proven | RefusedVerdict | Missing {
    if (credential.kind === "token") return this.#proveToken(credential.token, now, askedAtMs);
    if (isTrialShaped(credential.key)) return proveTrial(credential.key, environment, now);
    const claim = readKey(credential.key);
    if (!claim) {
      return refuse(
        "credential_malformed",
        "This is not a whole API key: its checksum does not match. Copy it again, all of it.",
      );
    }
    const key = this.#keys.peek(claim.kid, askedAtMs);
    if (key === undefined) return new Missing(this.#keys.load(claim.kid));
    if (key === null || !isItsSecret(key, credential.key)) {
      return refuse("credential_unknown", "This API key is not known here.");
    }
    if (key.isRevoked)
      return refuse("credential_revoked", "This API key was revoked. Issue a new one for your app.");
    if (key.expiresAtMs <= now.getTime()) {
      return refuse("credential_expired", "This API key has expired. Issue a new one for your app.");
    }
    return { credentialId: key.id, appId: key.appId, environment: key.environment, scopes: NO_SCOPES };
  }

  #proveToken(token: string, now: Date, askedAtMs: number): Proven | RefusedVerdict | Missing {
    if (!token.startsWith(ACCESS_TOKEN_PREFIX)) {
      return refuse("credential_malformed", "This is neither an API key nor an access token of this portal.");
    }
    const hash = sha256Hex(token);
    const facts = this.#tokens.peek(hash, askedAtMs, token);
    if (facts === undefined) return new Missing(this.#tokens.load(hash, token));
    if (facts === null || facts.expiresAt.getTime() <= now.getTime()) {
      return refuse(
        "credential_unknown",
        "This access token is not known, has expired or was revoked. Get a new one.",
      );
    }
    const { clientId, appId, environment, scopes } = facts;
    return { credentialId: clientId, appId, environment, scopes };
  }

  /** The best of the app's active plans that opens the API. */
  #findPlan(app: AppRecord, api: ApiRecord, askedAtMs: number): PlanRecord | null | Missing {
    let best: PlanRecord | null = null;
    for (const { planId, state } of app.subscriptions) {
      if (state !== "active") continue;
      const plan = this.#plans.peek(planId, askedAtMs);
      if (plan === undefined) return new Missing(this.#plans.load(planId));
      if (plan?.apiIds.has(api.id) && (!best || plan.ratePerMinute > best.ratePerMinute)) best = plan;
    }
    return best;
  }

  #refuseWithoutPlan(
    question: CallQuestion,
    askedAtMs: number,
    app: AppRecord,
    api: ApiRecord,
    who: CallIdentity,
    target: CalledVersion,
  ): RefusedVerdict | Missing {
    for (const { planId, state } of app.subscriptions) {
      if (state !== "pending" && state !== "rejected") continue;
      const plan = this.#plans.peek(planId, askedAtMs);
      if (plan === undefined) return new Missing(this.#plans.load(planId));
      if (!plan?.apiIds.has(api.id)) continue;
      return state === "pending"
        ? refuse("subscription_pending", `"${app.name}" still waits for the publisher's yes.`, {
            who,
            target,
          })
        : refuse("subscription_rejected", `The publisher did not give "${app.name}" access.`, {
            who,
            target,
          });
    }
    const detail = `"${app.name}" has no plan that opens "${question.api}". Subscribe it to one on the API's page.`;
    return refuse("not_subscribed", detail, { who, target });
  }

  #hear(payload: string): void {
    const colon = payload.indexOf(":");
    const kind = payload.slice(0, colon);
    const id = payload.slice(colon + 1);
    if (kind === "key") this.#keys.forget(id);
    else if (kind === "plan") this.#plans.forget(id);
    else if (kind === "api") this.#apis.forgetWhere((api) => api.id === id);
    else if (kind === "client") this.#tokens.forgetWhere((token) => token.clientId === id);
    else if (kind === "app") {
      this.#apps.forget(id);
      this.#tokens.forgetWhere((token) => token.appId === id);
    } else if (kind === "org") {
      this.#apps.forgetWhere((app) => app.orgId === id);
      this.#tokens.forgetWhere((token) => token.orgId === id);
    }
  }
}

function targetOf(api: ApiRecord, version: VersionRecord): CalledVersion {
  return {
    apiId: api.id,
    versionId: version.id,
    documentId: version.documentId,
    lifecycle: version.lifecycle === "published" ? "published" : "deprecated",
    deprecatedAt: version.deprecatedAt,
    sunsetAt: version.sunsetAt,
  };
}

/** A trial credential says all of itself, so nothing is looked up; it opens no gateway but those of sandboxes. */
function proveTrial(
  key: string,
  environment: CallQuestion["environment"],
  now: Date,
): Proven | RefusedVerdict {
  const claim = readTrialKey(key);
  if (!claim)
    return refuse("credential_malformed", "This is not a whole trial credential. Copy the sample again.");
  if (!isTrialGenuine(key))
    return refuse("credential_unknown", "This trial credential was not made here. Reload the sample.");
  if (claim.expiresAt <= now)
    return refuse(
      "credential_expired",
      "This trial credential has expired. Reload the sample to get another.",
    );
  if (environment !== "sandbox") {
    const detail =
      "A trial credential opens the sandbox only. Issue a key for your app to call the API itself.";
    return refuse("wrong_environment", detail);
  }
  const { appId, apiId, userId } = claim;
  const credentialId = `${TRIAL_PREFIX}${userId.slice(4)}`;
  return { credentialId, appId, apiId, environment: "sandbox", scopes: NO_SCOPES };
}

/** Drawn for each process: what it makes of a key is worth nothing elsewhere. */
const salt = randomBytes(32).toString("base64");

/** Compares keyed hashes the first time; then a plain salted hash, a fraction of the work, recognises the same key. */
function isItsSecret(record: KeyRecord, key: string): boolean {
  const fingerprint = hash("sha256", salt + key, "base64");
  if (record.provenBy === fingerprint) return true;
  if (!isSameHash(record.secretHash, pepperedHash("key-pepper", key))) return false;
  record.provenBy = fingerprint;
  return true;
}

async function loadTokens(
  tx: Tx,
  hashes: string[],
  tokens: string[],
): Promise<Map<string, AccessTokenFacts>> {
  const now = new Date(0); // whoever uses the record compares its expiry with their own time
  const found = new Map<string, AccessTokenFacts>();
  for (const [i, hash] of hashes.entries()) {
    const facts = await findAccessToken(tokens[i] ?? "", { now, tx });
    if (facts) found.set(hash, facts);
  }
  return found;
}

/** A gateway of its own: edges have one each, tests as many as they like. */
export function openGateway(options: GatewayOptions = {}): Gateway {
  return new CachingGateway(options);
}

let shared: Gateway | undefined;

/** The process's one gateway, opened on first use. */
export function decideCall(question: CallQuestion): Verdict | Promise<Verdict> {
  shared ??= openGateway();
  return shared.decideCall(question);
}

/** Opens the process's gateway ahead of its first question, so that it already listens then. */
export function warmGateway(): void {
  shared ??= openGateway();
}

export async function closeGateway(): Promise<void> {
  await shared?.close();
  shared = undefined;
}
