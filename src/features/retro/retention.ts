/** How long a retrospective is kept: from its end, with everything that was written in it. One that is open never grows old. */
import { partOf, rowKind, type RowKind } from '../../core/retention.ts';
import { retroCopy } from './copy.ts';
import {
  actionItems,
  ballots,
  cards,
  discussions,
  drafts,
  grouped,
  groupings,
  lessonUses,
  marks,
  ratings,
  retros,
  standings,
  turns,
  votes,
} from './tables.ts';
import { offers, projectOffers } from './tables/offer.ts';
import { projects } from './tables/project.ts';

/** Two years: what was agreed two summers ago can still be looked up, and compared with this one. */
const days = 730;

export const kinds: readonly RowKind[] = [
  rowKind({
    name: 'retro.retrospectives',
    title: (locale) => retroCopy.in(locale, 'UTC').plain('kept.retrospectives'),
    days,
    table: retros,
    since: 'ended_at',
    parts: [
      partOf(cards, 'retro_id'),
      partOf(marks, 'retro_id'),
      partOf(groupings, 'retro_id'),
      partOf(grouped, 'retro_id'),
      partOf(votes, 'retro_id'),
      partOf(ballots, 'retro_id'),
      partOf(standings, 'retro_id'),
      partOf(discussions, 'retro_id'),
      partOf(actionItems, 'retro_id'),
      partOf(turns, 'retro_id'),
      partOf(ratings, 'retro_id'),
      partOf(lessonUses, 'retro_id'),
      partOf(offers, 'retro_id'),
      partOf(drafts, 'retro_id'),
    ],
  }),
  rowKind({
    name: 'retro.projects',
    title: (locale) => retroCopy.in(locale, 'UTC').plain('kept.projects'),
    days,
    table: projects,
    since: 'ends_at',
    parts: [partOf(projectOffers, 'project_id')],
  }),
];
