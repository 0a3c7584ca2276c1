import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { parse } from "yaml";
import type { CallDraft } from "./call-draft.ts";
import { sampleCall } from "./sample-call.ts";
import { SAMPLE_CLIENTS, type SampleClient } from "./sample-clients.ts";
import { isInstalled, openListener, RUNNERS, runSample } from "./testing/run-sample.ts";

const HOSTILE = [
  "'; touch /tmp/portico-owned; '",
  '"; import("node:fs"); "',
  "$(touch /tmp/portico-owned) `touch /tmp/portico-owned` $" + "{touch}",
  '#{`touch /tmp/portico-owned`} #$0 \\(fatalError()) \\#(x) %{x} {{x}} """ """# \'\'\' "#',
  "\\",
  "\\'",
  '\\"',
  "@/etc/passwd",
  "*/ // <!-- --> ]]> %s %n",
  "JSON\nJSON\n",
  "a\r\nX-Injected: 1",
  "line\u2028separator\u2029 nul\u0000 bidi\u202e tag\u{e0041} mark\ue00027\ue001",
  "x: true, y: null, z: false",
  "Zürich 東京 🚄",
];

/** Left out of every sample: NUL, and what shows text in another order than it runs. */
const UNSHOWN = /\0|[\u202a-\u202e\u2066-\u2069]/g;

const BASE = "https://portal.test/sandbox/rail/v1";
const clients = SAMPLE_CLIENTS.map(({ id }) => id);
const json = { "Content-Type": "application/json" };

describe("sampleCall", () => {
  it("reads as somebody would write it by hand", () => {
    const draft = { method: "get", url: `${BASE}/stations?limit=2`, headers: { "X-API-Key": "KEY" } };
    expect(sampleCall(draft, "curl")).toBe(`curl '${BASE}/stations?limit=2' \\\n  --header 'X-API-Key: KEY'`);
    expect(sampleCall(draft, "fetch")).toContain(
      `const response = await fetch('${BASE}/stations?limit=2', {`,
    );
    expect(sampleCall(draft, "requests")).toContain("import requests\n\nresponse = requests.get(");
    expect(sampleCall({ ...draft, method: "head" }, "curl")).toContain("--head");
  });

  it("says that a GET with a body is a GET, and where none can be sent", () => {
    const fields = [{ name: "a", value: "1" }];
    for (const body of [
      '{"a":1}',
      { encoding: "urlencoded", fields },
      { encoding: "multipart", fields },
    ] as const) {
      const draft = { method: "get", url: BASE, headers: json, body };
      expect(sampleCall(draft, "curl")).toContain(`curl ${BASE} \\\n  --request GET \\\n`);
      for (const client of ["fetch", "typescript"] as const)
        expect(sampleCall(draft, client)).toMatch(/^\/\/ fetch refuses to send a body with GET/m);
    }
  });

  it("types the answer in TypeScript, and only there", () => {
    const draft = { method: "get", url: BASE, answerType: "type Answer = { id: string }" };
    expect(sampleCall(draft, "typescript")).toMatch(/^type Answer = .*\n\n.*: Response = await fetch\(/);
    expect(sampleCall(draft, "typescript")).toContain("const answer: Answer = await response.json()");
    expect(sampleCall(draft, "fetch")).not.toContain("Answer");
  });

  it.each(clients)("%s sends a user name and a password, each where a reader can put their own", (client) => {
    const sample = sampleCall(
      { method: "get", url: BASE, headers: { "X-A": "\ue004basic\ue001" }, isBasic: true },
      client,
    );
    expect(sample).toMatch(/YOUR_USER_NAME/);
    expect(sample.split("YOUR_API_KEY")).toHaveLength(2);
    expect(sample).not.toMatch(/WU9V|\ue004basic/);
  });

  it.each(clients)(
    "%s leaves out header names that are none, and takes no address but of the web",
    (client) => {
      const headers = {
        "@/etc/passwd": "v",
        "a b": "v",
        "": "v",
        "-o": "v",
        constructor: "v",
        "__proto__ ": "v",
      };
      const sample = sampleCall({ method: "x y", url: "javascript:alert(1)", headers }, client);
      expect(sample).toContain("https://address.invalid");
      expect(sample).not.toMatch(/passwd|a b|-o|constructor|native code|x y|alert/);
    },
  );

  it("never lets a body or a form's text name a file for curl to read", () => {
    const post = (body: CallDraft["body"]) => sampleCall({ method: "POST", url: BASE, body }, "curl");
    expect(post("@/etc/passwd")).toContain("--data-raw '@/etc/passwd'");
    const fields = [{ name: "a", value: "@/etc/passwd" }];
    expect(post({ encoding: "multipart", fields })).toContain("--form-string 'a=@/etc/passwd'");
    expect(post({ encoding: "urlencoded", fields })).toContain("--data-urlencode 'a=@/etc/passwd'");
  });

  it("keeps every mark to itself", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...clients),
        fc.string({ unit: "binary" }),
        fc.jsonValue(),
        (client, text, value) => {
          for (const body of [JSON.stringify(value), text]) {
            const sample = sampleCall(
              { method: "post", url: BASE, headers: { ...json, "X-A": text }, body },
              client,
            );
            expect(sample).not.toMatch(/[\ue000-\ue004](?:[0-9a-f]+|text)\ue001/);
          }
        },
      ),
    );
  });
});

