import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { startJob } from "./job.ts";

test("a job never runs twice at once, and a wake-up during a run makes it run once more", async () => {
  let runs = 0;
  let atOnce = 0;
  let most = 0;
  const job = startJob({
    name: "test",
    everyMs: 60_000,
    async run() {
      runs += 1;
      most = Math.max(most, ++atOnce);
      await wait(20);
      atOnce -= 1;
    },
  });
  job.wake();
  job.wake();
  while (runs < 2) await wait(5);
  await job.stop();
  expect(most).toBe(1);
  expect(runs).toBe(2);
});

test("a job that throws runs again, and stopping waits for the run under way", async () => {
  let runs = 0;
  let hasEnded = false;
  let begin = () => {};
  const hasBegun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const job = startJob({
    name: "test",
    everyMs: 1,
    async run() {
      runs += 1;
      if (runs === 1) throw new Error("broken");
      begin();
      await wait(30);
      hasEnded = true;
    },
  });
  await hasBegun;
  await job.stop();
  expect(runs).toBe(2);
  expect(hasEnded).toBe(true);
});
