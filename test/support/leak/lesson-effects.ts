/**
 * Random people say what has come of random lessons, beside the test's own picture of who may say so and who may read that. What is refused that should
 * be accepted is as wrong as the other way round: otherwise a test in which nothing is ever accepted would be green.
 */
import { sql } from 'kysely';
import type { Instant } from '../../../src/core/clock.ts';
import { channelId, type RowId, rowId } from '../../../src/core/ids.ts';
import type { Action } from '../../../src/core/kit/action.ts';
import type { Modal, RawInput } from '../../../src/core/kit/modal.ts';
import * as ids from '../../../src/features/lessons/effect/ids.ts';
import { showHistory } from '../../../src/features/lessons/history/ids.ts';
import { openLesson } from '../../../src/features/lessons/ids.ts';
import { channelAt, nameIn } from './changes.ts';
import { mayKnow } from './conversations.ts';
import type { EffectStep, What } from './effect-step.ts';
import { channels, people } from './generate.ts';
import { isKnown, type LessonWorld, type ModelLesson, rowOf } from './lessons.ts';
import type { ModelRow, ModelTeam } from './model.ts';
import { isActive, isHeard, isIn, isShared, maySee } from './oracle.ts';
import { pressed, submitted } from './payloads.ts';

interface ModelTrial {
  readonly id: string;
  readonly token: string;
  readonly channel: string;
  readonly wasPublic: boolean;
  readonly by: string | null;
}

interface ModelChange {
  readonly what: What;
  readonly by: string;
  readonly note: string | null;
}

/** What has come of one lesson. */
export interface ModelEffect {
  /** The oldest first, without those that were taken back. */
  readonly trials: ModelTrial[];
  /** Of anything else, the oldest first. */
  readonly changes: ModelChange[];
  /** Words that stand nowhere any more. */
  readonly gone: string[];
  standard: { readonly token: string; readonly leads: string | null } | null;
  retired: string | null;
}

/** How often each was tried, and ended how. */
export type Heard = Map<What, { accepted: number; refused: number }>;

function effectOf({ effects }: LessonWorld, { id }: ModelLesson): ModelEffect {
  const known = effects.get(id) ?? { trials: [], changes: [], gone: [], standard: null, retired: null };
  effects.set(id, known);
  return known;
}

const choice = (value: string): RawInput => ({ selected_option: { value } });

/** What is stored about a lesson's effect: it changes when somebody is heard, and only then. */
async function storedOf({ system }: LessonWorld, { id }: ModelLesson): Promise<string> {
  const db = system.store.system;
  const trials =
    await sql`select id, taken_back_at from lesson_trial where lesson_id = ${id} order by id`.execute(db);
  const versions = await sql`select id, note from lesson_version where lesson_id = ${id} order by id`.execute(
    db,
  );
  return JSON.stringify([trials.rows, versions.rows]);
}

/** Somebody submits a form or presses a button, whether or not it was ever drawn for them. */
async function submit(
  { system, team }: LessonWorld,
  one: EffectStep,
  lesson: RowId,
  it: {
    readonly who: string;
    readonly channel: string;
    readonly leads: string | null;
    readonly token: string;
    readonly trial: string;
  },
): Promise<void> {
  const of = { lesson };
  const form = <Metadata>(
    modal: Modal<Metadata>,
    metadata: Metadata,
    fields: Readonly<Record<string, RawInput>>,
  ) => system.act(team.id, submitted(team.id, it.who, modal, metadata, fields, it.token));
  const press = <Value>(action: Action<Value>, value: Value) =>
    system.act(team.id, pressed(team.id, it.who, action, value));
  const link =
    it.leads === null ? 'https://wiki.example.com/' : `https://lindgrove.slack.com/archives/${it.leads}/p17`;
  switch (one.what) {
    case 'try':
      await form(ids.triedModal, of, {
        went: choice('helped'),
        how: { value: it.token },
        team: { selected_conversation: it.channel },
        ...(one.isNamed ? { name: { selected_options: [{ value: 'me' }] } } : {}),
      });
      return;
    case 'dropTrial':
      await press(ids.dropTrial, { trial: rowId(it.trial) });
      return;
    case 'standard':
      await form(ids.standardModal, of, {
        kind: choice('runbook'),
        name: { value: it.token },
        link: { value: link },
      });
      return;
    case 'noStandard':
      await press(ids.dropStandard, of);
      return;
    case 'retire':
      await form(ids.retireModal, of, { why: { value: it.token }, instead: choice(ids.noLesson) });
      return;
    case 'bringBack':
      await press(ids.bringBackLesson, of);
      return;
    case 'confirm':
      await press(ids.stillTrue, of);
  }
}

