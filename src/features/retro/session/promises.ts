/**
 * Statements on who sees what. Each is chosen here, and only here, from the stored facts (`Kept`), so that none promises too much. Its words cannot
 * be reached in any other way.
 */
import { day, type Instant } from '#core/clock.ts';
import { defineCopy } from '#core/copy.ts';
import type { Confirmation } from '#core/kit/action.ts';
import type { Names } from '#core/scope.ts';
import type { Values } from '#core/sentence.ts';
import type { Mrkdwn } from '#core/text.ts';
import { retroSecrecy, type RetroSecrecyKey } from '#locales/retro.secrecy.ts';
import { enoughToTell } from '../history/rating.ts';
import { daysKept } from '../late/kept.ts';
import type { CardsFor } from '../start/rules.ts';
import { enoughBallots } from '../vote/rules.ts';
import type { Loaded } from './load.ts';
import { isOpen, type Phase, type Retro } from './phases.ts';
import { enoughToHide, linkKept } from './rules.ts';
import type { Translator } from './words.ts';

export interface Kept {
  readonly phase: Phase;
  readonly names: Names;
  readonly cardsFor: CardsFor;
  /** Whether participants can read cards, except those being added. */
  readonly isOpen: boolean;
  /** Whether the rest of the channel can, too. */
  readonly isOpenToChannel: boolean;
  /** Whether some cards are, or were on cancellation, still with their authors beside others that can be read. */
  readonly isAdded: boolean;
  /** Whether a vote has been counted before. */
  readonly isCounted: boolean;
  /** How many people a card's author may be among: those who have answered, or those who can, whichever is more. */
  readonly invitees: number;
  /** How many have answered in this phase. */
  readonly answers: number;
}

/** @param now people who are away at this moment cannot answer, and the phase may end early */
export function keptNow({ row, retro, embargoes }: Loaded, now: Instant): Kept {
  return {
    phase: retro.phase,
    names: row.names,
    cardsFor: row.cards_for,
    ...embargoes,
    isAdded: row.added_seal !== null,
    isCounted: row.votes_counted > 0,
    invitees: inviteesFrom(retro, now),
    answers: retro.answers,
  };
}

/** The facts when one begins. @param people how many are asked */
export function keptAtFirst(chosen: Pick<Kept, 'names' | 'cardsFor'>, people: number): Kept {
  return {
    phase: 'collect',
    ...chosen,
    isOpen: false,
    isOpenToChannel: false,
    isAdded: false,
    isCounted: false,
    invitees: people,
    answers: 0,
  };
}

function inviteesFrom({ answers, participants, away }: Retro, now: Instant): number {
  return Math.max(answers, participants.length - away.filter((until) => until > now).length);
}

/** Whether hidden names hide little among so many people. */
export const isFew = (people: number): boolean => people < enoughToHide;

/** Whether cards that are written late wait for the phase's end. */
const holdsLate = ({ names, phase }: Kept): boolean =>
  names === 'hidden' && phase !== 'collect' && isOpen(phase);

/** For each subject, the statement that follows from the facts. */
const sentences = {
  /** For `/retro help`, before there is one. */
  help: () => 'secret.help',
  /** To everyone in the channel: who reads the cards. */
  cards: ({ phase, isOpen, isOpenToChannel, isAdded }) => {
    if (phase === 'collect') return isOpen ? 'secret.cards.added' : 'secret.cards.sealed';
    if (!isOpen) return 'secret.cards.stay';
    if (isAdded) return 'secret.cards.stayAdded';
    return isOpenToChannel ? 'secret.cards.openToChannel' : 'secret.cards.open';
  },
  /** To a person about to write cards: who reads them. */
  ownCards: ({ isOpen }) => (isOpen ? 'secret.own.added' : 'secret.own.sealed'),
  /** To the same: what happens to unsaved input. */
  draft: () => 'secret.own.draft',
  /** To the same, once collecting is over. */
  left: () => 'secret.own.left',
  /** To a person about to write late: told at once with their name, held until the phase ends, or kept for them until the next one. */
  lateNamed: () => 'secret.late.named',
  lateHeld: () => 'secret.late.held',
  lateNext: () => 'secret.late.next',
  /** Where names are hidden, what was written late is told when a phase ends. */
  exposesLate: () => 'secret.exposed.late',
  /** To a person about to delete a card of theirs. */
  deleting: ({ isOpen }) => (isOpen ? 'secret.own.deletedAtOnce' : 'secret.own.deleted'),
  /** To everyone in the channel: whether names stand beside the cards, and what hiding them is worth. */
  names: ({ names, invitees }) =>
    names === 'shown' ? 'secret.names.shown' : isFew(invitees) ? 'secret.names.few' : 'secret.names.hidden',
  /** The same to a person about to write cards. `answers` counts them already. */
  ownName: ({ names, invitees, answers }) => {
    if (names === 'shown') return 'secret.mine.shown';
    if (isFew(invitees)) return 'secret.mine.few';
    return isFew(answers) ? 'secret.mine.early' : 'secret.mine.hidden';
  },
  /** Who the cards are for, as chosen. */
  reach: ({ cardsFor }) => (cardsFor === 'channel' ? 'secret.reach.channel' : 'secret.reach.participants'),
  /** What is published about votes, and what never is. */
  votes: ({ isCounted }) => (isCounted ? 'secret.votes.again' : 'secret.votes.first'),
  /** To a person about to reopen collecting or voting. */
  collectingAgain: () => 'secret.reopen.collect',
  votingAgain: () => 'secret.reopen.vote',
  /** To a person who finds no card to read. */
  unread: ({ phase, isOpen }) =>
    phase === 'collect' && !isOpen ? 'secret.see.sealed' : 'secret.see.notForYou',
  forOthers: () => 'secret.page.forOthers',
  /** Under a topic that is discussed in the channel. */
  topic: ({ isOpenToChannel }) => (isOpenToChannel ? 'secret.topic.openToChannel' : 'secret.topic.open'),
  /** To a person about to end collecting: who reads the cards then. */
  endingCards: () => 'secret.end.cards',
  /** To a person about to end a phase: about how many people it reveals something. Takes `count`. */
  exposesNobody: (kept) => (holdsLate(kept) ? 'secret.exposed.onlyLate' : 'secret.exposed.nobody'),
  /** The same to the facilitator, in the form for groups, before they go on. */
  continuing: (kept) => (holdsLate(kept) ? 'secret.continuing.onlyLate' : 'secret.continuing.nobody'),
  exposesCards: ({ names, answers }) =>
    names === 'shown'
      ? 'secret.exposed.named'
      : isFew(answers)
        ? 'secret.exposed.few'
        : 'secret.exposed.cards',
  exposesBallots: ({ answers }) =>
    answers < enoughBallots ? 'secret.exposed.order' : 'secret.exposed.counts',
  exposesToChannel: () => 'secret.exposed.channel',
  /** To a person about to cancel it. */
  cancelling: ({ phase, isOpen }) =>
    phase !== 'collect' ? 'secret.cancel.open' : isOpen ? 'secret.cancel.added' : 'secret.cancel.sealed',
  /** To a person who said whether it was worth the time; and about opinions on a lesson. */
  rating: () => 'secret.rating',
  lessonUse: () => 'secret.lessonUse',
  ownLessonUse: () => 'secret.lessonUse.mine',
  /** To a person who starts one. */
  startingFew: () => 'secret.start.few',
  startingNames: () => 'secret.start.names',
  facilitator: () => 'secret.start.facilitator',
} as const satisfies Record<string, (kept: Kept) => RetroSecrecyKey>;

