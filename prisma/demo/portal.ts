import type { CreateApiInput, Lifecycle } from "#server/catalog/schema.ts";

/** One edition of an API: its document, its states in order, and how many days ago each began. */
export interface DemoVersion {
  name: string;
  file: string;
  publishedDaysAgo: number;
  /** States after draft, with the day each was entered. */
  states: { lifecycle: Exclude<Lifecycle, "draft">; daysAgo: number; sunsetInDays?: number }[];
}

export interface DemoPlan {
  slug: string;
  name: string;
  summary: string;
  ratePerMinute: number;
  quotaPerMonth: number | null;
  needsApproval: boolean;
  scopes: string[];
  apis: string[];
  terms: string;
}

export interface DemoChange {
  daysAgo: number;
  version?: string;
  title: string;
  markdown: string;
}

export interface DemoApi extends Omit<CreateApiInput, "descriptionMd"> {
  slug: string;
  description: string;
  versions: DemoVersion[];
  guides: { slug: string; title: string; summary: string; file: string }[];
  changes: DemoChange[];
}

export interface DemoPublisher {
  slug: string;
  name: string;
  apis: DemoApi[];
  plans: DemoPlan[];
}

const published = (daysAgo: number) => ({ lifecycle: "published", daysAgo }) as const;

const northline: DemoPublisher = {
  slug: "northline",
  name: "Northline Rail Data",
  apis: [
    {
      slug: "stations",
      name: "Stations",
      summary: "Every passenger station with its platforms, facilities and neighbours, confirmed on site.",
      category: "Rail",
      tags: ["rail", "reference data", "places", "accessibility"],
      supportUrl: "mailto:desk@northline.example",
      description:
        "The register that journey planners, ticket shops and maps agree on. **4,812 stations** of eleven infrastructure managers, reconciled every night, each record marked with the day somebody last stood there.\n\nUse it to find a station by any of its names, to tell which platform a long train fits on, or to know before a traveller leaves home that a lift is out of order.",
      versions: [
        {
          name: "v1",
          file: "stations-v1.json",
          publishedDaysAgo: 720,
          states: [published(718), { lifecycle: "deprecated", daysAgo: 45, sunsetInDays: 75 }],
        },
        {
          name: "v2",
          file: "stations-v2.yaml",
          publishedDaysAgo: 190,
          states: [{ lifecycle: "in_review", daysAgo: 188 }, published(180)],
        },
        { name: "v3", file: "stations-v3.yaml", publishedDaysAgo: 6, states: [] },
      ],
      guides: [
        {
          slug: "from-v1-to-v2",
          title: "Move from version 1 to 2",
          summary: "What changed, and the order in which to change your code.",
          file: "stations-from-v1-to-v2.md",
        },
        {
          slug: "trust-a-record",
          title: "Know how far to trust a record",
          summary: "What confirmedAt promises, and what to do with old records.",
          file: "stations-trust-a-record.md",
        },
      ],
      changes: [
        {
          daysAgo: 180,
          version: "v2",
          title: "Version 2 is here",
          markdown:
            "Facilities with their state, neighbours along each line, look-ups of many codes, corrections.",
        },
        {
          daysAgo: 61,
          version: "v2",
          title: "Lifts report their state every minute",
          markdown:
            "`state`, `since` and `expectedBackAt` of lifts and escalators now come from the machines themselves.",
        },
        {
          daysAgo: 45,
          version: "v1",
          title: "Version 1 has a sunset date",
          markdown:
            "It answers for another four months. The guide *Move from version 1 to 2* takes most teams an afternoon.",
        },
        {
          daysAgo: 9,
          version: "v2",
          title: "Search forgives a typing error",
          markdown: "`GET /stations?q=` finds Havenmond when somebody types *Havnmond*.",
        },
      ],
    },
    {
      slug: "timetables",
      name: "Timetables",
      summary: "Planned departures, journeys and trips for every train of the network.",
      category: "Rail",
      tags: ["rail", "journey planning", "schedules"],
      supportUrl: "mailto:desk@northline.example",
      description:
        "Everything that is planned to run: departures of a station, one journey stop by stop with its coaches, and ways from here to there. A new timetable period is loaded six weeks before it begins.",
      versions: [
        {
          name: "v0",
          file: "timetables-v0.json",
          publishedDaysAgo: 1600,
          states: [
            published(1590),
            { lifecycle: "deprecated", daysAgo: 500, sunsetInDays: -300 },
            { lifecycle: "retired", daysAgo: 290 },
          ],
        },
        { name: "v1", file: "timetables-v1.yaml", publishedDaysAgo: 610, states: [published(600)] },
      ],
      guides: [
        {
          slug: "service-dates",
          title: "Service dates and midnight",
          summary: "Why Saturday's 00:40 belongs to Friday.",
          file: "timetables-service-dates.md",
        },
      ],
      changes: [
        {
          daysAgo: 34,
          version: "v1",
          title: "The 2027 timetable is loaded",
          markdown: "Ask for any day from 13 December on.",
        },
        {
          daysAgo: 290,
          version: "v0",
          title: "The trial edition is switched off",
          markdown: "Version 0 no longer answers.",
        },
      ],
    },
    {
      slug: "disruptions",
      name: "Disruptions",
      summary: "What goes wrong on the network, as it happens: poll it, or be told by webhook.",
      category: "Rail",
      tags: ["rail", "realtime", "webhooks"],
      supportUrl: "mailto:control@northline.example",
      description:
        "Straight from the control room: cause, lines and stations touched, advice you may show as it is, and the hour at which the controllers expect it to end. Signed webhooks arrive within two seconds.",
      versions: [
        { name: "v1", file: "disruptions-v1.yaml", publishedDaysAgo: 260, states: [published(255)] },
      ],
      guides: [
        {
          slug: "verify-webhooks",
          title: "Check a webhook's signature",
          summary: "Ten lines that keep forged events out.",
          file: "disruptions-verify-webhooks.md",
        },
      ],
      changes: [
        {
          daysAgo: 18,
          version: "v1",
          title: "Disruptions name what caused them",
          markdown: "`causedBy` leads back to the first fault of a chain.",
        },
      ],
    },
  ],
  plans: [
    {
      slug: "rail-sandbox",
      name: "Sandbox",
      summary: "Free, at once, for building and trying.",
      ratePerMinute: 60,
      quotaPerMonth: 20_000,
      needsApproval: false,
      scopes: ["stations:read", "stations:correct", "disruptions:read", "disruptions:notify"],
      apis: ["stations", "timetables", "disruptions"],
      terms:
        "## Sandbox terms\n\n1. Use the sandbox to build and try your application. Its answers are examples, not today's trains.\n2. Do not show sandbox answers to travellers.\n3. You may stop at any time; so may we, with 30 days' notice.",
    },
    {
      slug: "rail-standard",
      name: "Standard",
      summary: "Live data for products with travellers.",
      ratePerMinute: 600,
      quotaPerMonth: 2_000_000,
      needsApproval: false,
      scopes: ["stations:read", "disruptions:read"],
      apis: ["stations", "timetables", "disruptions"],
      terms:
        "## Standard terms\n\n1. Name Northline Rail Data where you show our data.\n2. Keep records no longer than 24 hours without asking again.\n3. Up to two million calls a month are included; after that calls are refused until the month ends.",
    },
    {
      slug: "rail-partner",
      name: "Partner",
      summary: "For operators and planners; agreed with our data desk.",
      ratePerMinute: 6_000,
      quotaPerMonth: null,
      needsApproval: true,
      scopes: ["stations:read", "stations:correct", "disruptions:read", "disruptions:notify"],
      apis: ["stations", "timetables", "disruptions"],
      terms:
        "## Partner terms\n\n1. You and Northline have a signed data agreement.\n2. Corrections that you report count as confirmed on site.\n3. You name a person whom our control room can reach day and night.",
    },
  ],
};

