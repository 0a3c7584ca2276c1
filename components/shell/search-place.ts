export interface SearchPlace {
  api: string;
  version: string;
  /** Such as "Stations v2". */
  name: string;
}

/** The reference that is being read, as its page says; null elsewhere. */
export function readSearchPlace(): SearchPlace | null {
  const { api, version, place } = document.querySelector<HTMLElement>("[data-place]")?.dataset ?? {};
  return api && version && place ? { api, version, name: place } : null;
}
