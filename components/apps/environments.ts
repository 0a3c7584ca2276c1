/** The two places a credential may call. */
export const ENVIRONMENTS = [
  { value: "sandbox", label: "Sandbox", hint: "Answers with examples. For building and trying." },
  { value: "live", label: "Live", hint: "Real data through the publisher's gateway." },
] as const;
