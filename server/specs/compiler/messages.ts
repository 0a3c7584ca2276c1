import type { DocumentFormat, DocumentOverview, Finding, Severity } from "../schema.ts";

/** What the worker is started with. */
export interface CompileOrder {
  bytes: Uint8Array;
  sourceName: string;
  maxBytes: number;
}

/** Rows travel as JSON text, ready for the database, so that neither thread builds them twice. */
export type CompileMessage =
  | { kind: "rejected"; message: string; findings: Finding[] }
  | {
      kind: "compiled";
      format: DocumentFormat;
      overview: DocumentOverview;
      findings: Finding[];
      counts: Record<Severity, number>;
      operationChunks: Uint8Array[];
      schemaChunks: Uint8Array[];
      source: Uint8Array;
      bundle: Uint8Array;
    }
  | { kind: "examples"; findings: Finding[]; counts: Record<Severity, number> };
