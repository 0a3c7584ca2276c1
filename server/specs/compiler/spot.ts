/** Where in an operation a part stands. */
export interface Spot {
  /** Keys of the definitions the operation mentions; grows. */
  refs: Set<string>;
  /** Names the schemas found there that have no name. */
  place: string;
}
