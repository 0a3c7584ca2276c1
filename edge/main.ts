import type { IncomingMessage, ServerResponse } from "node:http";
import { closeGateway, warmGateway } from "#server/gateway/index.ts";
import { env } from "#server/platform/env.ts";
import { log, nameProcess } from "#server/platform/log.ts";
import { serve } from "#server/platform/serve.ts";
import { callBuffer } from "./call-buffer.ts";
import { createOauthHandler, isOauthPath } from "./oauth.ts";
import { sendProblem } from "./problem.ts";
import { closeRelay, handleRelay } from "./relay.ts";
import { requestIdOf } from "./request-id.ts";
import { handleSandbox, isSandboxPath } from "./sandbox.ts";
import { handleVerify } from "./verify.ts";

nameProcess("edge");
warmGateway();

type Handler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

let oauth: Promise<Handler> | undefined;

/** Made on first use and again after a failure, so that edge starts and verifies while the database is away. */
async function handleOAuth(request: IncomingMessage, response: ServerResponse): Promise<void> {
  oauth ??= createOauthHandler();
  const handler = await oauth.catch((error: unknown) => {
    oauth = undefined;
    throw error;
  });
  await handler(request, response);
}

function handle(request: IncomingMessage, response: ServerResponse): void | Promise<void> {
  const url = request.url ?? "/";
  const end = url.indexOf("?");
  const path = end < 0 ? url : url.slice(0, end);
  if (path === "/verify") return handleVerify(request, response);
  if (path === "/relay") return handleRelay(request, response);
  if (isSandboxPath(path)) return handleSandbox(request, response);
  if (isOauthPath(path)) return handleOAuth(request, response);
  return answerNotFound(request, response);
}

function answerNotFound(request: IncomingMessage, response: ServerResponse): void {
  sendProblem(response, requestIdOf(request), {
    status: 404,
    code: "not_found",
    title: "Not found",
    detail:
      "Edge serves /verify, /sandbox/{api}/{version}/…, /relay and /oauth2. The portal itself is elsewhere.",
  });
}

/** One answer for what should not happen, in the same form as every other problem. */
function handleSafely(request: IncomingMessage, response: ServerResponse): void | Promise<void> {
  try {
    const done = handle(request, response);
    return done?.catch((error: unknown) => answerFailure(request, response, error));
  } catch (error) {
    answerFailure(request, response, error);
  }
}

function answerFailure(request: IncomingMessage, response: ServerResponse, error: unknown): void {
  const requestId = requestIdOf(request);
  log().error({ err: error, requestId, path: request.url?.split("?")[0] }, "request failed");
  if (response.headersSent) return void response.destroy();
  const detail = "Something went wrong on our side. Try again; if it stays so, tell us the requestId.";
  sendProblem(response, requestId, { status: 500, code: "server_error", title: "The server failed", detail });
}

// Connections that stay busy can use up the time a stop is given, so what was counted is stored first.
process.once("SIGTERM", () => void callBuffer.flush());

serve({
  name: "edge",
  port: env().EDGE_PORT,
  handler: handleSafely,
  onStop: async () => {
    await callBuffer.close();
    await closeGateway();
    await closeRelay();
  },
});
