import type { SecurityAlternative } from "../schema.ts";
import type { MediaSite } from "./build-media.ts";
import type { ReferenceTargets } from "./reference-targets.ts";
import type { TagBook } from "./tag-book.ts";

/** What building one operation needs to know of the document around it. */
export interface Site extends MediaSite {
  tags: TagBook;
  targets: ReferenceTargets;
  /** Holds where an operation states none; undefined where the document states none either. */
  security: SecurityAlternative[] | undefined;
}