export type About = keyof typeof sentences;
type Spoken = Pick<Translator, 'locale' | 'tz'>;

/** What can be promised about this, given the facts. @param values what the sentence takes beyond the values all of them have */
export const promise = (to: Spoken, about: About, kept: Kept, values: Values = {}): Mrkdwn =>
  retroSecrecyCopy.for(to).mrkdwn(sentences[about](kept), { ...known, ...values });

/** The same as plain text. */
export const plainPromise = (to: Spoken, about: About, kept: Kept): string =>
  retroSecrecyCopy.for(to).plain(sentences[about](kept), known);

/** The same for a retrospective in its current state. */
export const promiseNow = (t: Translator, about: About, loaded: Loaded): Mrkdwn =>
  promise(t, about, keptNow(loaded, t.now));

/** To those who say something of a lesson that is shown with a plan: there is no retrospective yet. */
export const promiseAtPlan = (to: Spoken): Mrkdwn =>
  retroSecrecyCopy.for(to).mrkdwn('secret.lessonUse', known);

/**
 * About what is written before the work. `open`: to everyone in the channel; `mine`: to a person about to write; `joined`: once it is shown.
 * @param people how many somebody's words may be among
 */
export const promiseBefore = (to: Spoken, about: 'open' | 'mine' | 'joined', people: number): Mrkdwn =>
  retroSecrecyCopy
    .for(to)
    .mrkdwn(
      about === 'joined' || !isFew(people) ? `secret.before.${about}` : `secret.before.${about}Few`,
      known,
    );

const known = {
  few: enoughToHide,
  days: linkKept / day,
  ballots: enoughBallots,
  answers: enoughToTell,
  daysKept,
};

export const retroSecrecyCopy = defineCopy(retroSecrecy);

/** About how many people ending the current phase reveals something. */
export interface Exposed {
  /** Those whose cards become readable. */
  readonly authors: number;
  /** Those whose votes affect what is published. */
  readonly ballots: number;
  /** Those whose cards become readable to the rest of the channel, too. */
  readonly toChannel: number;
}

/** One sentence for each kind of thing revealed, or one that says that nothing is. */
export function exposedSentences(
  t: Translator,
  loaded: Loaded,
  { authors, ballots, toChannel }: Exposed,
): Mrkdwn[] {
  const kept = keptNow(loaded, t.now);
  const said = (about: 'exposesCards' | 'exposesBallots' | 'exposesToChannel', count: number) =>
    count === 0 ? [] : [promise(t, about, { ...kept, answers: count }, { count })];
  const all = [
    ...said('exposesCards', authors),
    ...said('exposesBallots', ballots),
    ...said('exposesToChannel', toChannel),
  ];
  if (all.length === 0) return [promise(t, 'exposesNobody', kept)];
  return holdsLate(kept) ? [...all, promise(t, 'exposesLate', kept)] : all;
}

/** The same for a phase that one press ends without revealing anything: grouping, and discussing. */
export function endingAtOnce(t: Translator, loaded: Loaded): Confirmation {
  const nobody = plainPromise(t, 'exposesNobody', keptNow(loaded, t.now));
  return {
    title: t.plain('confirm.goOnTitle'),
    text: `${t.plain('confirm.goOn')} ${nobody}`,
    confirm: t.plain('confirm.yesEnd'),
    deny: t.plain('confirm.no'),
  };
}
