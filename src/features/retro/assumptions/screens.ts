/** A question about an assumption: the card in the thread, what a leader and a facilitator read, and their forms. */
import type { Button, KnownBlock } from '@slack/types';
import type { UserId } from '#core/ids.ts';
import { button } from '#core/kit/action.ts';
import { actions, context, type Piece, userText } from '#core/kit/blocks.ts';
import { messageOf } from '#core/kit/message.ts';
import type { Message } from '#core/post.ts';
import { channelLink, nameOf, onDay } from '#core/sentence.ts';
import type { Mrkdwn } from '#core/text.ts';
import { localTime } from '#core/time/zone.ts';
import { actionOf } from '../action-items/operations.ts';
import { actionPieces, choiceButton, dueOf } from '../action-items/screens.ts';
import { changeNames } from '../names/screens.ts';
import type { Loaded } from '../session/load.ts';
import { phases } from '../session/phases.ts';
import { noonOf, type Translator } from '../session/words.ts';
import { answerQuestion, askLeader, changeOurselves } from './ids.ts';
import type { AssumptionRow } from './rows.ts';
import { isVotingOver, standingOf } from './rules.ts';
import type { AssumptionView } from './view.ts';

const written = (text: string): Piece => ({ written: text, as: 'line' });

/** How many actions a question names. */
const mostNamed = 3;

/** What was done before, as part of a sentence: "“Write a checklist” was done on 3 June". */
function doneInWords(t: Translator, { done }: AssumptionView): string {
  const each = done.slice(0, mostNamed).map(({ action, isQuoted }) => {
    const date = onDay(noonOf(localTime(action.done_at ?? 0, t.tz).date, t.tz));
    return isQuoted
      ? t.plain('assumption.done', { what: action.what, date })
      : t.plain('assumption.doneUnnamed', { date });
  });
  return new Intl.ListFormat(t.locale, { type: 'conjunction' }).format(each);
}

/** What the question calls its theme. */
const themeOf = (t: Translator, { theme, place }: AssumptionView): string =>
  theme ?? (place === 0 ? t.plain('assumption.aTheme') : t.plain('names.number', { number: place }));

/** The question itself, the same for every reader. Nobody's name is in it. */
export function questionPieces(t: Translator, view: AssumptionView): Piece[] {
  const theme = themeOf(t, view);
  if (view.row.action_id !== null)
    return t.pieces('assumption.beyond', {
      what: written(view.what ?? t.plain('assumption.anAction')),
      theme: written(theme),
    });
  return view.done.length === 0
    ? t.pieces('assumption.returned', { theme: { bold: theme } })
    : t.pieces('assumption.returnedAfter', { theme: { bold: theme }, done: doneInWords(t, view) });
}

/** A day of a question, as a value for a sentence. */
const onDate = (t: Translator, date: AssumptionRow['due_on']) =>
  date === null ? '' : onDay(noonOf(date, t.tz));

/** How it stands, in one line. @returns `null`: nobody was asked */
function standingLine(t: Translator, { row, change }: AssumptionView): Mrkdwn | null {
  const asked = onDate(t, row.asked_on);
  const due = onDate(t, row.due_on);
  switch (standingOf(row, t.now)) {
    case 'asked':
      return t.mrkdwn('assumption.asked', { leader: nameOf(row.leader_id), asked, due });
    case 'open':
      return row.leader_id === null
        ? t.mrkdwn('assumption.openFree', { asked, due })
        : t.mrkdwn('assumption.open', { leader: nameOf(row.leader_id), asked, due });
    case 'answered': {
      const at = onDay(row.answered_at ?? 0);
      if (row.asked_on !== null) return t.mrkdwn('assumption.answered', { asked, at });
      return t.mrkdwn(change === null ? 'assumption.answeredByTeam' : 'assumption.changedByTeam', { at });
    }
    default:
      return null;
  }
}

function cardButtons(t: Translator, { row }: AssumptionView): Button[] {
  const id = { assumption: row.id };
  const own = button(changeOurselves, t.plain('assumption.own'), id);
  const lead = button(askLeader, t.plain('assumption.lead'), id);
  const another = button(askLeader, t.plain('assumption.another'), id);
  const reply = button(answerQuestion, t.plain('assumption.answerHere'), id);
  const isTheme = row.topic_id !== null;
  switch (standingOf(row, t.now)) {
    case 'raised':
      return [own, lead];
    case 'asked':
      return [reply, another];
    case 'open':
      return [...(row.leader_id === null ? [] : [reply]), ...(isTheme ? [own] : []), another];
    default:
      return [];
  }
}