const ledgerly: DemoPublisher = {
  slug: "ledgerly",
  name: "Ledgerly",
  apis: [
    {
      slug: "payments",
      name: "Payments",
      summary: "Take, hold, capture and return money in eleven currencies.",
      category: "Payments",
      tags: ["payments", "cards", "refunds", "money"],
      supportUrl: "mailto:integrate@ledgerly.example",
      description:
        "Cards, bank transfers and wallets behind one object, the **payment**. Every write can be repeated safely, every refusal says what the bank said.",
      versions: [
        {
          name: "v1",
          file: "payments-v1.yaml",
          publishedDaysAgo: 900,
          states: [published(890), { lifecycle: "deprecated", daysAgo: 120, sunsetInDays: 160 }],
        },
        {
          name: "v2",
          file: "payments-v2.yaml",
          publishedDaysAgo: 240,
          states: [{ lifecycle: "in_review", daysAgo: 236 }, published(230)],
        },
      ],
      guides: [
        {
          slug: "repeat-safely",
          title: "Repeat a payment safely",
          summary: "Idempotency keys, and what to do after a time-out.",
          file: "payments-repeat-safely.md",
        },
      ],
      changes: [
        {
          daysAgo: 230,
          version: "v2",
          title: "Version 2: bank transfers, wallets and holds",
          markdown: "Amounts are integers now; see the description of `Money`.",
        },
        {
          daysAgo: 120,
          version: "v1",
          title: "Version 1 will end next year",
          markdown: "New accounts start on version 2.",
        },
        {
          daysAgo: 22,
          version: "v2",
          title: "Polish złoty and Czech koruna",
          markdown: "`GET /currencies` lists all eleven.",
        },
      ],
    },
  ],
  plans: [
    {
      slug: "payments-sandbox",
      name: "Sandbox",
      summary: "Test payers and test money, free.",
      ratePerMinute: 120,
      quotaPerMonth: null,
      needsApproval: false,
      scopes: ["payments:read", "payments:write"],
      apis: ["payments"],
      terms:
        "## Sandbox terms\n\nUse test payers only. Never send a real card number to the sandbox; what you send may be deleted at any time.",
    },
    {
      slug: "payments-merchant",
      name: "Merchant",
      summary: "Real money, after we have met your company.",
      ratePerMinute: 1_200,
      quotaPerMonth: null,
      needsApproval: true,
      scopes: ["payments:read", "payments:write"],
      apis: ["payments"],
      terms:
        "## Merchant terms\n\n1. We must know who you are before money moves.\n2. 1.4 % + €0.20 for each captured payment; refunds are free.\n3. Money arrives two working days after capture.",
    },
  ],
};