const readsAs = (team: ModelTeam, lesson: ModelLesson, now: Instant) => (id: string) =>
  isActive(team, id) &&
  lesson.state === 'kept' &&
  maySee(team, rowOf(lesson, now), { kind: 'person', id }, now);

/** How it went is for those whom the lesson is for, and for the person who said so with their name; no cards' author sees it when they are no reader any more. */
const trialRow = ({ wide }: ModelLesson, { id, token, by }: ModelTrial): ModelRow => ({
  id,
  token,
  audience: wide,
  embargo: null,
  by: by === null ? [] : [by],
  names: 'shown',
});

export async function sayEffect(world: LessonWorld, one: EffectStep, index: number): Promise<void> {
  const { system, team, lessons: all, heard, odd } = world;
  const lesson = all[one.lesson % Math.max(all.length, 1)];
  if (lesson === undefined) return;
  const now = system.clock.now();
  const reads = readsAs(team, lesson, now);
  const readers = people.filter((id) => isHeard(team, id) && reads(id));
  const who =
    one.reader === null ? one.user : (readers[one.reader % Math.max(readers.length, 1)] ?? one.user);
  const theirs = channels.filter((id) => isIn(team, who, id, now));
  const channel =
    (one.isForged ? undefined : theirs[one.channel % Math.max(theirs.length, 1)]) ??
    channelAt(team, one.channel).id;
  const leads = one.leads === null ? null : channelAt(team, one.leads).id;
  const effect = effectOf(world, lesson);
  const trial = effect.trials.at(-1);
  if (one.what === 'dropTrial' && trial === undefined) return;
  const token = `said${index}word`;
  const expected = isHeard(team, who) && reads(who) && mayDo();
  const before = await storedOf(world, lesson);
  await submit(world, one, rowId(lesson.id), { who, channel, leads, token, trial: trial?.id ?? '' });
  const isAccepted = before !== (await storedOf(world, lesson));
  const count = heard.get(one.what) ?? { accepted: 0, refused: 0 };
  heard.set(one.what, count);
  count[isAccepted ? 'accepted' : 'refused'] += 1;
  if (isAccepted !== expected)
    odd.push(`${who} is ${isAccepted ? 'heard' : 'not heard'} on ${lesson.token}: ${one.what}`);
  if (isAccepted) await note();

  function mayDo(): boolean {
    const isIn_ = (id: string) => isIn(team, who, id, now);
    const isAuthor =
      lesson !== undefined && (lesson.havers ?? lesson.authors).includes(who) && isKnown(lesson, now);
    const isJudge = isAuthor || (lesson !== undefined && isIn_(lesson.held.seen.channel));
    const isRetired = effect.retired !== null;
    switch (one.what) {
      case 'try':
        return !isAuthor && !isRetired && isIn_(channel);
      case 'dropTrial':
        return (
          lesson !== undefined &&
          trial !== undefined &&
          maySee(team, trialRow(lesson, trial), { kind: 'person', id: who }, now) &&
          (trial.by === null ? isIn_(trial.channel) : trial.by === who)
        );
      case 'standard':
        return isJudge && !isRetired && (leads === null || isIn_(leads));
      case 'noStandard':
        return isJudge && !isRetired && effect.standard !== null;
      case 'retire':
        return isJudge;
      case 'bringBack':
        return isJudge && isRetired;
      case 'confirm':
        return isJudge && !isRetired;
    }
  }

  async function note(): Promise<void> {
    const changed = (text: string | null) => effect.changes.push({ what: one.what, by: who, note: text });
    switch (one.what) {
      case 'try': {
        const { rows } = await sql<{ id: string }>`select id from lesson_trial where how = ${token}`.execute(
          system.store.system,
        );
        const facts = channelAt(
          team,
          channels.findIndex((id) => id === channel),
        ).facts;
        const wasPublic = facts.kind === 'public' && !isShared(team, facts);
        effect.trials.push({
          id: rows[0]?.id ?? '',
          token,
          channel,
          wasPublic,
          by: one.isNamed ? who : null,
        });
        return;
      }
      case 'dropTrial':
        effect.gone.push(...effect.trials.splice(-1).map((dropped) => dropped.token));
        return;
      case 'standard':
        effect.standard = { token, leads };
        changed(token);
        return;
      case 'noStandard':
        changed(null);
        effect.standard = null;
        return;
      case 'retire': {
        const again = effect.changes.findLastIndex(({ what }) => what === 'retire');
        if (effect.retired === null) changed(token);
        else {
          effect.gone.push(effect.retired);
          const [last] = effect.changes.slice(again);
          if (last !== undefined) effect.changes[again] = { ...last, note: token };
        }
        effect.retired = token;
        return;
      }
      case 'bringBack':
        effect.retired = null;
        changed(null);
        return;
      case 'confirm':
        changed(null);
    }
  }
}

