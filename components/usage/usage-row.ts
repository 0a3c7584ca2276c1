export interface UsageRow {
  label: string;
  succeeded: number;
  refused: number;
  failed: number;
}
