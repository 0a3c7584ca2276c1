// Runs in a thread of its own, without environment, under limits of memory and time. Imports neither database nor
// settings: what happens here must not be able to reach them.
import { parentPort, workerData } from "node:worker_threads";
import { compileOrder } from "./compile-order.ts";
import type { CompileOrder } from "./compiler/messages.ts";

// workerData is ours: runCompiler wrote it.
const order: CompileOrder = workerData;
void compileOrder(order, (message, transfer) => parentPort?.postMessage(message, transfer));
