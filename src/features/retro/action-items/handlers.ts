/** Proposing and dropping action items, and later questions to their owners. */
import { wordsFor } from '../session/words.ts';
import type { FeaturePart } from '#core/feature.ts';
import { type RowId, rowId, userId } from '#core/ids.ts';
import { defineJob, type JobDefinition } from '#core/job.ts';
import { gone } from '#core/kit/message.ts';
import { errors, type EventContext, nothing, onAction, onEvent, open, update } from '#core/listener.ts';
import type { PostId } from '#core/post-ref.ts';
import { definePost, type RenderContext, type Title } from '#core/post.ts';
import type { ReadScope } from '#core/scope.ts';
import { startOfDate } from '#core/time/date.ts';
import { onRetro, onRetroForm, refused, withRetro } from '../session/answers.ts';
import { loadRetro } from '../session/load.ts';
import { applyEvent } from '../session/operations.ts';
import type { Refusal } from '../session/phases.ts';
import { retros } from '../session/rows.ts';
import { type AskedOf, askMessage, decided, renderGiveUp } from './follow-up-screens.ts';
import { actionOf, type ActionRow, loadAction, openActionsOf } from './rows.ts';
import {
  type Ask,
  asks,
  asksWhetherItHelped,
  isLate,
  mostActions,
  standingActions,
  stateOfNew,
} from './rules.ts';
import * as screens from './screens.ts';
import { askPost, followJobs, followPosts } from './screens.ts';

const propose = onRetro(screens.proposeAction, 'propose', ({ t, loaded, by, now }) =>
  standingActions(loaded.retro).length >= mostActions
    ? open(screens.renderDrop(t, loaded, by))
    : open(screens.renderPropose(t, loaded, by, now)),
);

/** The proposer, or the facilitator, says why it is dropped. Who may is checked on submission. */
const drop = onAction(screens.dropAction, async (interaction, { action: id }) => {
  const action = await loadAction(interaction.scope, id);
  if (action === null) return refused(interaction, 'noSuchAction');
  const { retro_id: retro } = action;
  return withRetro(interaction, retro, 'drop', ({ t }) => update(renderGiveUp(t, action, { retro })));
});

const saveProposal = onRetroForm(screens.proposeModal, 'what', async (here, _metadata, fields) => {
  const { what, whenThen, owner, due } = fields;
  const action = {
    id: rowId(here.newId()),
    what,
    whenThen,
    owner,
    proposer: here.by,
    dueOn: due ?? '',
    state: stateOfNew(here.by, owner),
    doneAt: null,
    reason: '',
    helped: null,
    helpedHow: '',
  };
  const happened = await applyEvent(here, here.loaded, { kind: 'propose', by: here.by, action });
  if (happened.ok) return nothing;
  const lengths = { what: what.length, whenThen: whenThen.length };
  return errors({
    [fieldOf(happened.code)]: screens.actionError(here.t, happened.code, here.now, lengths),
  });
});

function fieldOf(code: Refusal): 'what' | 'owner' | 'due' | 'whenThen' {
  if (code === 'ownerOutside') return 'owner';
  if (code === 'whenLong') return 'whenThen';
  return code === 'dueWrong' || code === 'duePast' || code === 'dueFar' ? 'due' : 'what';
}

const actionTitled: Title<{ readonly action: RowId }> = async (read, { action }, renderContext) => {
  const t = wordsFor(renderContext);
  const row = await loadAction(read, action);
  return row === null ? t.plain('title.actionUnseen') : t.plain('title.action', { what: row.what });
};

/** The action item in question, as its current or former owner sees it. */
async function askedOf(
  read: ReadScope,
  id: RowId,
): Promise<(AskedOf & { readonly isTheirs: boolean }) | null> {
  const { viewer } = read;
  const row = await loadAction(read, id);
  if (row === null || viewer.kind !== 'person') return null;
  const { retro_id: of } = row;
  const retro = await read.from(retros).select('it.about').where('it.id', '=', of).executeTakeFirst();
  return retro === undefined ? null : { row, about: retro.about, isTheirs: row.owner_id === viewer.userId };
}

/** Asked while `isAsked` holds; afterwards it shows the decision. */
const question = <P extends { readonly action: RowId }>(
  ask: keyof typeof followPosts,
  post: PostId<P>,
  isAsked: (row: ActionRow, params: P, renderContext: RenderContext) => boolean,
) =>
  definePost(post, {
    title: actionTitled,
    build: async (read, params, renderContext) => {
      const of = await askedOf(read, params.action);
      if (of?.isTheirs !== true || !isAsked(of.row, params, renderContext)) return null;
      return askMessage(wordsFor(renderContext), of, ask);
    },
    over: async (read, params, renderContext) => {
      const of = await askedOf(read, params.action);
      return of === null
        ? gone(read, params, renderContext)
        : decided(wordsFor(renderContext), of.row, of.isTheirs);
    },
  });

const isDue = ({ due }: screens.OfDate, row: ActionRow): boolean => startOfDate(row.due_on) === due;

const questions = [
  question('accept', followPosts.accept, ({ state }) => state === 'proposed'),
  question('remind', followPosts.remind, (row, of) => row.state === 'open' && isDue(of, row)),
  question(
    'late',
    followPosts.late,
    (row, of, { tz, now }) => isDue(of, row) && isLate(actionOf(row), tz, now),
  ),
  question('helped', followPosts.helped, (row, _of, { now }) => asksWhetherItHelped(actionOf(row), now)),
];

const askJob = (ask: Ask): JobDefinition =>
  defineJob(followJobs[ask], 'prompt', {
    title: actionTitled,
    run: async ({ scope, now }, { action: id, person }) => {
      const row = await loadAction(scope, id);
      const owner = row?.owner_id === person ? await scope.person(person) : null;
      if (row === null || owner === null) return;
      if (isAsked(ask, row, owner.tz, now))
        await scope.publish(askPost(ask, { id, dueOn: row.due_on }, person));
      // Home asks the same.
      await scope.refreshHome(person);
    },
  });

function isAsked(ask: Ask, row: ActionRow, tz: string, now: number): boolean {
  if (ask === 'helped') return asksWhetherItHelped(actionOf(row), now);
  return ask === 'late' ? isLate(actionOf(row), tz, now) : row.state === 'open';
}

async function ownerLeft(context: EventContext, user: string): Promise<void> {
  const { scope, channel } = context;
  const person = userId(user);
  const theirs = (await openActionsOf(scope, person)).filter((row) => row.channel_id === channel.channelId);
  for (const retro of new Set(theirs.map(({ retro_id }) => retro_id))) {
    const loaded = await loadRetro(scope, retro);
    if (loaded !== null) await applyEvent(context, loaded, { kind: 'ownerGone', person });
  }
}

export const actionItemsPart: FeaturePart = {
  actions: [propose, drop],
  views: [saveProposal],
  posts: questions,
  jobs: asks.map(askJob),
  events: [
    onEvent('member_left_channel', (context, { user }) => ownerLeft(context, user)),
    onEvent('user_deactivated', (context, { user }) => ownerLeft(context, user)),
  ],
};
