import { createServer } from "node:net";

/** A TCP port nobody listens on at 127.0.0.1. */
export function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const probe = createServer();
    probe.once("error", failed);
    probe.listen(0, "127.0.0.1", () => {
      const at = probe.address();
      probe.close(() => (at && typeof at === "object" ? done(at.port) : failed(new Error("no port"))));
    });
  });
}

/** Whether a server could listen there, on all addresses. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((done) => {
    const probe = createServer();
    probe.once("error", () => done(false));
    probe.listen(port, () => probe.close(() => done(true)));
  });
}

/** The first of `wanted`, `wanted + 10`, `wanted + 20` … whose next two ports are free as well. */
export async function threePorts(wanted: number): Promise<[web: number, edge: number, worker: number]> {
  for (let first = wanted; first < wanted + 500; first += 10) {
    const ports: [number, number, number] = [first, first + 1, first + 2];
    if ((await Promise.all(ports.map(isFree))).every(Boolean)) return ports;
  }
  throw new Error(`No three free ports in a row between ${wanted} and ${wanted + 500}.`);
}
