export interface PathLevel {
  /** The whole path up to here. */
  path: string;
  /** What it adds to the level above. */
  name: string;
  /** Operations at this path and below it. */
  count: number;
}

export interface PathLevels {
  /** The way down, outermost first; its last member is where the reader stands. */
  way: PathLevel[];
  /** What lies directly below. */
  below: PathLevel[];
}

/** Whether a path is this one or lies below it. */
export function isUnder(path: string, level: string): boolean {
  return level === "" || path === level || path.startsWith(`${level}/`);
}

/**
 * Paths as folders: what lies directly below `under`, with counts. A level that has a single branch and nothing of its
 * own is passed over, as nobody has a choice there.
 */
export function pathLevels(paths: readonly string[], under = ""): PathLevels {
  const inside = paths.filter((path) => isUnder(path, under));
  let at = under;
  let below = childrenOf(inside, at);
  for (let [only] = below; below.length === 1 && only?.count === inside.length; [only] = below) {
    const next = childrenOf(inside, only.path);
    if (next.length === 0) break;
    at = only.path;
    below = next;
  }
  return { way: wayTo(at, paths), below };
}

function childrenOf(paths: readonly string[], level: string): PathLevel[] {
  const children = new Map<string, PathLevel>();
  for (const path of paths) {
    if (path === level || path.length <= level.length + 1) continue;
    const end = path.indexOf("/", level.length + 1);
    const whole = end < 0 ? path : path.slice(0, end);
    const child = children.get(whole) ?? { path: whole, name: whole.slice(level.length), count: 0 };
    child.count++;
    children.set(whole, child);
  }
  return [...children.values()].sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1));
}

function wayTo(level: string, paths: readonly string[]): PathLevel[] {
  const names = level.split("/").slice(1);
  return names.map((name, i) => {
    const path = `/${names.slice(0, i + 1).join("/")}`;
    return { path, name: `/${name}`, count: paths.filter((one) => isUnder(one, path)).length };
  });
}
