import type { people } from "#e2e/support/people.ts";

export interface DemoCredential {
  kind: "key" | "client";
  name: string;
  environment: "sandbox" | "live";
  /** Days ago at which it was revoked; left out, it lives. */
  revokedDaysAgo?: number;
  expiresInDays?: number;
}

/** How an app calls one version: its share of calls by path, and its rhythm. */
export interface DemoTraffic {
  api: string;
  version: string;
  credential: string;
  /** Calls in the busiest hour of a working day. */
  peakPerHour: number;
  /** Business apps sleep at night and on Sundays; machines do not. */
  rhythm: "office" | "travel" | "steady";
  /** Share of calls that end in 4xx and 5xx. */
  refusedShare: number;
  failedShare: number;
  operations: { method: string; template: string; paths: string[]; share: number; latencyMs: number }[];
}

export interface DemoApp {
  owner: keyof typeof people;
  name: string;
  description: string;
  bornDaysAgo: number;
  /** `decided` is what the publisher said where the plan asks for approval; null still waits. */
  plans: { slug: string; decided?: "approve" | null }[];
  credentials: DemoCredential[];
  traffic: DemoTraffic[];
}

const stationsV2: DemoTraffic["operations"] = [
  { method: "GET", template: "/stations", paths: ["/stations"], share: 0.56, latencyMs: 38 },
  {
    method: "GET",
    template: "/stations/{code}",
    paths: ["/stations/HAVN", "/stations/DELF", "/stations/LIND"],
    share: 0.28,
    latencyMs: 24,
  },
  {
    method: "GET",
    template: "/stations/{code}/facilities",
    paths: ["/stations/HAVN/facilities"],
    share: 0.12,
    latencyMs: 61,
  },
  { method: "POST", template: "/lookups", paths: ["/lookups"], share: 0.04, latencyMs: 88 },
];

export const demoApps: readonly DemoApp[] = [
  {
    owner: "consumer",
    name: "Platform finder",
    description: "Tells travellers where on the platform to stand.",
    bornDaysAgo: 96,
    plans: [{ slug: "rail-standard" }, { slug: "weather-free" }],
    credentials: [
      { kind: "key", name: "Production", environment: "live" },
      { kind: "key", name: "Continuous integration", environment: "sandbox", expiresInDays: 180 },
      { kind: "key", name: "Old laptop", environment: "sandbox", revokedDaysAgo: 12 },
      { kind: "client", name: "Nightly import", environment: "live" },
    ],
    traffic: [
      {
        api: "stations",
        version: "v2",
        credential: "Production",
        peakPerHour: 26,
        rhythm: "travel",
        refusedShare: 0.021,
        failedShare: 0.004,
        operations: stationsV2,
      },
      {
        api: "stations",
        version: "v1",
        credential: "Nightly import",
        peakPerHour: 4,
        rhythm: "steady",
        refusedShare: 0.03,
        failedShare: 0.01,
        operations: [{ method: "GET", template: "/stations", paths: ["/stations"], share: 1, latencyMs: 71 }],
      },
      {
        api: "forecast",
        version: "v1",
        credential: "Production",
        peakPerHour: 6,
        rhythm: "travel",
        refusedShare: 0.01,
        failedShare: 0.006,
        operations: [
          { method: "GET", template: "/forecast", paths: ["/forecast"], share: 1, latencyMs: 112 },
        ],
      },
    ],
  },
  {
    owner: "consumer",
    name: "Delay notes",
    description: "A weekend experiment: a text message when your train is late.",
    bornDaysAgo: 33,
    plans: [{ slug: "rail-sandbox" }, { slug: "messages-sandbox" }, { slug: "rail-partner", decided: null }],
    credentials: [{ kind: "key", name: "Kit's laptop", environment: "sandbox" }],
    traffic: [
      {
        api: "disruptions",
        version: "v1",
        credential: "Kit's laptop",
        peakPerHour: 5,
        rhythm: "office",
        refusedShare: 0.09,
        failedShare: 0.01,
        operations: [
          { method: "GET", template: "/disruptions", paths: ["/disruptions"], share: 0.8, latencyMs: 44 },
          {
            method: "GET",
            template: "/disruptions/{id}",
            paths: ["/disruptions/dis_88213"],
            share: 0.2,
            latencyMs: 30,
          },
        ],
      },
      {
        api: "messages",
        version: "v1",
        credential: "Kit's laptop",
        peakPerHour: 2,
        rhythm: "office",
        refusedShare: 0.12,
        failedShare: 0.02,
        operations: [
          { method: "POST", template: "/messages", paths: ["/messages"], share: 1, latencyMs: 95 },
        ],
      },
    ],
  },
  {
    owner: "otherConsumer",
    name: "Brightside bookings",
    description: "Trips and tickets on brightside.example.",
    bornDaysAgo: 210,
    plans: [
      { slug: "rail-partner", decided: "approve" },
      { slug: "payments-merchant", decided: "approve" },
    ],
    credentials: [
      { kind: "key", name: "Website", environment: "live" },
      { kind: "client", name: "Settlement job", environment: "live" },
    ],
    traffic: [
      {
        api: "stations",
        version: "v2",
        credential: "Website",
        peakPerHour: 30,
        rhythm: "travel",
        refusedShare: 0.012,
        failedShare: 0.003,
        operations: stationsV2,
      },
      {
        api: "timetables",
        version: "v1",
        credential: "Website",
        peakPerHour: 22,
        rhythm: "travel",
        refusedShare: 0.03,
        failedShare: 0.006,
        operations: [
          { method: "GET", template: "/departures", paths: ["/departures"], share: 0.7, latencyMs: 52 },
          { method: "POST", template: "/trips", paths: ["/trips"], share: 0.3, latencyMs: 184 },
        ],
      },
      {
        api: "payments",
        version: "v2",
        credential: "Settlement job",
        peakPerHour: 9,
        rhythm: "office",
        refusedShare: 0.05,
        failedShare: 0.004,
        operations: [
          { method: "POST", template: "/payments", paths: ["/payments"], share: 0.6, latencyMs: 240 },
          { method: "GET", template: "/payments", paths: ["/payments"], share: 0.3, latencyMs: 60 },
          { method: "GET", template: "/balances", paths: ["/balances"], share: 0.1, latencyMs: 48 },
        ],
      },
      {
        api: "payments",
        version: "v1",
        credential: "Website",
        peakPerHour: 2,
        rhythm: "office",
        refusedShare: 0.04,
        failedShare: 0.01,
        operations: [{ method: "POST", template: "/charges", paths: ["/charges"], share: 1, latencyMs: 260 }],
      },
    ],
  },
  {
    owner: "otherConsumer",
    name: "Umbrella advice",
    description: "One line of weather under every booking.",
    bornDaysAgo: 58,
    plans: [{ slug: "weather-free" }],
    credentials: [{ kind: "key", name: "Server", environment: "live" }],
    traffic: [
      {
        api: "forecast",
        version: "v1",
        credential: "Server",
        peakPerHour: 12,
        rhythm: "travel",
        refusedShare: 0.015,
        failedShare: 0.004,
        operations: [
          { method: "GET", template: "/forecast", paths: ["/forecast"], share: 0.9, latencyMs: 118 },
          { method: "GET", template: "/warnings", paths: ["/warnings"], share: 0.1, latencyMs: 40 },
        ],
      },
    ],
  },
];
