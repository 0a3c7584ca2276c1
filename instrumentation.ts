import type { Instrumentation } from "next";

/** Runs once, before the first request. */
export async function register(): Promise<void> {
  // The bundler makes a second copy for a runtime that Portico does not use; there this must be empty.
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { appendPeerAddress } = await import("#server/platform/peer-address.ts");
    const { mendRequestUrls } = await import("#server/platform/request-url.ts");
    const { rememberResponses } = await import("#server/platform/answer-missing.ts");
    appendPeerAddress();
    rememberResponses();
    mendRequestUrls();
  }
}

/** Writes what broke while answering to the log, under the digest and the request id that the error page shows. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { log } = await import("#server/platform/log.ts");
    const digest = error instanceof Error && "digest" in error ? error.digest : undefined;
    log().error(
      {
        err: error,
        digest,
        requestId: request.headers["x-request-id"],
        method: request.method,
        path: request.path.split("?")[0], // a query may carry a secret
        route: context.routePath,
      },
      "request failed",
    );
  }
};
