/** Facts of a project, and which stretch of time a retrospective looks back on, as stored. */
import { choice, day, instant, partOf, reference, text } from '#core/columns.ts';
import { factKinds } from '#core/connector.ts';
import type { RowId } from '#core/ids.ts';
import { findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { type RowOf, sharedTable } from '#core/tables.ts';
import { projects } from '../plan/rows.ts';
import { retro_id, type RetroRow } from '../session/rows.ts';
import type { KeptFact } from './rules.ts';

/** Read by everybody in the project's channel, and by nobody else: it may stand in a place there that others cannot read. Kept as long as the project. */
export const facts = sharedTable(
  'retro_fact',
  {
    project_id: partOf(projects).as('project'),
    /** The same for the same thing. */
    fact_key: text.internal,
    kind: choice(factKinds),
    at: instant,
    title: text,
    link: text.orNull,
    day: day.orNull,
    place: text,
    heard_at: instant.internal,
  },
  { exported: { as: 'facts', only: 'channel', order: 'at' } },
);

export type FactRow = RowOf<typeof facts>;

/** A retrospective opened with what happened in a project after `since`, until `until` included. */
export const timelines = sharedTable('retro_timeline', {
  retro_id,
  project_id: reference,
  since: instant,
  until: instant,
});

export type TimelineRow = RowOf<typeof timelines>;

const keptIn = ({ id, fact_key: key, kind, at, title, link, day: on, place }: FactRow): KeptFact => ({
  ...{ id, key, kind, at, title, link, place },
  day: on,
});

/** All of a project's that the viewer may see. */
export const factsOf = async (read: ReadScope, project: RowId): Promise<KeptFact[]> =>
  (await findRows(read.from(facts), { project_id: project }, 'at', 'id')).map(keptIn);

export const timelinesOf = (read: ReadScope, retro: Pick<RetroRow, 'id'>): Promise<TimelineRow[]> =>
  findRows(read.from(timelines), { retro_id: retro.id }, 'id');

/** Those of a project, the latest first. */
export const timelinesAbout = (read: ReadScope, project: RowId): Promise<TimelineRow[]> =>
  findRows(read.from(timelines), { project_id: project }, '-until', 'id');
