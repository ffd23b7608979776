/** Asking a leader about an assumption or a rule, answering, and changing something as a team. */
import type { FeaturePart } from '#core/feature.ts';
import { type RowId, userId } from '#core/ids.ts';
import type { Action } from '#core/kit/action.ts';
import { endedMessage } from '#core/kit/ended.ts';
import { messageOf } from '#core/kit/message.ts';
import {
  clear,
  errors,
  type Interaction,
  onAction,
  onEvent,
  onSubmit,
  open,
  type Reply,
  say,
  update,
} from '#core/listener.ts';
import { channelLink, onDay } from '#core/sentence.ts';
import { shorten } from '#core/text.ts';
import { proposalError, proposed } from '../action-items/proposing.ts';
import { loadAction } from '../action-items/operations.ts';
import { actionLimits, mostActions, standingActions } from '../action-items/rules.ts';
import { renderDrop } from '../action-items/screens.ts';
import { type Acting, refused, tell, withRetro } from '../session/answers.ts';
import { applyEvent } from '../session/operations.ts';
import { phases } from '../session/phases.ts';
import { wordsFor } from '../session/words.ts';
import { beyond } from './beyond.ts';
import * as forms from './forms.ts';
import * as ids from './ids.ts';
import { leadersFor } from './leaders.ts';
import { ask, endRound, giveBack, leaderGone, withdraw } from './operations.ts';
import { jobs, posts } from './posts.ts';
import { type AssumptionRow, assumptions, loadAssumption } from './rows.ts';
import { maySteer, standingOf } from './rules.ts';
import { namesSomebody, viewOf } from './view.ts';

interface Of {
  readonly assumption: RowId;
}

type Run = (here: Acting, question: AssumptionRow) => Promise<Reply> | Reply;

/** In the current state of the question and its retrospective. */
async function withQuestion(interaction: Interaction, id: RowId, run: Run): Promise<Reply> {
  const question = await loadAssumption(interaction.scope, id);
  if (question === null) return tell(interaction, 'refused.gone');
  return withRetro(interaction, question.retro_id, null, (here) => run(here, question));
}

const onQuestion = (action: Action<Of>, run: Run) =>
  onAction(action, (interaction, { assumption }) => withQuestion(interaction, assumption, run));

/** What became of a question that nobody can do anything about any more. */
function over({ t, loaded }: Acting, question: AssumptionRow): Reply {
  const { about } = loaded.row;
  const what =
    question.answered_at === null
      ? t.mrkdwn('assumption.ended', { about })
      : t.mrkdwn('assumption.endedAt', { about, at: onDay(question.answered_at) });
  return say(endedMessage({ what, now: t.mrkdwn('ended.now.actions') }));
}

const isOver = ({ loaded, now }: Acting, question: AssumptionRow): boolean =>
  loaded.retro.phase === 'cancelled' || !['raised', 'asked', 'open'].includes(standingOf(question, now));

async function ownerOf({ scope }: Acting, { action_id: id }: AssumptionRow) {
  return id === null ? null : ((await loadAction(scope, id))?.owner_id ?? null);
}

/** For the person who decides whether and whom to ask. */
const steering =
  (run: Run): Run =>
  async (here, question) => {
    if (isOver(here, question)) return over(here, question);
    const owner = await ownerOf(here, question);
    return maySteer(here.loaded.retro, owner, here.by)
      ? run(here, question)
      : refused(here, 'notFacilitator');
  };

const lead = onQuestion(
  ids.askLeader,
  steering(async (here, question) => {
    const { t, scope, loaded, by } = here;
    const leaders = await leadersFor(
      scope,
      loaded.row.channel_id,
      by,
      question.leader_id,
      await ownerOf(here, question),
    );
    return open(forms.renderLead(t, loaded, await viewOf(scope, loaded, question), leaders));
  }),
);

const withdrawn = onQuestion(
  ids.withdrawQuestion,
  steering(async (here, question) => {
    if (!(await withdraw(here, here.loaded.row, question))) return over(here, question);
    return update(forms.renderWithdrawn(here.t, question));
  }),
);

const asked = onSubmit(ids.leadModal, (interaction, { assumption, round }, { theme, leader }) =>
  withQuestion(
    interaction,
    assumption,
    steering(async (here, question) => {
      const { t, scope, loaded, by } = here;
      const wrong = await wrongTheme(here, theme);
      if (wrong !== null) return errors({ theme: wrong });
      const owner = await ownerOf(here, question);
      const { here: agreed } = await leadersFor(scope, loaded.row.channel_id, by, owner);
      const chosen = agreed.find(({ userId: one }) => one === leader);
      if (chosen === undefined) return errors({ leader: t.plain('assumption.notAgreed') });
      const isAsked =
        question.round === round && (await ask(here, loaded, question, { theme, leader: chosen, by }));
      return isAsked ? clear : errors({ leader: t.plain('assumption.already') });
    }),
  ),
);

