import { expect, test } from "vitest";
import { refusalOf } from "#server/platform/testing/world.ts";
import { Turns } from "./limited-thread.ts";

/** Asks for a turn; `entered` names all who have got theirs. */
function asker(turns: Turns) {
  const entered: string[] = [];
  const ask = (holder: string) => turns.take(holder).then(() => void entered.push(holder));
  const settled = () => new Promise((done) => setImmediate(done));
  return { entered, ask, settled };
}

test("one holder has half of the turns, however many it asks for; the next is let in before it", async () => {
  const turns = new Turns(2, 8, "Full.");
  const { entered, ask, settled } = asker(turns);
  const greedy = [ask("a"), ask("a"), ask("a")];
  await settled();
  expect(entered).toEqual(["a"]);
  const other = ask("b");
  await settled();
  expect(entered).toEqual(["a", "b"]);
  turns.give("b");
  await settled();
  expect(entered).toEqual(["a", "b"]);
  turns.give("a");
  turns.give("a");
  await Promise.all([...greedy, other]);
  expect(entered).toEqual(["a", "b", "a", "a"]);
});

test("one holder fills half of the waiting room, and leaves the rest to others", async () => {
  const turns = new Turns(2, 4, "Full.");
  const { ask } = asker(turns);
  const waiting = [ask("a"), ask("b"), ask("a"), ask("a")];
  expect(await refusalOf(turns.take("a"))).toBe("unavailable");
  waiting.push(ask("c"), ask("d"));
  expect(await refusalOf(turns.take("e"))).toBe("unavailable");
  for (const holder of ["a", "b", "a", "a", "c", "d"]) {
    await new Promise((done) => setImmediate(done));
    turns.give(holder);
  }
  await Promise.all(waiting);
});

test("nobody in particular has all turns", async () => {
  const turns = new Turns(2, 4, "Full.");
  await Promise.all([turns.take(), turns.take()]);
  const third = turns.take();
  turns.give();
  await third;
});
