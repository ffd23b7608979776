/** Projects that are over, for those who may read their retrospective: their team could show them elsewhere. */
import { findRows } from '#core/rows.ts';
import type { Finished, FinishedWork } from '#core/subject.ts';
import { projects } from '../plan/rows.ts';
import { retros } from '../session/rows.ts';

/** So many are offered. */
const most = 50;

export const finished: FinishedWork = async (read, since) => {
  const ended = read.from(retros).where('it.ended_at', '>=', since).limit(most);
  const held = await findRows(ended, { phase: 'closed', round_id: null }, '-ended_at', 'id');
  const of = held.flatMap(({ project_id: project }) => project ?? []);
  const planned = new Map((await findRows(read.from(projects), { id: of })).map((row) => [row.id, row]));
  return held.flatMap(
    ({ id, about, ended_at: at, facilitator_id: lead, project_id: project }): Finished[] => {
      const who = (project === null ? undefined : planned.get(project))?.owner_id ?? lead;
      return who === null || at === null ? [] : [{ id, called: about, at, who }];
    },
  );
};
