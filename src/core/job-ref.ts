/** A job, named. A reference carries ids and numbers only; the job reads what is true when it runs. */
import type { UserId } from './ids.ts';
import { type Params, paramsKey } from './post-ref.ts';

export interface JobRef {
  readonly job: string;
  readonly params: Params;
  /** Who is shown, in App Home, that a prompt was missed. Not part of the name. */
  readonly owner?: UserId;
}

/** A job by its name, with what a reference to it carries. Whoever schedules it needs no more than this. */
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
