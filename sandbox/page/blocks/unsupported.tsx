/** What this page cannot draw is said, and never simply missing. */
export function Unsupported({ type }: { type: string }) {
  return <span class="unsupported">Unsupported block: {type}</span>;
}
