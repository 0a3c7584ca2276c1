import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CallDraft, sampleCall } from "./sample-call.ts";

const HOSTILE = [
  "'; touch /tmp/owned; '",
  '"; import os; os.system("id"); "',
  "$(id) `id` $HOME !! \\",
  "line\nbreak\r\nX-Injected: yes",
  "@/etc/passwd",
  "</script><script>alert(1)</script>",
  "\u2028\u2029 ünï 🚆",
];

/** The arguments that a POSIX shell would hand to curl. */
function argumentsOf(sample: string): string[] {
  const script = sample.replace(/^curl /, "printf '%s\\0' ");
  return execFileSync("/bin/sh", ["-c", script], { encoding: "utf8" }).split("\0").slice(0, -1);
}

describe("sampleCall", () => {
  it("writes a plain call as one reads it", () => {
    const draft: CallDraft = {
      method: "get",
      url: "https://x.test/sandbox/rail/v1/stations",
      headers: { "X-API-Key": "k" },
    };
    expect(sampleCall(draft, "curl")).toBe(
      "curl https://x.test/sandbox/rail/v1/stations \\\n  -H 'X-API-Key: k'",
    );
    expect(sampleCall(draft, "javascript")).toContain('fetch("https://x.test/sandbox/rail/v1/stations", {');
    expect(sampleCall(draft, "python")).toContain(
      'requests.get(\n    "https://x.test/sandbox/rail/v1/stations",',
    );
  });

  it("keeps hostile headers and bodies inside one shell argument each", () => {
    for (const text of HOSTILE) {
      const sample = sampleCall(
        { method: "POST", url: "https://x.test/", headers: { "X-A": text }, body: text },
        "curl",
      );
      const args = argumentsOf(sample);
      expect(args[0]).toBe("https://x.test/");
      expect(args).toHaveLength(5);
      expect(args[4]).toBe(text);
      expect(args[2]).not.toMatch(/[\r\n]/);
    }
  });

  it("never lets a body or a form's text name a file for curl to read", () => {
    const body = sampleCall({ method: "POST", url: "https://x.test/", body: "@/etc/passwd" }, "curl");
    expect(body).toContain("--data-raw");
    const form = sampleCall(
      {
        method: "POST",
        url: "https://x.test/",
        body: { encoding: "multipart", fields: [{ name: "a", value: "@/etc/passwd" }] },
      },
      "curl",
    );
    expect(form).toContain("--form-string 'a=@/etc/passwd'");
  });

  it("leaves out header names that are none and never starts an address with a dash", () => {
    const draft: CallDraft = {
      method: "GET",
      url: "--output=/etc/x",
      headers: { "@/etc/passwd": "v", "a b": "v", "": "v" },
    };
    expect(argumentsOf(sampleCall(draft, "curl"))).toEqual(["output=/etc/x"]);
  });

  it("writes JavaScript that parses and says the same, whatever the strings", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.jsonValue(), (header, value) => {
        const body = JSON.stringify(value);
        const draft = {
          method: "POST",
          url: "https://x.test/a",
          headers: { "Content-Type": "application/json", "X-A": header },
          body,
        };
        const calls: [string, { body: string }][] = [];
        const source = sampleCall(draft, "javascript").replaceAll("await ", "");
        const run = new Function("fetch", "console", source);
        run(
          (url: string, init: { body: string }) => {
            calls.push([url, init]);
            return { status: 200, text: () => "" };
          },
          { log() {} },
        );
        expect(JSON.parse(calls[0]?.[1].body ?? "")).toEqual(JSON.parse(body));
      }),
      { numRuns: 200 },
    );
  });

  it("writes Python that parses and says the same, where Python is installed", ({ skip }) => {
    try {
      execFileSync("python3", ["--version"]);
    } catch {
      skip("python3 is not installed");
    }
    const dir = mkdtempSync(join(tmpdir(), "sample-"));
    const said = HOSTILE.map((text, i) => {
      const draft = {
        method: "POST",
        url: "https://x.test/a",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ [text]: [text, null, true, 1.5, {}] }),
      };
      const file = join(dir, `sample${i}.py`);
      writeFileSync(file, sampleCall(draft, "python").replace("import requests", FAKE_REQUESTS));
      return { text, out: execFileSync("python3", [file], { encoding: "utf8" }) };
    });
    for (const { text, out } of said)
      expect(JSON.parse(out)).toEqual({ [text]: [text, null, true, 1.5, {}] });
    expect(() => readFileSync("/tmp/owned")).toThrow();
  });
});

const FAKE_REQUESTS = `
import json as J
class requests:
    @staticmethod
    def post(url, headers=None, json=None):
        class R: status_code = J.dumps(json); text = ""
        return R
`;