const stratus: DemoPublisher = {
  slug: "stratus",
  name: "Stratus Weather",
  apis: [
    {
      slug: "forecast",
      name: "Forecast",
      summary: "Hour-by-hour weather for ten days, with its doubt, anywhere in Europe.",
      category: "Weather",
      tags: ["weather", "forecast", "streaming"],
      supportUrl: "mailto:hello@stratus.example",
      description:
        "A two-kilometre grid, made new every hour from three models. Each figure carries its spread, so that your product can say *probably* when it should.",
      versions: [{ name: "v1", file: "forecast-v1.yaml", publishedDaysAgo: 150, states: [published(148)] }],
      guides: [
        {
          slug: "read-the-spread",
          title: "Read the spread",
          summary: "Turn a number and its doubt into a sentence people act on.",
          file: "forecast-read-the-spread.md",
        },
      ],
      changes: [
        {
          daysAgo: 27,
          version: "v1",
          title: "Ask for a route with QUERY",
          markdown: "Up to 200 points in one safe request, described with OpenAPI 3.2.",
        },
        {
          daysAgo: 3,
          version: "v1",
          title: "Spread of rain is narrower",
          markdown: "A third model joined for the first 48 hours.",
        },
      ],
    },
    {
      slug: "observations",
      name: "Observations",
      summary: "Measurements of 6,200 posts, five minutes old or seventy-five years.",
      category: "Weather",
      tags: ["weather", "measurements", "archive"],
      supportUrl: "mailto:hello@stratus.example",
      description:
        "What was measured, where and when, with a mark of quality on each figure. JSON for programs, CSV for people.",
      versions: [
        { name: "v1", file: "observations-v1.yaml", publishedDaysAgo: 420, states: [published(418)] },
        {
          name: "v2",
          file: "observations-v2.yaml",
          publishedDaysAgo: 11,
          states: [{ lifecycle: "in_review", daysAgo: 10 }],
        },
      ],
      guides: [],
      changes: [
        {
          daysAgo: 77,
          version: "v1",
          title: "The archive reaches back to 1951",
          markdown: "412 posts have been digitised by hand.",
        },
      ],
    },
  ],
  plans: [
    {
      slug: "weather-free",
      name: "Free",
      summary: "For trying and for small things.",
      ratePerMinute: 60,
      quotaPerMonth: 50_000,
      needsApproval: false,
      scopes: ["forecast:read", "observations:read"],
      apis: ["forecast", "observations"],
      terms:
        "## Free terms\n\nShow “Weather by Stratus” where you show our figures. No promise of availability.",
    },
    {
      slug: "weather-pro",
      name: "Pro",
      summary: "For products that people rely on: 99.9 % and a person to call.",
      ratePerMinute: 1_500,
      quotaPerMonth: 5_000_000,
      needsApproval: true,
      scopes: ["forecast:read", "observations:read"],
      apis: ["forecast", "observations"],
      terms: "## Pro terms\n\n99.9 % of calls in a month are answered within 300 ms, or the month is free.",
    },
  ],
};

