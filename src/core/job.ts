/** Work that runs later. A reference carries ids and numbers only; the job reads what is true when it runs. */
import type { Instant } from './clock.ts';
import type { JobId } from './job-ref.ts';
import type { Params } from './post-ref.ts';
import type { Title } from './post.ts';
import type { Scope } from './scope.ts';

/**
 * What happens when Lore was down at the time: a `prompt` runs up to two hours late and is then recorded as missed, in sight of
 * its owner; a `transition` runs as soon as the process is back. Both wait while their practice is switched off. An `erasure` is a
 * transition that keeps a promise to erase, and says nothing: it runs even then.
 */
export type Lateness = 'prompt' | 'transition' | 'erasure';

/** Why a job did its work, or left it. `time_up`: what it watches over was to end now; `away`: whom it is for is not there. */
export type JobNote =
  { readonly did: 'done'; readonly why: 'time_up' } | { readonly did: 'held'; readonly why: 'away' };

export interface JobContext {
  /** With the eyes that the job was scheduled for, inside the job's own transaction. */
  readonly scope: Scope;
  readonly now: Instant;
  readonly newId: () => string;
  /** For the journal, which is told when the transaction stands. Never whether somebody answered. */
  readonly note: (note: JobNote) => void;
}

export interface JobDefinition {
  readonly name: string;
  readonly late: Lateness;
  readonly title: Title;
  readonly run: (context: JobContext, params: Params) => Promise<void>;
}

/** Says what a job does. @returns the definition, to be listed by the feature */
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
    // Stored by `ref` alone, so the parameters are this job's.
    title: (view, params, drawing) => title(view, params as P, drawing),
    run: (context, params) => run(context, params as P),
  };
}
