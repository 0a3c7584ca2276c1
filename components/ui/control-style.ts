/** The look of everything that is typed into or chosen from. 16 px on touch screens, so that phones do not zoom. */
export const CONTROL =
  "w-full min-w-0 rounded-md border border-strong bg-raised px-3 text-sm text-ink pointer-coarse:text-base aria-invalid:border-danger disabled:bg-sunken disabled:text-muted [&:is(input,textarea):read-only]:bg-sunken focus-visible:outline-offset-0";
