export { closeReview, reopenReview } from "./close-review.ts";
export { decideRow } from "./decide-row.ts";
export { exportAccessCsv } from "./export-access.ts";
export { exportReviewCsv, getReview } from "./get-review.ts";
export { listAccess } from "./list-access.ts";
export { listReviewers, listReviews } from "./list-reviews.ts";
export { startReview } from "./start-review.ts";
