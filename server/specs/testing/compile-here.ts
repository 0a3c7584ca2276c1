import { vi } from "vitest";
import { compileOrder } from "../compile-order.ts";
import type { CompileMessage, CompileOrder } from "../compiler/messages.ts";

// A thread of its own takes a second to load the compiler. Tests of what is shown compile in their own thread; those of
// the compiler keep to the other one, with its limits.
vi.mock("#server/specs/run-compiler.ts", async (importOriginal) => {
  const original = await importOriginal<typeof import("../run-compiler.ts")>();
  return {
    ...original,
    runCompiler: async (order: CompileOrder) => {
      const sent: CompileMessage[] = [];
      await compileOrder(order, (message) => sent.push(message));
      const [compiled, examples] = sent;
      if (compiled?.kind === "rejected") throw original.documentRefusal(compiled.message, compiled.findings);
      if (compiled?.kind !== "compiled" || examples?.kind !== "examples")
        throw new Error("The compiler did not answer as it does in its thread.");
      return { compiled, examples: Promise.resolve(examples) };
    },
  };
});
