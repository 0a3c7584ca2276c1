import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, stat, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer, text } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

const DOCUMENT = 'openapi: 3.1.0\ninfo: {title: Rail, version: "1"}\npaths: {}\n';
const FINDING = {
  rule: "struct",
  severity: "error",
  message: "Must have paths.",
  line: 3,
  column: 7,
  pointer: "#/",
  hint: "Add it.",
};
const REVISION = {
  number: 4,
  title: "Rail",
  infoVersion: "1.0.0",
  operationCount: 2,
  errorCount: 0,
  warningCount: 1,
  findings: [],
};

let server: Server;
let url: string;
let file: string;
let seen: { request: IncomingMessage; body: Buffer } | undefined;
interface Given {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
}
let answer: Given;
/** Given first, one after the other; then `answer`, again and again. */
let answers: Given[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    void buffer(request).then((body) => {
      seen = { request, body };
      const given = answers.shift() ?? answer;
      response.writeHead(given.status, { "content-type": "application/json", ...given.headers });
      response.end(typeof given.body === "string" ? given.body : JSON.stringify(given.body));
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  // A listening TCP server has an AddressInfo.
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  file = join(await mkdtemp(join(tmpdir(), "portico-cli-")), "rail.yaml");
  await writeFile(file, DOCUMENT);
});
afterAll(() => server.close());
beforeEach(() => {
  seen = undefined;
  answers = [];
  answer = {
    status: 200,
    body: { revision: REVISION, isNew: true, url: "http://portal.test/apis/rail/v/v1" },
  };
});

async function run(
  args: string[],
  environment: Record<string, string> = { PORTICO_TOKEN: "portico_pat_secret" },
  input = "",
) {
  const child = spawn(process.execPath, ["cli/portico.mjs", ...args], {
    env: { NODE_ENV: "test", PATH: process.env.PATH, PORTICO_URL: url, ...environment },
  });
  child.stdin.end(input);
  const [out, err, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((done) => child.on("close", done)),
  ]);
  return { out, err, code };
}

const PLACE = ["--api", "rail", "--version", "v1"];

test("a document is sent as it is, with the token in a header and never in the output", async () => {
  const { out, err, code } = await run(["publish", file, ...PLACE]);
  expect([code, err]).toEqual([0, ""]);
  expect(out).toContain("as revision 4");
  expect(out).toContain("http://portal.test/apis/rail/v/v1");
  expect(seen?.request.url).toBe("/api/v1/apis/rail/versions/v1/revisions?name=rail.yaml");
  expect(seen?.request.headers).toMatchObject({
    authorization: "Bearer portico_pat_secret",
    "content-type": "application/yaml",
  });
  expect(seen?.body.toString()).toBe(DOCUMENT);
  expect(out).not.toContain("portico_pat_secret");
});

test("--strict asks the portal to refuse a document with any error", async () => {
  expect((await run(["publish", file, ...PLACE, "--strict"])).code).toBe(0);
  expect(seen?.request.url).toBe("/api/v1/apis/rail/versions/v1/revisions?name=rail.yaml&strict=true");
});

test("standard input is a file too", async () => {
  expect((await run(["publish", "-", ...PLACE], undefined, DOCUMENT)).code).toBe(0);
  expect(seen?.body.toString()).toBe(DOCUMENT);
});

test("a refused document ends with 1 and says each fault with its line and column", async () => {
  answer = { status: 400, body: { detail: "The document cannot be published.", findings: [FINDING] } };
  const { err, code } = await run(["publish", file, ...PLACE]);
  expect(code).toBe(1);
  expect(err).toBe(
    "The document cannot be published.\nrail.yaml:3:7: error: Must have paths. Add it. (struct)\n",
  );
});

test("of many findings the first twenty are printed, the worst of them first as the portal sorts, and all on request", async () => {
  const findings = Array.from({ length: 25 }, (_, i) => ({ ...FINDING, line: i + 1 }));
  answer = { status: 400, body: { detail: "No.", findings } };
  const few = (await run(["publish", file, ...PLACE])).err.trim().split("\n");
  expect(few).toHaveLength(22);
  expect(few.at(-1)).toBe("and 5 more; --all prints them.");
  expect((await run(["publish", file, ...PLACE, "--all"])).err.trim().split("\n")).toHaveLength(26);
});

test("--json answers the portal's own words", async () => {
  answer = { status: 400, body: { detail: "No.", findings: [FINDING] } };
  const { out, code } = await run(["publish", file, ...PLACE, "--json"]);
  expect([code, JSON.parse(out)]).toEqual([1, { ok: false, detail: "No.", findings: [FINDING] }]);
});

test("what steers a terminal does not come through", async () => {
  answer = { status: 400, body: { detail: "No.", findings: [{ ...FINDING, message: "\u001b[2Jgone" }] } };
  expect((await run(["publish", file, ...PLACE])).err).not.toContain("\u001b");
});

test.each([
  [401, 3],
  [403, 3],
  [404, 4],
  [409, 4],
  [413, 1],
  [429, 5],
  [500, 5],
])("status %i ends with %i", async (status, expected) => {
  answer = { status, body: { detail: "No." } };
  expect((await run(["publish", file, ...PLACE])).code).toBe(expected);
});

test("a redirect is not followed, since it would carry the token away", async () => {
  answer = { status: 307, body: "", headers: { location: "http://127.0.0.1:1/" } };
  expect((await run(["publish", file, ...PLACE])).code).toBe(5);
});

