import { describe, expect, it } from "vitest";
import { initialForm } from "./call-form.ts";
import {
  fromSaved,
  type HistoryEntry,
  keptText,
  readHistory,
  toSaved,
  withoutSecrets,
  writeHistory,
} from "./history.ts";
import { consoleData, media, parameter } from "./testing/sample-data.ts";

class MemoryStorage implements Storage {
  readonly items = new Map<string, string>();
  room = Number.POSITIVE_INFINITY;
  get length() {
    return this.items.size;
  }
  key(index: number) {
    return [...this.items.keys()][index] ?? null;
  }
  getItem(key: string) {
    return this.items.get(key) ?? null;
  }
  setItem(key: string, value: string) {
    if (value.length > this.room) throw new DOMException("full", "QuotaExceededError");
    this.items.set(key, value);
  }
  removeItem(key: string) {
    this.items.delete(key);
  }
  clear() {
    this.items.clear();
  }
}

const data = consoleData({
  method: "POST",
  parameters: [
    parameter({ name: "q", in: "query", isRequired: true, examples: [{ name: "one", value: "haven" }] }),
    parameter({
      name: "X-Api-Key",
      in: "header",
      isRequired: true,
      examples: [{ name: "one", value: "s3cret" }],
    }),
  ],
  body: {
    isRequired: true,
    media: [
      media("application/json", {
        examples: [
          { name: "one", text: '{"name":"Ada","password":"s3cret","deep":[{"client_secret":"s3cret"}]}' },
        ],
      }),
    ],
  },
});

it("keeps the names of extra headers, and the values of those that carry no secret", () => {
  const form = {
    ...initialForm(data),
    headers: [
      { name: "Authorization", value: "Bearer s3cret" },
      { name: "Cookie", value: "session=s3cret" },
      { name: "X-GitHub-Api-Version", value: "2022-11-28" },
    ],
  };
  const saved = toSaved(data, form);
  expect(JSON.stringify(saved)).not.toContain("s3cret");
  expect(fromSaved(data, saved).headers).toEqual([
    { name: "Authorization", value: "" },
    { name: "Cookie", value: "" },
    { name: "X-GitHub-Api-Version", value: "2022-11-28" },
  ]);
});

it("keeps no cookie, and no header that is named as a key", () => {
  const names = ["Ocp-Apim-Subscription-Key", "X-Master-Key"];
  const secret = (name: string, place: "header" | "cookie") =>
    parameter({ name, in: place, isRequired: true, examples: [{ name: "one", value: "s3cret" }] });
  const guarded = consoleData({
    parameters: [...names.map((name) => secret(name, "header")), secret("session", "cookie")],
  });
  expect(JSON.stringify(toSaved(guarded, initialForm(guarded)))).not.toContain("s3cret");
});

it("aims at the server of the earlier call wherever the document names it now, and at no other live one", () => {
  const server = (url: string) => ({
    ...{ url, name: "" },
    variables: [{ name: "r", default: "eu", enum: ["eu", "us"], description: "" }],
  });
  const [live, trial] = [server("https://{r}.live.test"), server("https://{r}.trial.test")];
  const before = consoleData({ servers: [trial, live] });
  const saved = toSaved(before, {
    ...initialForm(before),
    environment: { kind: "server", index: 0, variables: { r: "us" } },
  });
  expect(fromSaved(consoleData({ servers: [live, trial] }), saved).environment).toEqual({
    ...{ kind: "server", index: 1 },
    variables: { r: "us" },
  });
  const gone = consoleData({ servers: [live], at: { index: 0, variables: {} } });
  expect(fromSaved(gone, saved).environment).toEqual({ kind: "sandbox" });
});

function entry(id: string): HistoryEntry {
  return {
    id,
    atMs: 1,
    key: data.key,
    method: data.method,
    path: data.path,
    title: data.title,
    environment: "Sandbox",
    status: 200,
    durationMs: 5,
    form: toSaved(data, initialForm(data)),
  };
}

describe("the history", () => {
  it("never holds what looks secret, wherever it stands", () => {
    const storage = new MemoryStorage();
    writeHistory(data, [entry("a")], storage);
    const kept = [...storage.items.values()].join();
    expect(kept).toContain("haven");
    expect(kept).toContain("Ada");
    expect(kept).not.toContain("s3cret");
  });

  it("keeps no text that speaks of secrets and cannot be cleaned, nor very long ones", () => {
    expect(withoutSecrets("<login><password>x</password></login>")).toBe("");
    expect(withoutSecrets("<name>Ada</name>")).toBe("<name>Ada</name>");
    expect(keptText(`"${"x".repeat(30_000)}"`)).toBe("");
  });

  it("leaves a harmless body as it was written", () => {
    expect(withoutSecrets('{ "a":   1.50 }')).toBe('{ "a":   1.50 }');
  });

  it("is bounded, and makes room where the browser has none", () => {
    const storage = new MemoryStorage();
    const many = Array.from({ length: 50 }, (_, i) => entry(String(i)));
    expect(writeHistory(data, many, storage)).toHaveLength(30);
    storage.room = JSON.stringify(many.slice(0, 8)).length;
    expect(writeHistory(data, many, storage).length).toBeLessThan(9);
    expect(readHistory(data, storage)[0]?.id).toBe("0");
  });

  it("is kept apart for each version, and survives what is not a history", () => {
    const storage = new MemoryStorage();
    writeHistory(data, [entry("a")], storage);
    expect(readHistory({ api: "stations", version: "v3" }, storage)).toEqual([]);
    storage.setItem("portico.console.stations/v3", '[{"id":1},null,"x"]');
    expect(readHistory({ api: "stations", version: "v3" }, storage)).toEqual([]);
    storage.setItem("portico.console.stations/v3", "{");
    expect(readHistory({ api: "stations", version: "v3" }, storage)).toEqual([]);
  });

  it("fills the form again, on top of what the document says today", () => {
    const fresh = initialForm(data);
    const saved = toSaved(data, {
      ...fresh,
      parameters: {
        ...fresh.parameters,
        "query.q": { isOn: true, draft: "other" },
        "query.gone": { isOn: true, draft: "" },
      },
    });
    const form = fromSaved(data, saved);
    expect(form.parameters["query.q"]?.draft).toBe("other");
    expect(form.parameters).not.toHaveProperty("query.gone");
    expect(form.bodies["application/json"]?.text).toContain('"Ada"');
  });
});
