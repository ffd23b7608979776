/** Half time, the date, the decision, and the team's checklist. */
import type { FeaturePart } from '#core/feature.ts';
import { defineJob } from '#core/job.ts';
import { gone } from '#core/kit/message.ts';
import {
  clear,
  errors,
  type Interaction,
  nothing,
  onAction,
  onEvent,
  onReading,
  onSubmit,
  open,
  type Reply,
} from '#core/listener.ts';
import type { LessonSeeds } from '#core/lessons.ts';
import { userId } from '#core/ids.ts';
import { findRow } from '#core/rows.ts';
import type { Message } from '#core/post.ts';
import type { ReadScope } from '#core/scope.ts';
import { about } from '../card/posts.ts';
import { copy } from '../copy.ts';
import { type Found, hereWith, orError, orTell, ownedWith, whileOpen } from '../here.ts';
import * as ids from '../ids.ts';
import { left } from '../operations.ts';
import { type Experiment, loadExperiment, saidIn, words } from '../rows.ts';
import type { RuleAnswer } from '../rules.ts';
import * as operations from './operations.ts';
import * as screens from './screens.ts';

/** One that runs, of this person. */
function running(found: Found): Found {
  const here = whileOpen(found);
  return 'why' in here || here.one.row.state === 'running' ? here : { why: 'told.notRunning' };
}

/** One that is decided. */
function decided(here: Found): Found {
  if ('why' in here || here.one.row.state === 'decided') return here;
  return { why: here.one.row.state === 'ended' ? 'told.over' : 'told.notDecided', at: here.one.row.over_at };
}

/** What came of it can be written, or corrected. */
const decidable = (here: Found): Found => {
  const one = decided(here);
  return 'why' in one ? running(here) : one;
};

const noteRule = (
  it: Interaction,
  { experiment, at }: { readonly experiment: ids.OfExperiment['experiment']; readonly at: 'half' | 'due' },
  said: RuleAnswer,
) =>
  ownedWith(it, experiment).then((here) =>
    orTell(it, running(here), async ({ one }) => {
      await operations.noteRule(it, one, it.person.userId, at, said);
      return nothing;
    }),
  );

/** To its owner alone. */
const ownerOnly = (read: ReadScope, one: Experiment): boolean =>
  read.viewer.kind === 'person' && read.viewer.userId === one.row.owner_id;

/** It is redrawn for who owned it before, too: what becomes of it stands there. */
const asked = (one: Experiment, message: Message | null): Message | null =>
  message === null ? null : { ...message, shows: [one.row.id] };

export const ending: FeaturePart = {
  posts: [
    about.post(
      ids.posts.half,
      'title.half',
      (t, one, _of, read, { now }) =>
        ownerOnly(read, one) ? asked(one, screens.ruleMessage(t, one, 'half', now)) : null,
      about.over(screens.becameLine),
    ),
    about.post(
      ids.posts.due,
      'title.due',
      (t, one, { at }, read, { now }) =>
        ownerOnly(read, one) && (at === one.row.due_at || one.row.state !== 'running')
          ? asked(one, screens.ruleMessage(t, one, 'due', now))
          : null,
      about.over((t, one, read) =>
        ownerOnly(read, one) ? screens.movedLine(t, one) : screens.becameLine(t, one),
      ),
    ),
    about.post(
      ids.posts.over,
      'title.over',
      (t, one) => (one.row.state === 'decided' ? screens.overMessage(t, one) : null),
      gone,
    ),
  ],
  jobs: [
    defineJob(ids.jobs.half, 'transition', {
      title: copy.titled('title.half'),
      run: (context, { experiment }) => operations.ask(context, experiment, 'half'),
    }),
    defineJob(ids.jobs.due, 'transition', {
      title: copy.titled('title.due'),
      run: (context, { experiment }) => operations.ask(context, experiment, 'due'),
    }),
    defineJob(ids.jobs.undecided, 'transition', {
      title: copy.titled('title.orphan'),
      run: operations.leave,
    }),
  ],
  events: [
    onEvent('member_left_channel', ({ scope, channel }, { user }) =>
      left(scope, channel, userId(user), false),
    ),
    onEvent('user_deactivated', ({ scope, channel }, { user }) => left(scope, channel, userId(user), true)),
  ],
  actions: [
    onAction(ids.ruleIs.met, (it, of) => noteRule(it, of, 'met')),
    onAction(ids.ruleIs.notMet, (it, of) => noteRule(it, of, 'notMet')),
    onReading(ids.decide, async (it, { experiment }): Promise<Reply> =>
      orTell(it, decidable(await ownedWith(it, experiment)), async ({ one }) =>
        open(screens.renderDecide(copy.for(it), one)),
      ),
    ),
    onReading(ids.check, async (it, { experiment }): Promise<Reply> =>
      orTell(it, decided(await hereWith(it, experiment)), async ({ one }) =>
        open(screens.renderCheck(copy.for(it), one, await operations.holdingOf(it.scope, one.row))),
      ),
    ),
  ],
  views: [
    onSubmit(ids.decideModal, async (it, { experiment, version }, fields): Promise<Reply> => {
      const t = copy.for(it);
      return orError(it, decidable(await ownedWith(it, experiment)), 'result', async ({ one, channel }) => {
        if (fields.result === '') return errors({ result: t.plain('refused.noResult') });
        const outcome = {
          ...{ result: fields.result, surprise: fields.surprise, lesson: fields.lesson },
          turnedOut: fields.turnedOut ?? 'unclear',
          decision: fields.decision ?? 'park',
        };
        const hears = !channel.isArchived && channel.hasLore;
        // What was planned may have changed meanwhile; what came out is written over by nobody.
        const isNewest = one.row.state === 'running' || one.row.version === version;
        const isDone = isNewest && (await operations.decide(it, one, it.person.userId, outcome, hears));
        return isDone ? clear : errors({ result: t.plain('told.newer') });
      });
    }),
    onSubmit(ids.checkModal, async (it, { experiment }, fields): Promise<Reply> =>
      orError(it, decided(await hereWith(it, experiment)), 'holding', async ({ one }) => {
        await operations.answerCheck(it, one, fields.holding);
        return clear;
      }),
    ),
  ],
};

/** What an experiment taught, in the words of who wrote it. */
export const lessonSeeds: LessonSeeds = {
  load: async (read, id) => {
    const row = await findRow(read.from(words), { id, field: 'lesson' });
    const one = row === null || row.words === '' ? null : await loadExperiment(read, row.experiment_id);
    if (row === null || one === null) return null;
    const happened = [
      saidIn(one, 'belief'),
      saidIn(one, 'test'),
      saidIn(one, 'result'),
      saidIn(one, 'surprise'),
    ];
    return {
      table: words,
      author: (await read.authors(words, [id])).get(id)?.[0] ?? null,
      channel: one.row.channel_id,
      words: {
        title: row.words.split('\n')[0] ?? '',
        happened: happened.filter((text) => text !== '').join('\n'),
        useWhen: '',
        topics: '',
      },
      post: ids.cardPost(one.row),
    };
  },
};
