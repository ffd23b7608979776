import type { Feature } from '#core/feature.ts';

/** The names of a practice's jobs that prompt people. */
export const promptsOf = ({ jobs = [] }: Pick<Feature, 'jobs'>): readonly string[] =>
  jobs.filter(({ late }) => late === 'prompt').map(({ name }) => name);
