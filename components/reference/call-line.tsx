import { LINK } from "./trial-line.tsx";

/** Under the sample of a live server. */
export function LiveLine() {
  return <span>A live server: the call has real effects. Put your own credential where one belongs.</span>;
}

interface NoPlanLineProps {
  hasServers: boolean;
  /** Where the API's own publisher opens a plan; null for everybody else. */
  planHref: string | null;
}

/** Under the sample of a sandbox that nobody can have a key for. */
export function NoPlanLine({ hasServers, planHref }: NoPlanLineProps) {
  return (
    <span>
      This API has no plan yet, so there is no key for its sandbox.{" "}
      {planHref ? (
        <a href={planHref} className={LINK}>
          Add a plan
        </a>
      ) : hasServers ? (
        "Choose one of its servers above, and use a credential that you have from its publisher."
      ) : (
        "Its publisher can add one."
      )}
    </span>
  );
}
