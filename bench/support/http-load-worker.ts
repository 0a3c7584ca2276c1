// A small HTTP/1.1 client for machines without wrk: answers without bodies only, one request under way per connection.
import { connect } from "node:net";
import { parentPort, workerData } from "node:worker_threads";
import type { Load, LoadPlan } from "./http-load.ts";

const { port, requests, seconds, connections } = workerData as LoadPlan; // what http-load.ts hands over
const END = "\r\n\r\n";
const times: number[] = [];
let next = 0;
let refused = 0;
const startedAt = performance.now();
const endsAt = startedAt + seconds * 1_000;

function run(): Promise<void> {
  return new Promise((done, failed) => {
    let sentAt = 0;
    let pending = "";
    const send = (): void => {
      sentAt = performance.now();
      next = (next + 1) % requests.length;
      socket.write(requests[next] ?? "");
    };
    const socket = connect({ port, host: "127.0.0.1", noDelay: true }, send);
    socket.setEncoding("latin1");
    socket.on("error", failed);
    socket.on("data", (chunk: string) => {
      pending += chunk;
      if (!pending.endsWith(END)) return;
      if (!pending.startsWith("HTTP/1.1 2")) refused++;
      pending = "";
      const now = performance.now();
      times.push(now - sentAt);
      if (now < endsAt) return send();
      socket.destroy();
      done();
    });
  });
}

await Promise.all(Array.from({ length: connections }, run));
const tookSeconds = (performance.now() - startedAt) / 1_000;
times.sort((a, b) => a - b);
const at = (share: number): number => times[Math.floor(times.length * share)] ?? 0;
const load: Load = {
  requestsPerSecond: times.length / tookSeconds,
  p50Ms: at(0.5),
  p99Ms: at(0.99),
  refused,
};
parentPort?.postMessage(load);
