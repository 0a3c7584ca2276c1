import { routes } from "#lib/routes.ts";

/** Marks the entry of the page being read and shows it; what the navigation does not hold yet is fetched. */
export async function markCurrent(host: HTMLElement | null, path: string): Promise<void> {
  const nav = navOf(host);
  if (!nav) return;
  const here = nav.body.querySelector("[aria-current]");
  if (here?.getAttribute("href") === path) return show(nav);
  here?.removeAttribute("aria-current");
  if (!linkTo(nav, path)) {
    const text = await fetchPart(host, { at: path });
    if (text === null || location.pathname !== path) return;
    replaceKeeping(nav.body, text);
  }
  const link = linkTo(nav, path);
  link?.setAttribute("aria-current", "page");
  for (let item = link?.closest("[data-tag]"); item; item = item.parentElement?.closest("[data-tag]"))
    setOpen(item, true);
  show(nav);
}

/** Unfolds or folds a tag; its operations come when it is first unfolded. */
export async function toggleTag(host: HTMLElement | null, fold: HTMLElement): Promise<void> {
  const item = fold.closest<HTMLElement>("[data-tag]");
  if (!item) return;
  const isOpen = fold.getAttribute("aria-expanded") === "true";
  if (!isOpen && !item.querySelector("ul")) {
    const text = await fetchPart(host, { tag: item.dataset.tag ?? "" });
    if (text === null || item.querySelector("ul")) return;
    item.insertAdjacentHTML("beforeend", text);
  }
  setOpen(item, !isOpen);
}

/** Puts further tags in the place of the link that asked for them. */
export async function loadMore(host: HTMLElement | null, link: HTMLAnchorElement): Promise<void> {
  const text = await fetchPart(host, Object.fromEntries(new URLSearchParams(link.dataset.more)));
  const item = link.closest("li");
  if (text === null || !item) {
    location.assign(link.href);
    return;
  }
  const next = item.nextElementSibling ?? item.previousElementSibling;
  item.outerHTML = text;
  if (document.activeElement === document.body) next?.querySelector("a")?.focus({ preventScroll: true });
}

interface Nav {
  scroller: HTMLElement;
  body: HTMLElement;
}

function navOf(host: HTMLElement | null): Nav | null {
  const scroller = host?.querySelector<HTMLElement>(".reference-nav");
  const body = scroller?.querySelector<HTMLElement>(".nav-body");
  return scroller && body ? { scroller, body } : null;
}

function linkTo({ body }: Nav, path: string): HTMLAnchorElement | null {
  return body.querySelector(`a[href="${CSS.escape(path)}"]`);
}

function setOpen(item: Element, isOpen: boolean): void {
  item.querySelector("[data-fold]")?.setAttribute("aria-expanded", String(isOpen));
}

/** The navigation around another page, with the tags still unfolded that were. */
function replaceKeeping(body: HTMLElement, text: string): void {
  const unfolded = [...body.querySelectorAll<HTMLElement>('[data-tag]:has([aria-expanded="true"])')];
  body.innerHTML = text;
  for (const old of unfolded) {
    const item = body.querySelector(`[data-tag="${CSS.escape(old.dataset.tag ?? "")}"]`);
    if (item && !item.querySelector("ul")) item.replaceWith(old);
  }
}

/** Brings the current entry into the navigation's own view; the page stays where it is. */
function show({ scroller, body }: Nav): void {
  const current = body.querySelector("[aria-current]");
  if (!current) return;
  const box = current.getBoundingClientRect();
  const view = scroller.getBoundingClientRect();
  const isInView = box.top >= view.top && box.bottom <= Math.min(view.bottom, innerHeight);
  if (!isInView) scroller.scrollTop += box.top - view.top - scroller.clientHeight / 3;
}

/** Null when the portal does not answer; links still lead where they lead. */
async function fetchPart(host: HTMLElement | null, query: Record<string, string>): Promise<string | null> {
  const { api = "", version = "" } = host?.dataset ?? {};
  const address = `${routes.navigation(api, version)}?${new URLSearchParams(query)}`;
  try {
    const response = await fetch(address);
    return response.ok ? await response.text() : null;
  } catch {
    return null; // the reader went on, or the network is gone
  }
}
