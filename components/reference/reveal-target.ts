/** Unfolds what lies around the element the address points at and brings it into view below the header. */
export function revealTarget(host: HTMLElement | null): void {
  const target = location.hash ? document.getElementById(decodedHash()) : null;
  if (!target || !host?.contains(target)) return;
  for (let node: Element | null = target; node; node = node.parentElement) {
    if (node instanceof HTMLDetailsElement) node.open = true;
  }
  target.scrollIntoView();
  // A page that came without a load has no :target of its own; this marks it in its place.
  for (const old of host.querySelectorAll("[data-target]")) old.removeAttribute("data-target");
  target.dataset.target = "";
}

/** A link to the same page in another version takes along the place on it. */
export function keepHashOf(link: HTMLAnchorElement): void {
  if (!link.hash) link.hash = location.hash;
}

function decodedHash(): string {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return "";
  }
}