test("an answer that is no portal's is said to be one", async () => {
  answer = { status: 200, body: "<html>" };
  const { err, code } = await run(["publish", file, ...PLACE]);
  expect([code, err]).toEqual([5, expect.stringContaining("Is --url right?")]);
});

test.each([
  [["publish"]],
  [["publish", "x.yaml", "--api", "rail"]],
  [["publish", "x.yaml", "--version", "v1"]],
  [["publish", "no-such-file.yaml", ...PLACE]],
  [["publish", "a", "b", ...PLACE]],
  [["unpublish"]],
  [["publish", "x.yaml", "--nonsense"]],
  [["publish", "x.yaml", ...PLACE, "--url", "ftp://x"]],
])("the command line %j is refused with 2 before anything is sent", async (args) => {
  expect((await run(args)).code).toBe(2);
  expect(seen).toBeUndefined();
});

test("without a token nothing is sent", async () => {
  const { err, code } = await run(["publish", file, ...PLACE], {});
  expect([code, err]).toEqual([2, expect.stringContaining("PORTICO_TOKEN")]);
});

test("without a command the usage is shown", async () => {
  expect((await run([])).out).toContain("portico publish FILE");
});

test("portico login shows the code, keeps the token for its owner alone, and publish uses it", async () => {
  const home = await mkdtemp(join(tmpdir(), "portico-home-"));
  const environment = { XDG_CONFIG_HOME: home };
  answers = [
    {
      status: 200,
      body: { device_code: "d", user_code: "BCDF-GHJK", verification_uri: "u", interval: 0.01 },
    },
    { status: 400, body: { error: "authorization_pending" } },
    { status: 200, body: { access_token: "portico_pat_kept", expires_in: 7_776_000, scope: "apis:read" } },
  ];
  const { out, err, code } = await run(["login"], environment);
  expect([code, out]).toEqual([0, `Signed in to ${url}. The token lives 90 days.\n`]);
  expect(err).toContain("BCDF-GHJK");
  expect(out + err).not.toContain("portico_pat_kept");
  expect((await stat(join(home, "portico", "credentials.json"))).mode & 0o777).toBe(0o600);

  expect((await run(["publish", file, ...PLACE], environment)).code).toBe(0);
  expect(seen?.request.headers.authorization).toBe("Bearer portico_pat_kept");
  await run(["publish", file, ...PLACE], { ...environment, PORTICO_TOKEN: "portico_pat_given" });
  expect(seen?.request.headers.authorization).toBe("Bearer portico_pat_given");

  answers = [
    {
      status: 200,
      body: { device_code: "d", user_code: "BCDF-GHJK", verification_uri: "u", interval: 0.01 },
    },
    { status: 200, body: { access_token: "portico_pat_next", expires_in: 7_776_000, scope: "apis:read" } },
  ];
  expect((await run(["login"], environment)).code).toBe(0);
  expect(seen?.request.url, "the token before ends").toBe("/api/v1/device/revoke");
  expect(seen?.request.headers.authorization).toBe("Bearer portico_pat_kept");
});

test.each([
  ["access_denied", "You refused it in the browser."],
  ["expired_token", "The code has expired. Run portico login again."],
])("portico login that ends in %s keeps nothing", async (error, said) => {
  const home = await mkdtemp(join(tmpdir(), "portico-home-"));
  answers = [
    {
      status: 200,
      body: { device_code: "d", user_code: "BCDF-GHJK", verification_uri: "u", interval: 0.01 },
    },
    { status: 400, body: { error } },
  ];
  const { err, code } = await run(["login"], { XDG_CONFIG_HOME: home });
  expect(code).toBe(3);
  expect(err).toContain(said);
  expect((await run(["whoami"], { XDG_CONFIG_HOME: home })).code).toBe(2);
});

test("portico logout ends the token at the portal and forgets it; away from the portal it is kept", async () => {
  const home = await mkdtemp(join(tmpdir(), "portico-home-"));
  const environment = { XDG_CONFIG_HOME: home };
  await mkdir(join(home, "portico"));
  await writeFile(join(home, "portico", "credentials.json"), JSON.stringify({ [url]: "portico_pat_kept" }));
  answer = { status: 503, body: {} };
  expect((await run(["logout"], environment)).code).toBe(5);
  answer = { status: 200, body: {} };
  // The token of a pipeline is its owner's to end: what is ended and forgotten is what login kept.
  expect((await run(["logout"], { ...environment, PORTICO_TOKEN: "portico_pat_pipeline" })).code).toBe(0);
  expect(seen?.request.url).toBe("/api/v1/device/revoke");
  expect(seen?.request.headers.authorization).toBe("Bearer portico_pat_kept");
  expect((await run(["whoami"], environment)).code).toBe(2);
});

test("a damaged file of tokens is named and left as it is", async () => {
  const home = await mkdtemp(join(tmpdir(), "portico-home-"));
  const file = join(home, "portico", "credentials.json");
  await mkdir(join(home, "portico"));
  await writeFile(file, '{"https://other.example":"portico_pat_other"');
  for (const command of ["login", "logout", "whoami"]) {
    const { code, err } = await run([command], { XDG_CONFIG_HOME: home });
    expect([code, err]).toEqual([2, expect.stringContaining("is damaged")]);
  }
  expect(await readFile(file, "utf8")).toContain("portico_pat_other");
});
