import { describe, expect, it } from "vitest";
import { sizeText } from "#lib/format.ts";
import { curlText } from "./curl-text.ts";
import { explainAnswer, explainCors, explainFailure, waitText } from "./explain.ts";
import { formatJson } from "./format-json.ts";
import { downloadName, textOfBytes, viewOfBytes, viewOfType } from "./read-body.ts";
import { receive } from "./receive.ts";
import { sentKeyEnvironment } from "./sent-key.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

async function read(contentType: string, parts: string[]) {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const part of parts) controller.enqueue(bytes(part));
      controller.close();
    },
  });
  const chunks: Uint8Array[] = [];
  return receive({ body, contentType, startedMs: 0, chunks, onProgress: () => undefined });
}

describe("reading an answer", () => {
  it("shows a body as its type says, HTML as text never as a page", () => {
    expect(viewOfType("application/problem+json; charset=utf-8")).toBe("json");
    expect(viewOfType("text/event-stream")).toBe("events");
    expect(viewOfType("application/x-ndjson")).toBe("lines");
    expect(viewOfType("image/svg+xml")).toBe("image");
    expect(viewOfType("text/html; charset=utf-8")).toBe("html");
    expect(viewOfType("application/pdf")).toBe("binary");
    expect(viewOfType("")).toBe("");
  });

  it("looks at the bytes where the type says nothing", () => {
    expect(viewOfBytes(bytes(' {"a":1}'))).toBe("json");
    expect(viewOfBytes(bytes("hello"))).toBe("text");
    expect(viewOfBytes(new Uint8Array([0x89, 0x50, 0xff, 0]))).toBe("binary");
    expect(viewOfBytes(new Uint8Array())).toBe("none");
  });

  it("tells events and lines whole, however they were cut on the way", async () => {
    const events = await read("text/event-stream", ["event: tick\nda", "ta: 1\n", "\ndata: two\nid: 7\n\n"]);
    expect(events.items.map(({ event, id, data }) => [event, id, data])).toEqual([
      ["tick", "", "1"],
      ["message", "7", "two"],
    ]);
    const lines = await read("application/jsonl", ['{"a":1}\n{"a"', ":2}"]);
    expect(lines.items.map(({ data }) => data)).toEqual(['{"a":1}', '{"a":2}']);
  });

  it("keeps the last items of a long stream and counts them all", async () => {
    const { items, itemCount } = await read("application/jsonl", [`${"1\n".repeat(1_200)}`]);
    expect([items.length, itemCount, items.at(-1)?.number]).toEqual([500, 1_200, 1_200]);
  });

  it("cuts a text that is too long to show", () => {
    expect(textOfBytes(new Uint8Array(6_000_000).fill(65), "text/plain").isCut).toBe(true);
  });

  it("names a download without letting the server choose a path", () => {
    expect(
      downloadName([["Content-Disposition", 'attachment; filename="../../.bashrc"']], "https://x.test/"),
    ).toBe("_.._.bashrc");
    expect(downloadName([], "https://x.test/files/report.pdf?x=1")).toBe("report.pdf");
    expect(downloadName([], "https://x.test/")).toBe("answer");
    expect(sizeText(1_234_567)).toBe("1.2 MB");
  });
});

describe("formatJson", () => {
  it("indents and changes nothing else, long numbers and escapes included", () => {
    expect(formatJson('{"a":12345678901234567890,"b":[1.0,{}],"c":[],"d":"\\u00e9:{,"}')).toBe(
      '{\n  "a": 12345678901234567890,\n  "b": [\n    1.0,\n    {}\n  ],\n  "c": [],\n  "d": "\\u00e9:{,"\n}',
    );
    expect(formatJson("{")).toBeNull();
  });
});

