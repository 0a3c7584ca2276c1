"use client";
import { useEffect } from "react";
import { PROOF_CHANNEL } from "./proof-actions.ts";

/** Tells the window that asked for a proof to look again, and closes this one where the browser lets it. */
export function TellProof() {
  useEffect(() => {
    const channel = new BroadcastChannel(PROOF_CHANNEL);
    channel.postMessage("proved");
    channel.close();
    window.close();
  }, []);
  return null;
}
