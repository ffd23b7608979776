/** What a question posts, in the thread and to one person alone, and what runs later: each from its current state. */
import { defineJob, type JobDefinition } from '#core/job.ts';
import { gone } from '#core/kit/message.ts';
import type { RowId } from '#core/ids.ts';
import type { Message, PostDefinition, Title } from '#core/post.ts';
import type { ReadScope } from '#core/scope.ts';
import { ownAgreements } from '../agreed/operations.ts';
import { type Loaded, loadRetro } from '../session/load.ts';
import { ifSeen, retroPost } from '../session/retro-post.ts';
import { titled, type Translator, wordsFor } from '../session/words.ts';
import { assumptionJobs, assumptionPosts, cardPost, remindPost } from './ids.ts';
import { leaderGone, lookForReturns, tellOpen } from './operations.ts';
import { type AssumptionRow, assumptions, loadAssumption } from './rows.ts';
import { standingOf } from './rules.ts';
import * as screens from './screens.ts';
import { type AssumptionView, viewOf } from './view.ts';

type Of = Readonly<{ retro: RowId; assumption: RowId; round?: number }>;

/** Draws a question, if the reader sees it and it is still in the round of the post. */
const drawn =
  (draw: (t: Translator, loaded: Loaded, view: AssumptionView, read: ReadScope) => Message | null) =>
  async (t: Translator, loaded: Loaded, { assumption, round }: Of, read: ReadScope) => {
    const row = await loadAssumption(read, assumption);
    if (row === null || (round !== undefined && row.round !== round)) return null;
    return draw(t, loaded, await viewOf(read, loaded, row), read);
  };

const over = ifSeen<Of>(async (t, loaded, read, { assumption }) => {
  const row = await loadAssumption(read, assumption);
  return row === null
    ? t.mrkdwn('assumption.over.withdrawn')
    : screens.overInWords(t, await viewOf(read, loaded, row));
});

/** The reader is asked now. */
const isAsked = ({ viewer }: ReadScope, row: AssumptionRow): boolean =>
  row.state === 'asked' && viewer.kind === 'person' && viewer.userId === row.leader_id;

const { card, answer, ask, remind, open, back } = assumptionPosts;

export const posts: readonly PostDefinition[] = [
  retroPost(card, 'title.assumption', drawn(screens.cardMessage), over),
  retroPost(
    answer,
    'title.assumption',
    drawn((t, _loaded, view) => screens.answerMessage(t, view)),
    gone,
  ),
  retroPost(
    ask,
    'title.assumption',
    drawn((t, loaded, view, read) =>
      isAsked(read, view.row) ? screens.askMessage(t, loaded, view, 0) : null,
    ),
    over,
  ),
  retroPost(
    remind,
    'title.assumption',
    (t, loaded, params, read) =>
      drawn((_t, _loaded, view) =>
        isAsked(read, view.row) ? screens.askMessage(t, loaded, view, params.nth) : null,
      )(t, loaded, params, read),
    over,
  ),
  retroPost(
    open,
    'title.assumption',
    drawn((t, loaded, view) =>
      standingOf(view.row, t.now) === 'open' ? screens.openMessage(t, loaded, view) : null,
    ),
    over,
  ),
  retroPost(
    back,
    'title.assumption',
    drawn((t, _loaded, view, { viewer }) =>
      viewer.kind === 'person' ? screens.backMessage(t, view, viewer.userId) : null,
    ),
    over,
  ),
];

const assumptionTitled: Title<{ readonly assumption: RowId }> = async (
  read,
  { assumption },
  renderContext,
) => {
  const row = await loadAssumption(read, assumption);
  return row === null
    ? wordsFor(renderContext).plain('title.unseen')
    : titled('title.assumption')(read, { retro: row.retro_id }, renderContext);
};

export const jobs: readonly JobDefinition[] = [
  defineJob(assumptionJobs.look, 'transition', {
    title: titled('title.assumption'),
    run: async (context, { retro }) => {
      const loaded = await loadRetro(context.scope, retro);
      if (loaded?.retro.isShown === true) await lookForReturns(context, loaded);
    },
  }),
  defineJob(assumptionJobs.remind, 'prompt', {
    title: assumptionTitled,
    run: async (context, { assumption, person, nth }) => {
      const { scope, now, note } = context;
      const row = await loadAssumption(scope, assumption);
      if (row?.state !== 'asked' || row.leader_id !== person || row.reminders >= nth) return;
      // It ends by itself, too.
      if (!(await ownAgreements(scope)).includes('leader')) return leaderGone(context, person);
      const facts = await scope.person(person);
      if (facts?.awayUntil != null && facts.awayUntil > now) {
        note({ did: 'held', why: 'away' });
        return;
      }
      await scope.update(assumptions, assumption, { reminders: nth });
      await scope.publish(remindPost(row, nth, person));
    },
  }),
  defineJob(assumptionJobs.open, 'transition', {
    title: assumptionTitled,
    run: async (context, { assumption }) => {
      const row = await loadAssumption(context.scope, assumption);
      const loaded = row === null ? null : await loadRetro(context.scope, row.retro_id);
      if (row === null || loaded === null || standingOf(row, context.now) !== 'open') return;
      await context.scope.refresh(cardPost(loaded.row, row));
      await tellOpen(context, loaded, row);
    },
  }),
];
