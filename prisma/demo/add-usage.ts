import { DAY_MS, HOUR_MS } from "#server/platform/clock.ts";
import { db } from "#server/platform/db.ts";
import { recordCalls } from "#server/usage/index.ts";
import type { CallRecord } from "#server/usage/schema.ts";
import { type DemoTraffic, demoApps } from "./consumers.ts";

const DAYS = 30;
const BATCH = 2_000;

/** Share of the busiest hour, by hour of the day (UTC). */
const SHAPE: Record<DemoTraffic["rhythm"], readonly number[]> = {
  office: [0, 0, 0, 0, 0, 0, 0.1, 0.4, 0.8, 1, 1, 0.9, 0.6, 0.8, 1, 0.9, 0.7, 0.4, 0.2, 0.1, 0.1, 0.1, 0, 0],
  travel: [
    0.06, 0.03, 0.02, 0.02, 0.1, 0.35, 0.85, 1, 0.8, 0.5, 0.42, 0.45, 0.5, 0.46, 0.5, 0.7, 0.95, 0.98, 0.7,
    0.45, 0.32, 0.25, 0.18, 0.1,
  ],
  steady: new Array(24).fill(0.8),
};
const WEEKEND: Record<DemoTraffic["rhythm"], number> = { office: 0.12, travel: 0.62, steady: 1 };

const REFUSALS = [
  { status: 400, problem: "A parameter is not valid: q must have at least 2 characters." },
  { status: 404, problem: "No such record: the code in the path was never given out." },
  { status: 429, problem: "Too many calls: the plan's rate is used up. Wait for Retry-After." },
  { status: 401, problem: "The key has been revoked: issue another on the app's page." },
];
const FAILURES = [
  { status: 502, problem: "The service behind the gateway did not answer." },
  { status: 503, problem: "The service is being maintained. Try again in a minute." },
];

/** A month of calls for every app that has none yet; the same seed gives the same month. */
export async function addUsage(now: Date): Promise<void> {
  for (const demo of demoApps) {
    const app = await db().app.findFirstOrThrow({ where: { name: demo.name } });
    if (await db().call.findFirst({ where: { appId: app.id } })) continue;
    const calls: CallRecord[] = [];
    for (const [index, traffic] of demo.traffic.entries()) {
      const target = await findTarget(app.id, traffic);
      const random = randomFrom(demo.name.length * 7919 + index * 104_729);
      const from = now.getTime() - Math.min(DAYS, demo.bornDaysAgo) * DAY_MS;
      calls.push(
        ...callsOf(traffic, { ...target, appId: app.id, orgId: app.orgId }, random, from, now.getTime()),
      );
    }
    for (let i = 0; i < calls.length; i += BATCH) await recordCalls(calls.slice(i, i + BATCH));
  }
}

type Target = Pick<CallRecord, "orgId" | "appId" | "apiId" | "versionId" | "credentialId" | "environment"> & {
  keys: Map<string, string>;
};

async function findTarget(appId: string, traffic: DemoTraffic): Promise<Omit<Target, "appId" | "orgId">> {
  const named = { where: { appId, name: traffic.credential } };
  const credential = (await db().key.findFirst(named)) ?? (await db().oAuthClient.findFirstOrThrow(named));
  const version = await db().version.findFirstOrThrow({
    where: { name: traffic.version, api: { slug: traffic.api } },
    include: { currentRevision: true },
  });
  const operations = await db().docOperation.findMany({
    where: { documentId: version.currentRevision?.documentId ?? "" },
    select: { key: true, method: true, path: true },
  });
  return {
    apiId: version.apiId,
    versionId: version.id,
    credentialId: credential.id,
    environment: credential.environment,
    keys: new Map(operations.map(({ key, method, path }) => [`${method.toUpperCase()} ${path}`, key])),
  };
}

function callsOf(
  traffic: DemoTraffic,
  target: Target,
  random: () => number,
  from: number,
  to: number,
): CallRecord[] {
  const { keys, ...fixed } = target;
  const calls: CallRecord[] = [];
  for (let hour = Math.floor(from / HOUR_MS) * HOUR_MS; hour < to; hour += HOUR_MS) {
    const day = new Date(hour);
    const isWeekend = day.getUTCDay() % 6 === 0;
    const share = (SHAPE[traffic.rhythm][day.getUTCHours()] ?? 0) * (isWeekend ? WEEKEND[traffic.rhythm] : 1);
    const count = Math.round(traffic.peakPerHour * share * (0.75 + random() * 0.5));
    for (let i = 0; i < count; i++) {
      const at = hour + Math.floor(random() * HOUR_MS);
      if (at >= from && at < to)
        calls.push({ ...fixed, ...oneCall(traffic, keys, random), at: new Date(at) });
    }
  }
  return calls.sort((a, b) => a.at.getTime() - b.at.getTime());
}

function oneCall(traffic: DemoTraffic, keys: Map<string, string>, random: () => number) {
  const operation = pickOperation(traffic.operations, random());
  const dice = random();
  const ending =
    dice < traffic.failedShare
      ? pick(FAILURES, random())
      : dice < traffic.failedShare + traffic.refusedShare
        ? pick(REFUSALS, random())
        : {
            status: operation.method === "POST" && operation.template === "/payments" ? 201 : 200,
            problem: null,
          };
  // Most answers are near the usual time, a few take far longer.
  const stretch = 0.7 + random() * 0.6 + (random() > 0.97 ? random() * 6 : 0);
  return {
    operationKey: keys.get(`${operation.method} ${operation.template}`) ?? null,
    method: operation.method,
    path: pick(operation.paths, random()),
    status: ending.status,
    problem: ending.problem,
    latencyMs: Math.max(
      1,
      Math.round(ending.status < 400 ? operation.latencyMs * stretch : 4 + random() * 12),
    ),
  };
}

function pickOperation(operations: DemoTraffic["operations"], at: number): DemoTraffic["operations"][number] {
  let sum = 0;
  for (const operation of operations) {
    sum += operation.share;
    if (at < sum) return operation;
  }
  return pick(operations, 0.999);
}

function pick<T>(list: readonly T[], at: number): T {
  const item = list[Math.min(list.length - 1, Math.floor(at * list.length))];
  if (item === undefined) throw new Error("Nothing to pick from.");
  return item;
}

/** mulberry32: small, even, and the same on every machine. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
