/** What has come of a lesson, in words. */
import type { KnownBlock } from '@slack/types';
import { button } from '#core/kit/action.ts';
import { actions, bullets, context, type Piece, userText } from '#core/kit/blocks.ts';
import { writtenPlain } from '#core/markup/written.ts';
import { channelLink, onDay } from '#core/sentence.ts';
import type { Standard } from '#core/standard.ts';
import { join, type Mrkdwn, shorten } from '#core/text.ts';
import type { Translator } from '../copy.ts';
import { openLesson } from '../ids.ts';
import type { Outcomes, Retired, Team, Trial } from './read.ts';

/** How many teams are named, and how many lines on how it went are shown. */
const most = { teams: 5, lines: 5 } as const;

/** A button shows this much of a title. In characters. */
const mostNamed = 40;

/** For a line beside a lesson: why it was retired; or else what it changed, who tried it, and whether somebody should look at it again. */
export function outcomeFacts(t: Translator, outcomes: Outcomes): Mrkdwn[] {
  const { retired, standard, uncheckedSince: since } = outcomes;
  if (retired !== null) return [retiredFact(t, retired)];
  return [
    ...(standard === null ? [] : [standardFact(t, standard)]),
    ...triedFact(t, outcomes),
    ...beforeFact(t, outcomes),
    ...(since === null ? [] : [t.mrkdwn('review.unchecked', { day: onDay(since) })]),
  ];
}

/** The name goes with the person who wrote it. */
const standardFact = (t: Translator, { kind, name }: Standard): Mrkdwn =>
  name === '' ? t.mrkdwn('effect.standardBare') : t.mrkdwn(`effect.standard.${kind}`, { name });

const retiredFact = (t: Translator, { at, why }: Retired): Mrkdwn =>
  why === ''
    ? t.mrkdwn('effect.retiredBare', { day: onDay(at) })
    : t.mrkdwn('effect.retired', { day: onDay(at), why });

/** "Tried by #payments (helped), #web (partly)". */
function triedFact(t: Translator, { teams }: Outcomes): Mrkdwn[] {
  const named = teams.flatMap(({ channel, went }) => (channel === null ? [] : [{ channel, went }]));
  const [other, ...more] = teams.filter(({ channel }) => channel === null);
  const shown = named.slice(0, most.teams);
  const count = more.length + named.length - shown.length;
  const all = [
    ...shown.map(({ channel, went }) => t.mrkdwn(`effect.team.${went}`, { channel: channelLink(channel) })),
    ...(other === undefined ? [] : [otherTeam(t, other)]),
    ...(count === 0 ? [] : [t.mrkdwn('effect.moreTeams', { count })]),
  ];
  return all.length === 0 ? [] : [join([t.mrkdwn('effect.tried'), join(all, ', ')], ' ')];
}

const beforeFact = (t: Translator, { before }: Outcomes): Mrkdwn[] =>
  before.length === 0 ? [] : [t.mrkdwn('effect.before', { count: before.length })];

const otherTeam = (t: Translator, { went }: Team): Mrkdwn => t.mrkdwn(`effect.otherTeam.${went}`);

/** The teams' lines that are shown of how it went here. */
const toldHere = ({ trials }: Outcomes): readonly Trial[] =>
  trials.filter(({ how }) => how !== '').slice(0, most.lines);

/** How it went, in lines that people wrote: here, and before it was brought in. */
export const trialLines = (t: Translator, outcomes: Outcomes): Piece[][] =>
  [
    ...toldHere(outcomes).map((trial) => trialLine(t, trial)),
    ...outcomes.before.filter(({ how }) => how !== '').map((trial) => lineElsewhere(t, trial)),
  ].slice(0, most.lines);

/** What it changed, and where that is. */
export const standardPieces = (t: Translator, { kind, name, link }: Standard): Piece[] => [
  ...(name === '' ? [t.plain('effect.standardBare')] : t.pieces(`effect.standard.${kind}`, { name })),
  ...(link === '' ? [] : ['\n', { link }]),
];

/** All of it, for the page of one lesson; that it was retired stands above (`retiredBlocks`). */
export function outcomeBlocks(t: Translator, outcomes: Outcomes): KnownBlock[] {
  const { retired, standard, teams, uncheckedSince: since } = outcomes;
  const here = toldHere(outcomes);
  const lines = trialLines(t, outcomes);
  // Each line says the team and how it went.
  const tried = teams.every((team) => here.some((trial) => trial === team)) ? [] : triedFact(t, outcomes);
  const facts = [
    ...(retired === null ? [...tried, ...beforeFact(t, outcomes)] : []),
    ...(since === null ? [] : [t.mrkdwn('review.unchecked', { day: onDay(since) })]),
  ];
  return [
    ...(standard === null ? [] : [userText(...standardPieces(t, standard))]),
    ...(facts.length === 0 ? [] : [context(join(facts, ' · '))]),
    ...(lines.length === 0 ? [] : [bullets(lines)]),
  ];
}

const lineElsewhere = (t: Translator, { went, how }: Outcomes['before'][number]): Piece[] =>
  t.pieces(`effect.line.${went}`, {
    team: t.plain('effect.elsewhere'),
    how: { written: how, as: 'line' },
  });

function trialLine(t: Translator, { channel, by, went, how }: Trial): Piece[] {
  const line: Piece = { written: how, as: 'line' };
  if (by === null) {
    const team = channel === null ? t.plain('effect.anotherTeam') : { channel };
    return t.pieces(`effect.line.${went}`, { team, how: line });
  }
  const team = channel === null ? t.plain('effect.inAnotherTeam') : { channel };
  return t.pieces(`effect.lineBy.${went}`, { team, how: line, person: { name: by } });
}

/** That it no longer holds, and why. */
export function retiredPieces(t: Translator, { at, why }: Retired): Piece[] {
  const day = onDay(at);
  return why === ''
    ? t.pieces('effect.retiredBare', { day })
    : t.pieces('effect.retired', { day, why: { written: why, as: 'line' } });
}

/** For the top of the page of one lesson: that it no longer holds is read before what it says. */
export function retiredBlocks(t: Translator, { retired }: Outcomes): KnownBlock[] {
  if (retired === null) return [];
  const { instead } = retired;
  return [
    userText(...retiredPieces(t, retired)),
    ...(instead === null
      ? []
      : [
          actions([
            button(
              openLesson,
              t.plain('effect.instead', { title: shorten(writtenPlain(instead.title), mostNamed) }),
              { lesson: instead.id },
            ),
          ]),
        ]),
  ];
}