/** A page shows this many lines on trials, and a history this many steps. */
const shownAtOnce = 5;

/** Everybody opens every lesson and its history, and every channel draws it for its digest. @returns what is too much or too little */
export async function lookAtEffects(world: LessonWorld): Promise<string[]> {
  const { system, team, lessons: all } = world;
  const now = system.clock.now();
  const found: string[] = [];
  for (const lesson of all) {
    const effect = world.effects.get(lesson.id);
    if (effect === undefined) continue;
    const of = { lesson: rowId(lesson.id) };
    for (const who of people) {
      const opened = await system.act(team.id, pressed(team.id, who, openLesson, of));
      const history = await system.act(team.id, pressed(team.id, who, showHistory, { ...of, page: 0 }));
      const page = JSON.stringify(opened.reply);
      const steps = JSON.stringify(history.reply);
      const may = isHeard(team, who) && readsAs(team, lesson, now)(who);
      const told = (isTold: boolean, isRight: boolean, what: string) => {
        if (isTold !== isRight)
          found.push(`${who}, of ${lesson.token}, is ${isTold ? 'shown' : 'not shown'} ${what}`);
      };
      const tooMuch = (isTold: boolean, isRight: boolean, what: string) =>
        told(isTold, isTold && isRight, what);

      for (const token of effect.gone) tooMuch((page + steps).includes(token), false, token);
      const { standard, retired } = effect;
      if (standard !== null) {
        told(page.includes(standard.token), may, standard.token);
        if (standard.leads !== null)
          told(
            page.includes(`archives/${standard.leads}/p17`),
            may && mayKnow(team, who, standard.leads, now),
            `where ${standard.token} leads`,
          );
      }
      if (retired !== null) told(page.includes(retired), may, retired);
      const viewer = { kind: 'person', id: who } as const;
      const trials = effect.trials.filter((one) => may && maySee(team, trialRow(lesson, one), viewer, now));
      for (const one of effect.trials) {
        const isLast = trials.slice(-shownAtOnce).includes(one);
        told(page.includes(one.token), isLast, one.token);
      }
      for (const id of channels) {
        const isNamed = page.includes(`<#${id}> (helped)`) || page.includes(`"channel_id":"${id}"`);
        const tried = trials.filter((one) => one.channel === id);
        const mayName = tried.some(
          (one) => isIn(team, who, id, now) || (one.wasPublic && mayKnow(team, who, id, now)),
        );
        tooMuch(isNamed, mayName, `that ${id} tried it`);
      }
      const last = effect.changes.slice(-shownAtOnce);
      for (const { note } of effect.changes)
        if (note !== null) tooMuch(steps.includes(note), may, `${note} in its history`);
      for (const { note } of last)
        if (note !== null && may) told(steps.includes(note), true, `${note} in its history`);
      // Where names are hidden, who changed it may tell who wrote a card.
      for (const other of people) {
        const isNamed = [nameIn(other), `<@${other}>`, `"user_id":"${other}"`].some((shape) =>
          steps.includes(shape),
        );
        const isTheirs = effect.changes.some(({ by }) => by === other);
        tooMuch(isNamed, may && isTheirs && lesson.held.names === 'shown', `${other} in its history`);
      }
    }
  }
  return [...found, ...(await lookInDigests(world))];
}

/** What a channel's digest would say of trials. */
async function lookInDigests({
  system,
  team,
  practices,
  lessons: all,
  effects,
}: LessonWorld): Promise<string[]> {
  const now = system.clock.now();
  const items = practices.find(({ name }) => name === 'lessons')?.digestItems;
  const found: string[] = [];
  for (const id of channels)
    await system.store.read(team.id, { kind: 'channel', channelId: channelId(id) }, async (read) => {
      for (const lesson of all) {
        const item = {
          id: rowId(lesson.id),
          kind: 'elsewhere',
          authors: [],
          channel: channelId(id),
          at: now,
          liked: 0,
          used: 0,
        } as const;
        const drawn = JSON.stringify(await items?.draw(read, item, { now, locale: 'en', tz: 'UTC' }));
        const effect = effects.get(lesson.id);
        const viewer = { kind: 'channel', id } as const;
        for (const other of channels) {
          const tried = (effect?.trials ?? []).filter((one) => one.channel === other);
          const may = tried.some(
            (one) => maySee(team, trialRow(lesson, one), viewer, now) && (other === id || one.wasPublic),
          );
          if (drawn.includes(`<#${other}> (helped)`) && !may)
            found.push(`${id}, of ${lesson.token}, is shown that ${other} tried it`);
        }
      }
    });
  return found;
}
