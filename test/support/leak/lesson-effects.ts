/** Random people say what has come of random lessons, beside the test's own picture of who may read that. */
import fc from 'fast-check';
import { sql } from 'kysely';
import { rowId } from '../../../src/core/ids.ts';
import type { RawInput } from '../../../src/core/kit/modal.ts';
import { noLesson, retireModal, triedModal } from '../../../src/features/lessons/effect/ids.ts';
import { showHistory } from '../../../src/features/lessons/history/ids.ts';
import { openLesson } from '../../../src/features/lessons/ids.ts';
import { channelAt } from './changes.ts';
import { channels, people } from './generate.ts';
import { isKnown, type LessonWorld, type ModelLesson, rowOf } from './lessons.ts';
import { isActive, isIn, maySee } from './oracle.ts';
import { pressed, submitted } from './payloads.ts';

export interface EffectStep {
  readonly do: 'say';
  readonly lesson: number;
  readonly what: 'try' | 'retire';
  readonly user: string;
  /** The team. */
  readonly channel: number;
}

export const effectStep: fc.Arbitrary<EffectStep> = fc.record({
  do: fc.constant('say' as const),
  lesson: fc.nat(5),
  what: fc.constantFrom('try' as const, 'try' as const, 'retire' as const),
  user: fc.constantFrom(...people),
  channel: fc.nat(channels.length - 1),
});

/** What somebody said of a lesson. */
export interface ModelSaid {
  readonly token: string;
  readonly lesson: ModelLesson;
  readonly what: EffectStep['what'];
  readonly channel: string;
  readonly wasPublic: boolean;
}

const choice = (value: string): RawInput => ({ selected_option: { value } });

export async function sayEffect(world: LessonWorld, one: EffectStep, index: number): Promise<void> {
  const { system, team, lessons: all, said, odd } = world;
  const lesson = all[one.lesson % Math.max(all.length, 1)];
  if (lesson === undefined) return;
  const { id: channel, facts } = channelAt(team, one.channel);
  const now = system.clock.now();
  const token = `said${index}word`;
  const of = { lesson: rowId(lesson.id) };
  const may = maySee(team, rowOf(lesson, now), { kind: 'person', id: one.user }, now);
  const isAuthor = lesson.authors.includes(one.user) && isKnown(lesson, now);
  if (one.what === 'try') {
    const fields = {
      went: choice('helped'),
      how: { value: token },
      team: { selected_conversation: channel },
    };
    await system.act(team.id, submitted(team.id, one.user, triedModal, of, fields, `said-${index}`));
  } else {
    const fields = { why: { value: token }, instead: choice(noLesson) };
    await system.act(team.id, submitted(team.id, one.user, retireModal, of, fields, `said-${index}`));
  }
  const { rows } = await (
    one.what === 'try'
      ? sql`select id from lesson_trial where how = ${token}`
      : sql`select id from lesson where retired_why = ${token}`
  ).execute(system.store.system);
  if (rows.length === 0) return;
  const isTheirs =
    one.what === 'try'
      ? !isAuthor && isIn(team, one.user, channel, now)
      : isAuthor || isIn(team, one.user, lesson.held.seen.channel, now);
  if (!may || lesson.state !== 'kept' || !isTheirs)
    odd.push(`${one.user} was heard on ${lesson.token}: ${one.what}`);
  said.push({
    token,
    lesson,
    what: one.what,
    channel,
    wasPublic: facts.kind === 'public' && facts.sharings === 0,
  });
}

/** Everybody opens every lesson of which something was said, and its history. @returns what is too much or too little */
export async function lookAtEffects({ system, team, said }: LessonWorld): Promise<string[]> {
  const found: string[] = [];
  const now = system.clock.now();
  for (const lesson of new Set(said.map((one) => one.lesson)))
    for (const who of people) {
      const of = { lesson: rowId(lesson.id) };
      const opened = await system.act(team.id, pressed(team.id, who, openLesson, of));
      const history = await system.act(team.id, pressed(team.id, who, showHistory, { ...of, page: 0 }));
      const text = JSON.stringify([opened.reply, history.reply]);
      const may =
        isActive(team, who) &&
        lesson.state === 'kept' &&
        maySee(team, rowOf(lesson, now), { kind: 'person', id: who }, now);
      const about = said.filter((one) => one.lesson === lesson);
      const isLast = (one: ModelSaid) => about.findLast(({ what }) => what === one.what) === one;
      for (const one of about) {
        const isShown = text.includes(one.token);
        if (isShown && !may) found.push(`${who} is shown ${one.token}`);
        if (may && isLast(one) && !isShown) found.push(`${who} is not shown ${one.token}`);
        const isTeams = one.what === 'try' && one.channel !== lesson.held.seen.channel;
        const mayKnow = one.wasPublic || isIn(team, who, one.channel, now);
        if (isTeams && !mayKnow && text.includes(one.channel))
          found.push(`${who} is told of ${one.channel}, which tried ${lesson.token}`);
      }
    }
  return found;
}