const courier: DemoPublisher = {
  slug: "courier",
  name: "Courier",
  apis: [
    {
      slug: "messages",
      name: "Messages",
      summary: "Text messages, e-mail and push through one door, with receipts.",
      category: "Messaging",
      tags: ["messaging", "sms", "e-mail", "push"],
      supportUrl: "mailto:api@courier.example",
      description:
        "Say what to whom. Courier finds the channel that reaches them, tries the next when it does not, and tells you when the message arrived.",
      versions: [{ name: "v1", file: "messages-v1.yaml", publishedDaysAgo: 330, states: [published(328)] }],
      guides: [
        {
          slug: "first-message",
          title: "Send a first message",
          summary: "One request, one receipt.",
          file: "messages-first-message.md",
        },
      ],
      changes: [
        {
          daysAgo: 14,
          version: "v1",
          title: "Recall a message",
          markdown: "`DELETE /messages/{messageId}` works until the first attempt to deliver it.",
        },
      ],
    },
  ],
  plans: [
    {
      slug: "messages-sandbox",
      name: "Sandbox",
      summary: "Nothing leaves the building; free.",
      ratePerMinute: 60,
      quotaPerMonth: null,
      needsApproval: false,
      scopes: ["messages:send"],
      apis: ["messages"],
      terms:
        "## Sandbox terms\n\nMessages are accepted and never sent. Do not put real people's addresses in them.",
    },
    {
      slug: "messages-business",
      name: "Business",
      summary: "Pay for what you send.",
      ratePerMinute: 900,
      quotaPerMonth: 250_000,
      needsApproval: false,
      scopes: ["messages:send"],
      apis: ["messages"],
      terms:
        "## Business terms\n\nWrite only to people who asked for it. Every message names its sender and a way to stop.",
    },
  ],
};

export const demoPublishers: readonly DemoPublisher[] = [northline, ledgerly, stratus, courier];
