/** Work that runs later. */
import type { Instant } from './clock.ts';
import type { JobId } from './job-ref.ts';
import type { Params } from './post-ref.ts';
import type { Title } from './post.ts';
import type { Scope } from './scope.ts';

/**
 * What happens if Lore was down at the time. A `prompt` runs up to two hours late; after that it is recorded as missed, and its owner sees
 * that. A `transition` runs as soon as the process is back. Both wait while their practice is turned off. An `erasure` is a silent
 * transition that keeps a promise to erase, and runs even then.
 */
export type Lateness = 'prompt' | 'transition' | 'erasure';

/** Why a job did its work or did not. `time_up`: what it watches was due to end; `away`: the person it is for is away. */
export type JobNote =
  { readonly did: 'done'; readonly why: 'time_up' } | { readonly did: 'held'; readonly why: 'away' };

export interface JobContext {
  /** With the access that the job was scheduled with, in the job's own transaction. */
  readonly scope: Scope;
  readonly now: Instant;
  readonly newId: () => string;
  /** For the journal, once the transaction has committed. Never says whether someone answered. */
  readonly note: (note: JobNote) => void;
}

export interface JobDefinition {
  readonly name: string;
  readonly late: Lateness;
  readonly title: Title;
  readonly run: (context: JobContext, params: Params) => Promise<void>;
}

/** Defines a job, to be listed by its feature. */
export function defineJob<P extends Params>(
  { job, ref }: JobId<P>,
  late: Lateness,
  {
    title,
    run,
  }: {
    readonly title: Title<P>;
    readonly run: (context: JobContext, params: P) => Promise<void>;
  },
): JobDefinition & Pick<JobId<P>, 'ref'> {
  return {
    name: job,
    ref,
    late,
    // Only `ref` stores it, so the parameters are this job's.
    title: (read, params, renderContext) => title(read, params as P, renderContext),
    run: (context, params) => run(context, params as P),
  };
}
