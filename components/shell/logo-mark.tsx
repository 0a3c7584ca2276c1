/** The mark of a portal without a logo of its own: a pediment on columns. */
export function LogoMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" className={className} fill="none" stroke="currentColor">
      <path d="M3 9.25 12 3.5l9 5.75Z" fill="currentColor" stroke="none" />
      <path d="M5.75 12v6M10 12v6m4-6v6m4.25-6v6" strokeWidth="2.25" />
      <path d="M3 20.75h18" strokeWidth="2" />
    </svg>
  );
}