/** Each language's literals, as its own lexer finds them; what is inside may do nothing. */
const LITERALS: Partial<Record<SampleClient, RegExp>> = {
  csharp: /("{3,})\n[\s\S]*?\n\1|"(?:\\[^\n]|[^"\\\n])*"/g,
  swift: /#"""\n[\s\S]*?\n"""#|"(?:\\(?!\()[^\n]|\\\(boundary\)|[^"\\\n])*"/g,
  kotlin: /"(?:\\[^\n]|[^"\\$\n])*"/g,
  rust: /r(#+)"[\s\S]*?"\1|"(?:\\[^\n]|[^"\\\n])*"/g,
  go: /`[^`]*`|"(?:\\[^\n]|[^"\\\n])*"/g,
  java: /"(?:\\[^\n]|[^"\\\n])*"/g,
  php: /'(?:\\[\s\S]|[^'\\])*'|"[^"\\$]*"/g,
  ruby: /<<~'JSON'\n[\s\S]*?\nJSON$|'(?:\\[\s\S]|[^'\\])*'|"(?:\\[^\n]|[^"\\#\n])*"/gm,
};

describe("outside its literals a sample says the same, whatever the strings hold", () => {
  const shapes: Record<string, (text: string) => CallDraft> = {
    header: (text) => ({ method: "GET", url: BASE, headers: { "X-A": text } }),
    json: (text) => ({
      method: "POST",
      url: BASE,
      headers: json,
      body: JSON.stringify({ [`k${text}`]: [text] }),
    }),
    text: (text) => ({ method: "PUT", url: BASE, headers: { "Content-Type": "text/plain" }, body: text }),
    form: (text) => ({
      method: "POST",
      url: BASE,
      body: {
        encoding: "multipart",
        fields: [
          { name: "a", value: text },
          { name: "f", value: text, isFile: true },
        ],
      },
    }),
  };
  // Swift's raw string ends at """#, which JSON cannot hold: its quotes come with a backslash before them.
  const unsafeInSwift = /(?<!\\)\\#\(/;

  describe.each(Object.entries(LITERALS))("%s", (name, literals) => {
    const client = name as SampleClient;
    it.each(Object.entries(shapes))("%s", (_, shape) => {
      const skeleton = (text: string) => sampleCall(shape(text), client).replace(literals, "“”");
      const harmless = skeleton("x");
      fc.assert(
        fc.property(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: "binary" })), (text) => {
          fc.pre(/[^\p{C}\p{Z}]/u.test(text)); // nothing is left out
          expect(skeleton(text)).toBe(harmless);
          if (client === "swift") expect(sampleCall(shape(text), client)).not.toMatch(unsafeInSwift);
        }),
        { numRuns: 150 },
      );
    });
  });
});

it("JavaScript parses and sends the same, whatever the strings", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.jsonValue(), (header, value) => {
      const body = JSON.stringify(value);
      const source = sampleCall(
        { method: "post", url: BASE, headers: { ...json, "X-A": header }, body },
        "fetch",
      );
      const bodies: string[] = [];
      const run = new Function("fetch", "console", source.replaceAll("await ", ""));
      run(
        (_: string, init: { body: string }) => {
          bodies.push(init.body);
          return { text: () => "" };
        },
        { log() {} },
      );
      expect(JSON.parse(bodies[0] ?? "")).toEqual(JSON.parse(body));
    }),
    { numRuns: 300 },
  );
});

it("bash hands every hostile header and body to curl as one argument each", () => {
  const samples = fc.sample(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: "binary" })), 200);
  const script = samples.map((text) =>
    sampleCall(
      { method: "POST", url: BASE, headers: { "X-A": `a${text}`, "Content-Type": "text/plain" }, body: text },
      "curl",
    ),
  );
  const shadow = `curl() { printf '%s\\0' "$#" "$1" "\${@: -1}"; }\n`;
  const said = execFileSync("bash", ["-s"], { input: shadow + script.join("\n"), encoding: "utf8" }).split(
    "\0",
  );
  samples.forEach((text, i) => {
    const [count, url, body] = said.slice(i * 3, i * 3 + 3);
    expect({ count, url }).toEqual({ count: "9", url: BASE });
    expect(body).toBe(text.toWellFormed().replace(UNSHOWN, ""));
  });
});

/** The hostile document's own strings, as an operation's sample would carry them. */
function hostileDocument(): CallDraft {
  const file = new URL("../../shared/specs/hostile/code-sample-injection.yaml", import.meta.url);
  const operation = parse(readFileSync(file, "utf8")).paths["/a/{id}"].get;
  const [id, query, header] = operation.parameters;
  return {
    method: "GET",
    url: `/a/${encodeURIComponent(id.example)}?${encodeURIComponent(query.name)}=${encodeURIComponent(query.example)}`,
    headers: { [header.name]: header.example, [operation.operationId]: "1" },
  };
}

describe("run as a reader would, what arrives is what was meant", () => {
  let listener: Awaited<ReturnType<typeof openListener>>;
  beforeAll(async () => {
    listener = await openListener();
  });
  afterAll(async () => {
    await listener.close();
    expect(existsSync("/tmp/portico-owned"), "a sample ran what a document said").toBe(false);
  });

  const value = {
    ...Object.fromEntries(HOSTILE.map((text, i) => [`${i} ${text}`, text])),
    list: [1, -2.5, null, true, false, [], {}, { a: [{ b: "c" }] }],
    nothing: {},
  };

  describe.each(clients)("%s", (client) => {
    const runner = RUNNERS[client];
    if (!runner || !isInstalled(runner)) {
      test.skip(`the interpreter or library of ${client} is not on this machine`, () => undefined);
      return;
    }

    test("method, address, headers and JSON", { timeout: 90_000 }, async () => {
      const headers = {
        "X-API-Key": "KEY_1",
        "X-A": `"it's" $(id) \\ #{1}`,
        "Content-Type": "application/merge-patch+json",
      };
      const url = `${listener.url}/a/b%20c%27/d?x=%24%28id%29&y=1,2&z='"`;
      await runSample(
        runner,
        sampleCall({ method: "PATCH", url, headers, body: JSON.stringify(value) }, client),
      );
      const arrived = listener.take();
      expect(arrived).toMatchObject({ method: "PATCH" });
      expect(decodeURIComponent(arrived?.url ?? "")).toBe(`/a/b c'/d?x=$(id)&y=1,2&z='"`);
      expect(arrived?.headers).toMatchObject({ "x-api-key": "KEY_1", "x-a": headers["X-A"] });
      expect(arrived?.headers["content-type"]).toMatch(/^application\/merge-patch\+json/);
      expect(JSON.parse(arrived?.body ?? "")).toEqual(value);
    });

    test("user name and password", { timeout: 90_000 }, async () => {
      await runSample(runner, sampleCall({ method: "GET", url: `${listener.url}/b`, isBasic: true }, client));
      const sent = String(listener.take()?.headers.authorization).replace(/^Basic /, "");
      expect(Buffer.from(sent, "base64").toString()).toBe("YOUR_USER_NAME:YOUR_API_KEY");
    });

    test("a hostile text, as it is", { timeout: 90_000 }, async () => {
      const body = HOSTILE.join("\n");
      const headers = { "Content-Type": "text/plain" };
      await runSample(
        runner,
        sampleCall({ method: "POST", url: `${listener.url}/t`, headers, body }, client),
      );
      expect(listener.take()?.body).toBe(body.replace(UNSHOWN, ""));
    });

    test("forms field by field, files as files", { timeout: 90_000 }, async () => {
      const send = (body: CallDraft["body"], headers = {}) =>
        runSample(runner, sampleCall({ method: "POST", url: `${listener.url}/f`, headers, body }, client), {
          "f.bin": "content",
        });
      const urlencoded = { "Content-Type": "application/x-www-form-urlencoded" };
      await send({ encoding: "urlencoded", fields: [{ name: "a", value: "b c@d" }] }, urlencoded);
      expect([...new URLSearchParams(listener.take()?.body)]).toEqual([["a", "b c@d"]]);
      await send(
        { encoding: "urlencoded", fields: HOSTILE.map((value) => ({ name: "a", value })) },
        urlencoded,
      );
      const sent = HOSTILE.map((text) => text.replace(UNSHOWN, ""));
      expect(new URLSearchParams(listener.take()?.body).getAll("a")).toEqual(sent);
      if (client === "php") return; // its multipart forms need a library that is not installed here
      const text = HOSTILE.filter((one) => !one.includes("\n")).join(" ");
      await send({
        encoding: "multipart",
        fields: [
          { name: "a", value: text },
          { name: "f", value: "f.bin", isFile: true },
        ],
      });
      const arrived = listener.take();
      const form = await new Response(arrived?.body, {
        headers: { "content-type": String(arrived?.headers["content-type"]) },
      }).formData();
      expect(form.get("a")).toBe(text.replace(UNSHOWN, ""));
      expect((form.get("f") as File).name).toBe("f.bin");
    });

    test("what the hostile document holds", { timeout: 90_000 }, async () => {
      const draft = hostileDocument();
      await runSample(runner, sampleCall({ ...draft, url: listener.url + draft.url }, client));
      const arrived = listener.take();
      expect(decodeURIComponent(arrived?.url ?? "")).toBe(
        `/a/'; touch /pwned; '?q"; process.exit(1); //=$(id)`,
      );
      expect(arrived?.headers).toMatchObject({ h: "a X-Injected: 1" });
      expect(arrived?.headers).not.toHaveProperty("x-injected");
      expect(existsSync("/pwned")).toBe(false);
    });
  });
});
