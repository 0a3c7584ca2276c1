/** Props of a page that reads its query. Next's own PageProps exists only after a build has generated it. */
export interface SearchPage {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}
