/** What the command ends with; pipelines branch on these. */
export const EXIT = {
  ok: 0,
  /** The document was refused. */
  refused: 1,
  /** The command line is not right. */
  usage: 2,
  /** The token is missing, unknown or may not do this. */
  notAllowed: 3,
  /** No such API or version, or the version does not take documents. */
  wrongPlace: 4,
  /** The portal could not be reached or failed. */
  unavailable: 5,
} as const;

export interface Outcome {
  code: (typeof EXIT)[keyof typeof EXIT];
  text: string;
  json: Record<string, unknown>;
}
