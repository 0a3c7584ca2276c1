"use client";
import { useEffect, useState } from "react";
import { type OAuthReturn, RETURN_CHANNEL } from "./oauth-return.ts";

/** Hands what a provider sent back to the console that waits for it, and closes the tab. */
export function OAuthReturnView() {
  const [isEmpty, setIsEmpty] = useState(false);
  useEffect(() => {
    const query = location.search.slice(1);
    setIsEmpty(query === "");
    if (query === "") return;
    // The code is spent once; it has no business in the browser's history.
    history.replaceState(null, "", location.pathname);
    const channel = new BroadcastChannel(RETURN_CHANNEL);
    channel.postMessage({ query } satisfies OAuthReturn);
    channel.close();
    window.close();
  }, []);
  return (
    <div className="max-w-prose">
      <h1 className="text-2xl">{isEmpty ? "Nothing to hand over" : "Back to the console"}</h1>
      <p className="mt-3 text-muted">
        {isEmpty
          ? "This page takes the answer of a sign-in that a console began. Start from an operation’s “Try it”."
          : "The console that you came from has taken over. You can close this tab."}
      </p>
    </div>
  );
}
