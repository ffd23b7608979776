/** A line every two weeks, and the skill at the start and the end. */
import type { FeaturePart } from '#core/feature.ts';
import { defineJob } from '#core/job.ts';
import { postsAbout } from '#core/kit/posts-about.ts';
import { errors, onReading, onSubmit, open, type Reading, type Reply } from '#core/listener.ts';
import type { RowId } from '#core/ids.ts';
import { oneLine } from '#core/text.ts';
import { copy } from '../copy.ts';
import * as ids from '../ids.ts';
import { hasChosen } from '../rows.ts';
import { limitsOf, type Moment } from '../rules.ts';
import * as shared from '../taking/screens.ts';
import { hasMovedOn, loadAsOneOfTwo } from '../taking/seen.ts';
import { tell } from '../tell.ts';
import * as operations from './operations.ts';
import * as screens from './screens.ts';

/** Runs for one of the two while both say how it goes. */
async function withCheck(
  it: Reading,
  id: RowId,
  round: number,
  run: (seen: shared.Seen) => Promise<Reply>,
): Promise<Reply> {
  const seen = await loadAsOneOfTwo(it.scope, id);
  return seen?.row.state === 'going' && seen.row.round === round ? run(seen) : tell(it, 'told.checkOver');
}

/** Runs for one of the two while the skill can be rated: at the start, as long as it goes on; at the end, once its weeks are over. */
async function withRating(
  it: Reading,
  id: RowId,
  moment: Moment,
  run: (seen: shared.Seen) => Promise<Reply>,
): Promise<Reply> {
  const seen = await loadAsOneOfTwo(it.scope, id);
  const isTime = seen?.row.state === (moment === 'start' ? 'going' : 'rating');
  if (seen === null || !isTime) return tell(it, 'told.gone');
  return shared.isRated(seen.row, moment) ? tell(it, 'told.rated') : run(seen);
}

const submitCheck = onSubmit(ids.checkModal, (it, { assignment, round }, fields) =>
  withCheck(it, assignment, round, async ({ row }) => {
    const words = oneLine(fields.words);
    const t = copy.for(it);
    if (words === '') return errors({ words: t.plain('refused.noLine') });
    if (words.length > limitsOf.line)
      return errors({ words: t.plain('refused.longLine', { line: limitsOf.line }) });
    await operations.sayHow(it, row, it.person.userId, words);
    return tell(it, 'told.said');
  }),
);

const submitRate = onSubmit(ids.rateModal, (it, { assignment, moment }, fields) =>
  withRating(it, assignment, moment, async ({ row, part }) => {
    const t = copy.for(it);
    if (fields.rating === null) return errors({ rating: t.plain('refused.noRating') });
    if (part === 'taker' && moment === 'end')
      await operations.chooseCounted(it, fields.count.includes('counted'));
    const isBoth = await operations.rate(it, row, it.person.userId, moment, Number(fields.rating));
    return tell(it, isBoth ? 'told.ratedBoth' : 'told.rating');
  }),
);

const ofTwo = postsAbout(copy, (read, { assignment }: ids.OfAssignment) => loadAsOneOfTwo(read, assignment));

export const along: FeaturePart = {
  actions: [
    onReading(ids.openCheck, (it, { assignment, round }) =>
      withCheck(it, assignment, round, async (seen) => open(screens.renderCheck(copy.for(it), seen))),
    ),
    onReading(ids.openRate, (it, { assignment, moment }) =>
      withRating(it, assignment, moment, async (seen) =>
        open(screens.renderRate(copy.for(it), seen, moment, await hasChosen(it.scope, 'counted'))),
      ),
    ),
  ],
  views: [submitCheck, submitRate],
  posts: [
    ofTwo.post(
      ids.posts.check,
      'title.check',
      (t, seen, { round }) => shared.checkMessage(t, seen, round),
      hasMovedOn,
    ),
    ofTwo.post(
      ids.posts.rate,
      'title.rate',
      (t, seen) => (seen.row.state === 'rating' ? shared.rateMessage(t, seen) : null),
      hasMovedOn,
    ),
  ],
  jobs: [
    defineJob(ids.jobs.count, 'transition', { title: copy.titled('title.watch'), run: operations.count }),
  ],
};