describe("explaining", () => {
  const answered = {
    headers: [] as [string, string][],
    problem: null,
    isSandbox: true,
    hasCredential: true,
    keyFor: null,
    hasPlan: true,
    hasServers: true,
  };

  it("says what a refusal of the sandbox means and how to mend it", () => {
    expect(explainAnswer({ ...answered, status: 403, problem: { code: "wrong_environment" } })?.title).toBe(
      "This key is for the live API",
    );
    expect(explainAnswer({ ...answered, status: 401, hasCredential: false })?.mend).toMatch(
      /one of your apps/,
    );
    expect(
      explainAnswer({ ...answered, status: 403, problem: { code: "insufficient_scope", detail: "lacks a" } })
        ?.mend,
    ).toBe("lacks a");
  });

  it("names no app and no key where there can be none", () => {
    const keyless = { ...answered, status: 401, hasCredential: false, hasPlan: false };
    expect(explainAnswer(keyless)?.mend).toMatch(/no plan yet.*Choose a live server/);
    expect(explainAnswer({ ...keyless, hasServers: false })?.mend).toMatch(/publisher can add a plan/);
    for (const hasServers of [true, false])
      expect(explainAnswer({ ...keyless, hasServers })?.mend).not.toMatch(/your apps|paste/);
  });

  it("says when to try again", () => {
    expect(explainAnswer({ ...answered, status: 429, headers: [["Retry-After", "30"]] })?.mend).toBe(
      "Try again in 30 seconds.",
    );
    expect(waitText("600")).toBe("Try again in 10 minutes.");
  });

  it("says of a live refusal that sandbox keys do not work there", () => {
    expect(explainAnswer({ ...answered, isSandbox: false, status: 401 })?.mend).toMatch(/sandbox key/);
    expect(explainAnswer({ ...answered, isSandbox: false, status: 404 })).toBeNull();
  });

  it("says of a key in the wrong place where it works, by the key itself or by the answer's code", () => {
    const live = { ...answered, isSandbox: false };
    const sent = (key: string) => sentKeyEnvironment({ url: "https://a.test/", headers: [["X-Key", key]] });
    for (const status of [401, 403]) {
      const explained = explainAnswer({ ...live, status, keyFor: sent("Bearer portico_sk_test_Abc") });
      expect(explained?.title).toBe("This key is for the sandbox");
      expect(explained?.mend).toMatch(/Choose the sandbox.*issue a live key/);
    }
    expect(explainAnswer({ ...live, status: 400, keyFor: "sandbox" })).toBeNull();
    const problem = { code: "wrong_environment" };
    expect(explainAnswer({ ...live, status: 403, problem })?.title).toBe("This key is for the sandbox");
    expect(explainAnswer({ ...live, status: 403, problem, keyFor: "live" })?.title).toBe(
      "This key is for the live API",
    );
    expect(explainAnswer({ ...live, status: 401, keyFor: "live" })?.mend).not.toMatch(/be a sandbox key/);
    const here = explainAnswer({ ...answered, status: 401, keyFor: sent("portico_sk_live_Abc") });
    expect(here?.title).toBe("This key is for the live API");
    expect(here?.mend).toMatch(/sandbox key of your app.*live server/);
  });

  it("finds a key of the portal wherever it travels", () => {
    const at = (url: string, value = "") => sentKeyEnvironment({ url, headers: [["Authorization", value]] });
    expect(at("https://a.test/?k=portico_sk_live_A1")).toBe("live");
    expect(at("https://a.test/", `Basic ${btoa("portico_tk_test_A1:")}`)).toBe("sandbox");
    expect(at("https://a.test/", "Basic ====")).toBeNull();
    expect(at("https://a.test/", "Bearer portico_at_A1")).toBeNull();
  });

  it("hands on what the relay says of a host, and says itself that nobody answered", () => {
    expect(explainFailure("dns_failed", "There is no server named x.", null)).toMatchObject({
      title: "The server's name was not found",
      mend: "There is no server named x.",
    });
    expect(explainFailure("offline", "", null).mend).toMatch(/connection/);
    expect(explainFailure("something_new", "Words.", "5").mend).toBe("Words. Try again in 5 seconds.");
  });

  it("warns when a page's own code could not read the answer", () => {
    expect(explainCors([["Access-Control-Allow-Origin", "*"]], "https://p.test")).toBe("");
    expect(explainCors([], "https://p.test")).toMatch(/could not read/);
    expect(explainCors([["access-control-allow-origin", "https://other.test"]], "https://p.test")).toMatch(
      /other\.test/,
    );
  });
});

describe("curlText", () => {
  it("quotes whatever stands in a call", () => {
    expect(
      curlText({
        method: "POST",
        url: "https://x.test/a?q='[1]",
        headers: [["X-Note", "it's; rm -rf"]],
        body: { kind: "text", text: "@/etc/passwd $(id)" },
      }),
    ).toBe(
      "curl 'https://x.test/a?q=%27%5B1%5D' \\\n  -H 'X-Note: it'\\''s; rm -rf' \\\n  --data-raw '@/etc/passwd $(id)'",
    );
  });

  it("sends files and typed parts as the console does", () => {
    const text = curlText({
      method: "PUT",
      url: "https://x.test/a",
      headers: [],
      body: {
        kind: "multipart",
        mediaType: "multipart/form-data",
        parts: [
          { name: "about", value: '{"a":"b"}', contentType: "application/json" },
          { name: "photo", value: new File([""], "a b.png"), contentType: "image/png" },
          { name: "note", value: "@secret" },
        ],
      },
    });
    expect(text).toContain(`-F 'about="{\\"a\\":\\"b\\"}";type=application/json'`);
    expect(text).toContain("-F 'photo=@a_b.png;type=image/png'");
    expect(text).toContain("--form-string 'note=@secret'");
  });
});
