/** What is shown of a retrospective that comes round: in its thread, to the person who is asked to facilitate, and to its owner. */
import type { KnownBlock } from '@slack/types';
import { button } from '#core/kit/action.ts';
import { actions, context, section } from '#core/kit/blocks.ts';
import { messageOf } from '#core/kit/message.ts';
import { input, renderModal, type RenderedModal } from '#core/kit/modal.ts';
import type { UserId } from '#core/ids.ts';
import type { Message } from '#core/post.ts';
import { rarer } from '#core/quiet.ts';
import type { Every } from '#core/recurrence.ts';
import { atMoment, channelLink, nameOf } from '#core/sentence.ts';
import { join, type Mrkdwn } from '#core/text.ts';
import type { Translator } from '../session/words.ts';
import { accept, endRounds, goRarer, pass, pauseRounds, stepOut, swap, swapModal, volunteer } from './ids.ts';
import type { RoundRow } from './rows.ts';

const questions = [
  'round.checkIn.0',
  'round.checkIn.1',
  'round.checkIn.2',
  'round.checkIn.3',
  'round.checkIn.4',
  'round.checkIn.5',
  'round.checkIn.6',
  'round.checkIn.7',
] as const;

/** In the thread when it begins. @param nth counts the channel's rounds, so that the question varies */
export function beganMessage(t: Translator, round: Pick<RoundRow, 'id'>, nth: number): Message {
  const question = t.plain(questions[nth % questions.length] ?? questions[0]);
  return messageOf(
    t.mrkdwn('round.checkIn', { question }),
    actions([button(volunteer, t.plain('round.volunteer'), { round: round.id })]),
    context(t.mrkdwn('round.turns')),
  );
}

const where = (row: RoundRow) => ({ channel: channelLink(row.channel_id), at: atMoment(row.starts_at) });

/** @param person who reads it @returns `null` once it is over, or another person's turn */
export function askMessage(t: Translator, row: RoundRow, person: UserId): Message | null {
  if (row.state !== 'coming' || row.facilitator_id !== person) return null;
  const isAsked = row.answer === 'asked';
  const id = { round: row.id };
  return messageOf(
    t.mrkdwn(isAsked ? 'round.ask' : 'round.ask.accepted', where(row)),
    actions([
      ...(isAsked ? [button(accept, t.plain('round.accept'), id, { style: 'primary' as const })] : []),
      button(swap, t.plain('round.swap'), id),
      button(pass, t.plain('round.pass'), id),
      button(stepOut, t.plain('round.stepOut'), id),
    ]),
    context(t.mrkdwn('round.ask.why')),
  );
}

/** The same in App Home: two blocks. */
export function turnInHome(t: Translator, row: RoundRow): KnownBlock[] {
  const isAsked = row.answer === 'asked';
  const id = { round: row.id };
  return [
    section(t.mrkdwn(isAsked ? 'round.ask' : 'round.ask.accepted', where(row))),
    actions([
      ...(isAsked ? [button(accept, t.plain('round.accept'), id)] : []),
      button(pass, t.plain('round.pass'), id),
    ]),
  ];
}

/** @param person who reads it */
export function askedLine(t: Translator, row: RoundRow, person: UserId): Mrkdwn {
  const hasIt = row.facilitator_id === person && row.state === 'held';
  return t.mrkdwn(hasIt ? 'round.ask.accepted' : 'round.ask.over', where(row));
}

/** To the owner, where nobody can. @returns `null` once somebody is asked, or it has begun */
export function ownerMessage(t: Translator, row: RoundRow): Message | null {
  if (row.state !== 'coming' || row.facilitator_id !== null) return null;
  return messageOf(
    t.mrkdwn('round.owner', where(row)),
    actions([button(volunteer, t.plain('round.volunteer'), { round: row.id })]),
    context(t.mrkdwn('round.turns')),
  );
}

export const ownerLine = (t: Translator, row: RoundRow): Mrkdwn => t.mrkdwn('round.owner.over', where(row));

export function renderSwap(t: Translator, row: RoundRow): RenderedModal {
  return renderModal(swapModal, { round: row.id }, t.modal('round.swap.title', 'round.swap.submit'), [
    input(swapModal, 'to', t.labels('round.swap.to', { hint: 'round.swap.hint' })),
  ]);
}

/** @param every the current frequency; `null`: it is no longer set up @returns `null` once it is decided */
export function quietMessage(t: Translator, row: RoundRow, every: Every | null): Message | null {
  if (row.state !== 'asked') return null;
  const id = { round: row.id };
  const less = every === null ? null : rarer(every);
  return messageOf(
    t.mrkdwn('round.quiet', { channel: channelLink(row.channel_id) }),
    actions([
      ...(less === null
        ? []
        : [button(goRarer, t.plain(`round.quiet.${less}`), id, { style: 'primary' as const })]),
      button(pauseRounds, t.plain('round.quiet.pause'), id),
      button(endRounds, t.plain('round.quiet.end'), id),
    ]),
    context(t.mrkdwn('round.quiet.why')),
  );
}

/** The decision, and who made it. */
export function quietLine(t: Translator, row: RoundRow): Mrkdwn {
  const channel = channelLink(row.channel_id);
  const settings = t.mrkdwn('round.quiet.settings');
  if (row.state !== 'rarer' && row.state !== 'paused' && row.state !== 'ended') return settings;
  if (row.decided_by === null) return join([t.mrkdwn('round.quiet.pausedAlone', { channel }), settings]);
  return join([t.mrkdwn(`round.quiet.${row.state}`, { by: nameOf(row.decided_by), channel }), settings]);
}
