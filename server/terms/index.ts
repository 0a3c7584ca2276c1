export { acceptTerms } from "./accept-terms.ts";
export { exportAcceptances } from "./export-acceptances.ts";
export { areThereTerms, findTerms, getTerms, getTermsDraft, listTerms } from "./list-terms.ts";
export { publishTerms } from "./publish-terms.ts";
