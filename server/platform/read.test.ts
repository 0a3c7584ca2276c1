import { expect, test } from "vitest";
import { z } from "zod";
import { read } from "./read.ts";

const Input = z.object({
  name: z.string(),
  tags: z.array(z.string()).default([]),
  bytes: z.unknown().optional(),
});

test("what is read can be asked of the database: NUL and halves of a character are refused by field", () => {
  for (const bad of ["a\0b", "half \ud83d", "\udc00"]) {
    expect(() => read(Input, { name: "ok", tags: ["fine", bad] })).toThrow(
      expect.objectContaining({ code: "invalid_input", fields: { "tags.1": expect.any(String) } }),
    );
  }
  expect(read(Input, { name: "Zoë 🚂" }).name).toBe("Zoë 🚂");
});

test("bytes may hold anything", () => {
  const bytes = new Uint8Array([0, 1, 2]);
  expect(read(Input, { name: "file", bytes }).bytes).toBe(bytes);
});
