/** One thing that is wrong with a request, named so that its sender can mend it. */
export interface Fault {
  in: "path" | "query" | "header" | "cookie" | "body";
  /** The parameter's name. */
  name?: string;
  /** JSON pointer into the value, as a URI fragment. */
  pointer: string;
  message: string;
}

/** What a problem lists at most. */
export const MAX_FAULTS = 25;
