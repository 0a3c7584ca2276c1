/** What Redoc's frame says to the page around it once the document stands there, and what that page asks with. */
export const REDOC_READY = "portico:redoc-ready";