/** The card in the thread. @returns `null`: there is nothing to ask (any more) */
export function cardMessage(t: Translator, { row: retro }: Loaded, view: AssumptionView): Message | null {
  const { row, change } = view;
  const standing = standingOf(row, t.now);
  if (standing === 'withdrawn' || standing === 'merged') return null;
  // Asked of nobody yet, it goes with the votes that it follows from.
  if (standing === 'raised' && !isVotingOver(retro.phase)) return null;
  const line = standingLine(t, view);
  const buttons = cardButtons(t, view);
  const rename = view.isPerson && phases[retro.phase].accepts.includes('name');
  return messageOf(
    userText(...questionPieces(t, view), ' ', t.plain('assumption.which')),
    ...(line === null ? [] : [line]),
    ...(change === null ? [] : [userText(...actionPieces(t, actionOf(change)))]),
    ...(view.isPerson
      ? [context(t.mrkdwn(rename ? 'assumption.personName' : 'assumption.personNamed'))]
      : []),
    ...(standing === 'raised' ? [context(t.mrkdwn('assumption.aside'))] : []),
    ...(buttons.length === 0
      ? []
      : [
          actions([
            ...buttons,
            ...(rename ? [button(changeNames, t.plain('names.change'), { retro: retro.id })] : []),
          ]),
        ]),
  );
}

/** The leader's answer, for everyone in the thread. @returns `null`: there is none, or no longer */
export function answerMessage(t: Translator, view: AssumptionView): Message | null {
  const { row, change, action } = view;
  if (row.state !== 'answered' || row.answer === '') return null;
  const lead = t.pieces('assumption.said', {
    leader: nameOf(row.leader_id),
    theme: { bold: themeOf(t, view) },
  });
  const closed = action?.state === 'dropped' && change !== null;
  return messageOf(
    userText(...lead),
    userText({ written: row.answer, as: 'quote' }),
    ...(change === null
      ? [t.mrkdwn('assumption.nothingChanges')]
      : [t.mrkdwn('assumption.changes'), userText(...actionPieces(t, actionOf(change)))]),
    ...(closed ? [context(t.mrkdwn('assumption.takenOver'))] : []),
  );
}

/** To the leader: the question, who asks, until when, and how to stop being asked. @param nth 0: the first time; else which reminder */
export function askMessage(
  t: Translator,
  { row: retro }: Loaded,
  view: AssumptionView,
  nth: number,
): Message {
  const { row } = view;
  const facts = { channel: channelLink(retro.channel_id), about: retro.about, by: nameOf(row.asked_by) };
  return messageOf(
    nth === 0 ? t.mrkdwn('assumption.toLeader', facts) : t.mrkdwn('assumption.remind', facts),
    userText(...questionPieces(t, view), ' ', t.plain('assumption.which')),
    actions([
      button(answerQuestion, t.plain('assumption.answer'), { assumption: row.id }, { style: 'primary' }),
    ]),
    context(
      t.mrkdwn(
        nth === 0 ? 'assumption.toLeaderAside' : `assumption.remindAside${nth === 1 ? 'First' : 'Last'}`,
        {
          due: onDate(t, row.due_on),
        },
      ),
    ),
  );
}

/** To the facilitator: it is open, and what can be done. */
export function openMessage(t: Translator, { row: retro }: Loaded, view: AssumptionView): Message {
  const { row } = view;
  const facts = {
    channel: channelLink(retro.channel_id),
    about: retro.about,
    asked: onDate(t, row.asked_on),
    due: onDate(t, row.due_on),
  };
  const lead =
    row.leader_id === null
      ? t.mrkdwn('assumption.toFacilitatorFree', facts)
      : t.mrkdwn('assumption.toFacilitator', { ...facts, leader: nameOf(row.leader_id) });
  return messageOf(
    lead,
    userText(...questionPieces(t, view)),
    actions([button(askLeader, t.plain('assumption.decide'), { assumption: row.id }, { style: 'primary' })]),
    context(t.mrkdwn('assumption.toFacilitatorAside')),
  );
}

/** To the owner: it is theirs again. @returns `null`: it is not any more */
export function backMessage(t: Translator, view: AssumptionView, reader: UserId): Message | null {
  const { action, row } = view;
  if (action?.owner_id !== reader || action.state !== 'open') return null;
  const lead = row.state === 'answered' ? 'assumption.backAnswered' : 'assumption.back';
  const due = dueOf(t, action.due_on);
  const choices = (['done', 'move', 'pass', 'drop'] as const).map((one) => choiceButton(t, action, one));
  return messageOf(
    userText(...t.pieces(lead, { what: written(action.what), due })),
    actions(choices),
    context(t.mrkdwn('assumption.backAside')),
  );
}

/** In App Home: a question that waits for the reader. */
export function questionInHome(t: Translator, view: AssumptionView): KnownBlock[] {
  const { row } = view;
  return [
    userText(...questionPieces(t, view), ' ', t.plain('assumption.inHome', { due: onDate(t, row.due_on) })),
    actions([button(answerQuestion, t.plain('assumption.answer'), { assumption: row.id })]),
  ];
}

/** What a question was, once it is over: with the reader's own access. */
export function overInWords(t: Translator, view: AssumptionView): Mrkdwn {
  const { row } = view;
  const standing = standingOf(row, t.now);
  if (standing === 'answered')
    return t.mrkdwn('assumption.over.answered', { at: onDay(row.answered_at ?? 0) });
  if (standing === 'merged') return t.mrkdwn('assumption.over.merged');
  if (standing === 'withdrawn') return t.mrkdwn('assumption.over.withdrawn');
  return t.mrkdwn('assumption.over.goesOn');
}
