/** The reference to a job. It carries only ids and numbers; the job reads the current state when it runs. */
import type { UserId } from './ids.ts';
import { type Params, paramsKey } from './post-ref.ts';

export interface JobRef {
  readonly job: string;
  readonly params: Params;
  /** Who sees in App Home that a prompt was missed. Not part of the key. */
  readonly owner?: UserId;
}

/** A job's name and the parameters of its references: all that code needs to schedule it. */
export interface JobId<P extends Params> {
  readonly job: string;
  readonly ref: (params: P, owner?: UserId) => JobRef;
}

/** @param job unique over all features, `<feature>.<what>` */
export function jobId<P extends Params>(job: string): JobId<P> {
  return { job, ref: (params, owner) => ({ job, params, ...(owner === undefined ? {} : { owner }) }) };
}

export function jobKey(ref: JobRef): string {
  return `${ref.job}|${paramsKey(ref.params)}`;
}
