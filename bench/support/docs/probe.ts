/** What the probe knows so far; times are milliseconds since the navigation began. */
export interface ProbeState {
  /** The text has a box of some size. */
  shownMs: number | null;
  /** The text stands inside the window. */
  inViewMs: number | null;
  longTasks: number;
  longTasksMs: number;
  lastActivityMs: number;
  layoutShift: number;
  nowMs: number;
}

export interface ProbePlan {
  texts: string[];
  /** Side navigation, where a text does not count. */
  exclude: string;
}

declare global {
  interface Window {
    docsProbe?: () => ProbeState;
  }
}

/**
 * Runs in the page before anything else. A text is timed in the first task after the frame in which it had a box, which
 * is when a reader can see it, in ordinary markup and in open shadow roots alike.
 */
export function probe({ texts, exclude }: ProbePlan): void {
  if (window.top !== window) return;
  const wanted = new Set(texts);
  const found = new Set<Text>();
  const state = {
    shownMs: null as number | null,
    inViewMs: null as number | null,
    longTasks: 0,
    longTasksMs: 0,
    lastActivityMs: 0,
    layoutShift: 0,
  };
  window.docsProbe = () => ({ ...state, nowMs: performance.now() });

  /** A long path is broken up by <wbr>; then its element has the whole text. */
  const isWanted = (text: Text): boolean => {
    const parent = text.parentElement;
    const whole = parent?.querySelector(":scope > wbr") ? (parent.textContent ?? "") : text.data;
    return wanted.has(whole.replaceAll("\u200b", "").trim());
  };
  const take = (node: Node): void => {
    if (node instanceof Text) {
      if (isWanted(node)) found.add(node);
      return;
    }
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    for (let text = walker.nextNode(); text; text = walker.nextNode())
      if (text instanceof Text && isWanted(text)) found.add(text);
  };
  const observer = new MutationObserver((records) => {
    state.lastActivityMs = performance.now();
    if (state.inViewMs !== null) return;
    for (const record of records) {
      if (record.type === "characterData") take(record.target);
      for (const node of record.addedNodes) take(node);
    }
  });
  const options = { childList: true, subtree: true, characterData: true };
  observer.observe(document, options);
  const attachShadow = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (init) {
    const root = attachShadow.call(this, init);
    observer.observe(root, options);
    return root;
  };

  const watch = (type: string, see: (entry: PerformanceEntry) => void): void => {
    new PerformanceObserver((list) => list.getEntries().forEach(see)).observe({ type, buffered: true });
  };
  watch("longtask", ({ startTime, duration }) => {
    state.longTasks++;
    state.longTasksMs += duration;
    state.lastActivityMs = Math.max(state.lastActivityMs, startTime + duration);
  });
  watch("resource", (entry) => {
    state.lastActivityMs = Math.max(state.lastActivityMs, entry.startTime + entry.duration);
  });
  watch("layout-shift", (entry) => {
    if ("value" in entry && "hadRecentInput" in entry && !entry.hadRecentInput)
      state.layoutShift += Number(entry.value);
  });

  const SILENT = new Set(["TITLE", "SCRIPT", "STYLE", "META", "TEMPLATE", "NOSCRIPT", "OPTION"]);
  const isExcluded = (element: Element): boolean => {
    for (let at: Element | null = element; at && exclude; ) {
      if (at.closest(exclude)) return true;
      const root = at.getRootNode();
      at = root instanceof ShadowRoot ? root.host : null;
    }
    return false;
  };
  const look = (): { isShown: boolean; isInView: boolean } => {
    let isShown = false;
    for (const text of found) {
      const element = text.parentElement;
      if (!text.isConnected || !isWanted(text)) found.delete(text);
      else if (element && !SILENT.has(element.tagName) && !isExcluded(element)) {
        const box = element.getBoundingClientRect();
        if (box.width < 1 || box.height < 1 || !element.checkVisibility({ opacityProperty: true })) continue;
        isShown = true;
        if (box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth)
          return { isShown, isInView: true };
      }
    }
    return { isShown, isInView: false };
  };
  const afterFrame = new MessageChannel();
  let seen = { isShown: false, isInView: false };
  afterFrame.port1.onmessage = () => {
    const now = performance.now();
    if (seen.isShown) state.shownMs ??= now;
    if (seen.isInView) state.inViewMs ??= now;
  };
  const tick = (): void => {
    if (found.size > 0 && state.inViewMs === null) {
      seen = look();
      if (seen.isShown) afterFrame.port2.postMessage(null);
    }
    requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
}
