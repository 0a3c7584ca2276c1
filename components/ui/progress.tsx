import clsx from "clsx";

interface ProgressProps {
  label: string;
  /** Between 0 and `max`; left out while the amount is unknown. */
  value?: number;
  max?: number;
  /** In words, such as "312 of 1,000 calls". */
  detail?: string;
  tone?: "accent" | "attention" | "danger";
}

const FILL = { accent: "bg-accent", attention: "bg-attention", danger: "bg-danger" } as const;

/** How far something is: `<Progress label="Quota" value={312} max={1000} detail="312 of 1,000 calls" />`. */
export function Progress({ label, value, max = 100, detail, tone = "accent" }: ProgressProps) {
  const percent = value === undefined ? undefined : Math.min(100, Math.max(0, (value / max) * 100));
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex justify-between gap-3 text-caption">
        <span className="font-medium text-ink">{label}</span>
        <span className="text-muted tabular-nums">{detail}</span>
      </div>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={max}
        aria-valuenow={value}
        aria-valuetext={detail}
        className="h-1.5 overflow-hidden rounded-full bg-hover"
      >
        <div
          className={clsx(
            "h-full rounded-full transition-[width] duration-150",
            FILL[tone],
            percent === undefined && "w-1/3 animate-pulse",
          )}
          style={percent === undefined ? undefined : { width: `${percent}%` }}
        />
      </div>
    </div>
  );
}