/** @returns why a question cannot be called so; `null` if it can */
async function wrongTheme({ t, scope, loaded }: Acting, theme: string): Promise<string | null> {
  if (theme === '') return t.plain('assumption.themeEmpty');
  return (await namesSomebody(scope, loaded.row.channel_id, theme))
    ? t.plain('assumption.namesPerson')
    : null;
}

/** The leader who is asked, and nobody else. */
const asLeader =
  (run: Run): Run =>
  (here, question) => {
    if (question.state !== 'asked' || here.loaded.retro.phase === 'cancelled') return over(here, question);
    return question.leader_id === here.by ? run(here, question) : tell(here, 'assumption.notYours');
  };

const answer = onQuestion(
  ids.answerQuestion,
  asLeader(async ({ t, scope, loaded, now }, question) =>
    open(forms.renderAnswer(t, loaded, await viewOf(scope, loaded, question), now)),
  ),
);

const answered = onSubmit(ids.answerModal, (interaction, { assumption, round }, fields) =>
  withQuestion(
    interaction,
    assumption,
    asLeader(async (here, question) => {
      const { t, scope, loaded, by, now } = here;
      const { kind, answer: text, what, due } = fields;
      if (question.round !== round) return over(here, question);
      if (kind === null) return errors({ kind: t.plain('assumption.kindEmpty') });
      if (text === '') return errors({ answer: t.plain('assumption.answerEmpty') });
      // What was typed is never dropped unsaid.
      if (kind === 'nothing' && what !== '') return errors({ kind: t.plain('assumption.kindUnclear') });
      const change = kind === 'nothing' ? null : proposed(here, { what, owner: by, due: due ?? '' });
      if (change !== null) {
        const { action_id: action } = question;
        const instead = action === null ? {} : { instead: { action, reason: await reasonIn(here, what) } };
        const happened = await applyEvent(here, loaded, {
          kind: 'change',
          by,
          action: change,
          isLeaders: true,
          ...instead,
        });
        if (!happened.ok) return proposalError(here, happened.code, what.length);
      }
      const said = {
        state: 'answered',
        answer: text,
        answered_at: now,
        change_id: change?.id ?? null,
      } as const;
      await scope.update(assumptions, question.id, said);
      await endRound(here, question);
      await scope.refresh(ids.cardPost(loaded.row, question));
      await scope.publish(ids.answerPost(loaded.row, question));
      await giveBack(here, question);
      return say(messageOf(t.mrkdwn('assumption.thanks', { channel: channelLink(loaded.row.channel_id) })));
    }),
  ),
);

/** Why an action is closed whose place another takes, in the language of the channel. */
async function reasonIn({ scope, loaded, now, locale }: Acting, what: string): Promise<string> {
  const channel = await scope.channel(loaded.row.channel_id);
  const t = wordsFor({ locale: channel?.locale ?? locale, tz: loaded.retro.tz, now });
  return shorten(t.plain('assumption.reason', { what }), actionLimits.why);
}

/** The team, whose members take part in the retrospective. */
const asTeam =
  (run: Run): Run =>
  (here, question) => {
    if (isOver(here, question) || question.topic_id === null) return over(here, question);
    return here.loaded.retro.participants.includes(here.by)
      ? run(here, question)
      : refused(here, 'notParticipant');
  };

const own = onQuestion(
  ids.changeOurselves,
  asTeam(async (here, question) => {
    const { t, scope, loaded, by, now } = here;
    const isFull = standingActions(loaded.retro).length >= mostActions;
    if (isFull && phases[loaded.retro.phase].accepts.includes('drop')) return open(renderDrop(t, loaded, by));
    return open(forms.renderOwn(t, loaded, await viewOf(scope, loaded, question), by, now));
  }),
);

const changed = onSubmit(ids.ownModal, (interaction, { assumption }, { what, owner, due }) =>
  withQuestion(
    interaction,
    assumption,
    asTeam(async (here, question) => {
      const { scope, loaded, by, now } = here;
      const action = proposed(here, { what, owner, due: due ?? '' });
      const { round, state } = question;
      const none = { leader_id: null, asked_by: null, asked_on: null, due_on: null, open_at: null } as const;
      const said = { ...none, state: 'answered', answered_at: now, change_id: action.id } as const;
      if (!(await scope.update(assumptions, question.id, said, { where: { round, state } })))
        return over(here, question);
      const happened = await applyEvent(here, loaded, { kind: 'change', by, action, isLeaders: false });
      if (!happened.ok) return proposalError(here, happened.code, what.length);
      await endRound(here, question);
      await scope.refresh(ids.cardPost(loaded.row, question));
      return clear;
    }),
  ),
);

export const assuming: FeaturePart = {
  actions: [lead, withdrawn, answer, own, ...beyond.actions],
  views: [asked, answered, changed, ...beyond.views],
  posts,
  jobs,
  events: [
    onEvent('member_left_channel', (context, { user }) =>
      leaderGone(context, userId(user), context.channel.channelId),
    ),
    onEvent('user_deactivated', (context, { user }) =>
      leaderGone(context, userId(user), context.channel.channelId),
    ),
  ],
};
