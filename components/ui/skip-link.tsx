/** The first thing Tab reaches: jumps over the navigation to `<main id="main">`. */
export function SkipLink({ to = "main", children = "Skip to content" }: { to?: string; children?: string }) {
  return (
    <a
      href={`#${to}`}
      className="fixed top-2 left-2 z-50 -translate-y-20 rounded-md bg-accent px-4 py-2.5 text-sm font-medium text-on-accent focus:translate-y-0"
    >
      {children}
    </a>
  );
}
