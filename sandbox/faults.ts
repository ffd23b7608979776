/** Faults that can be ordered for the next calls of a Web API method. */

export type Fault =
  /** Answers late. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** Answers with an HTTP status; `after` means that the call took effect all the same. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly after?: boolean;
      readonly retryAfterSeconds?: number;
    }
  /** Cuts the connection before anything was done. */
  | { readonly kind: 'reset-before' }
  /** Does what was asked and cuts the connection without an answer. */
  | { readonly kind: 'reset-after' }
  /** Answers `ok: false` with this error. */
  | { readonly kind: 'error'; readonly error: string }
  /** Never answers; `after` means that the call took effect. */
  | { readonly kind: 'hang'; readonly after?: boolean };

export interface Faults {
  /** Orders a fault for the next `times` (1) calls of a method. */
  order(method: string, fault: Fault, times?: number): void;
  /** Takes the fault that the next call of a method meets. */
  take(method: string): Fault | undefined;
  /** Forgets what was ordered. */
  clear(): void;
}

/** No faults until some are ordered. */
export function makeFaults(): Faults {
  const ordered = new Map<string, Fault[]>();
  return {
    order: (method, fault, times = 1) => {
      ordered.set(method, [...(ordered.get(method) ?? []), ...Array.from({ length: times }, () => fault)]);
    },
    take: (method) => ordered.get(method)?.shift(),
    clear: () => ordered.clear(),
  };
}
