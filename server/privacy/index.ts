export { deleteAccount, previewDeletion } from "./delete-account.ts";
export { exportMyData } from "./export-my-data.ts";
