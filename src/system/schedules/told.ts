/** The line by which a channel reads who changed what in its rituals. */
import type { Locale } from '#core/languages.ts';
import { gone, messageOf } from '#core/kit/message.ts';
import { definePost } from '#core/post.ts';
import type { LearningHours, Rule, Told, ToldChange } from '#core/recurrence.ts';
import type { Schedule } from '#core/schedule.ts';
import type { ReadScope } from '#core/scope.ts';
import { nameOf, type TranslatorOf } from '#core/sentence.ts';
import { join, type Mrkdwn } from '#core/text.ts';
import { formatClock, weekdayName } from '#core/time/format.ts';
import type { SchedulesSentences } from '#locales/schedules.ts';
import { changed } from '../../schedules/changed.ts';
import { placeOf } from '../settings/words.ts';
import { schedulesCopy } from './copy.ts';
import { titles } from './screens.ts';
import { dayInWords, learningInWords, listed, lower, ruleInWords } from './words.ts';

/** @param schedules of all practices */
export function toldPost(schedules: readonly Schedule[]) {
  return definePost(changed, {
    title: schedulesCopy.titled('told.title'),
    build: async (read, { change }, { locale, tz }) => {
      const told = await read.schedules.told(change);
      if (told === null) return null;
      const t = schedulesCopy.in(locale, tz);
      const line = lineOf(t, locale, told, schedules);
      const isClear = !told.changes.some(saysTime) || (await isTheirZone(read, tz));
      return messageOf(isClear ? line : join([line, t.mrkdwn('told.where', { place: placeOf(tz) })], ' '));
    },
    over: gone,
  });
}

/** Whether a time of day is said of it. */
const saysTime = (change: ToldChange): boolean =>
  change.kind === 'moved' ||
  (change.kind === 'learning' && change.time !== null) ||
  ((change.kind === 'on' || change.kind === 'rule') && !('before' in change.rule));

/** Whether all who read it have the channel's zone: then nobody asks whose time it is. */
async function isTheirZone(read: ReadScope, tz: string): Promise<boolean> {
  const { viewer } = read;
  const people = viewer.kind === 'channel' ? await read.members(viewer.channelId) : [];
  return people.every((person) => person.tz === tz);
}

function lineOf(
  t: TranslatorOf<SchedulesSentences>,
  locale: Locale,
  { by, changes }: Told,
  schedules: readonly Schedule[],
): Mrkdwn {
  const titleOf = titles(schedules, { locale });
  const settings = changes.flatMap((one) => (one.kind === 'settings' ? [t.plain(`told.of.${one.of}`)] : []));
  const placeOf = (name: string) => schedules.findIndex((one) => one.name === name);
  const ofRituals = changes
    .flatMap((one) => (one.kind === 'settings' || one.kind === 'learning' ? [] : [one]))
    // As the form has them.
    .sort((one, other) => placeOf(one.name) - placeOf(other.name));
  const clauses = [
    ...ofRituals.map((one) => clauseOf(t, locale, one, titleOf)),
    ...changes.flatMap((one) => (one.kind === 'learning' ? [learningClause(t, locale, one.time)] : [])),
    ...(settings.length === 0 ? [] : [t.mrkdwn('told.settings', { what: listed(locale, settings) })]),
  ];
  // Each clause is mrkdwn already, so they are joined and not put into a sentence.
  return join([t.mrkdwn('told.by', { person: nameOf(by) }), `${listed(locale, clauses)}.` as Mrkdwn], ' ');
}

function learningClause(
  t: TranslatorOf<SchedulesSentences>,
  locale: Locale,
  time: LearningHours | null,
): Mrkdwn {
  return time === null
    ? t.mrkdwn('told.learningOff')
    : t.mrkdwn('told.learning', { time: learningInWords(t, locale, time) });
}

function clauseOf(
  t: TranslatorOf<SchedulesSentences>,
  locale: Locale,
  change: Exclude<ToldChange, { readonly kind: 'settings' | 'learning' }>,
  titleOf: (name: string) => string,
): Mrkdwn {
  const title = titleOf(change.name);
  const inWords = (rule: Rule) => lower(ruleInWords(t, locale, rule, titleOf));
  switch (change.kind) {
    case 'on':
      return t.mrkdwn('told.on', { title, rule: inWords(change.rule) });
    case 'off':
      return t.mrkdwn('told.off', { title });
    case 'goes_on':
      return t.mrkdwn('told.goesOn', { title });
    case 'paused':
      return t.mrkdwn('told.paused', { title, day: dayInWords(change.until, locale) });
    case 'moved': {
      const { on, date, minutes } = change;
      const days = { on: dayInWords(on, locale), day: dayInWords(date, locale) };
      return t.mrkdwn('told.moved', { title, ...days, time: formatClock(minutes, 'H:mm') });
    }
    case 'rule': {
      const { rule, was } = change;
      if ('before' in rule || was === null || 'before' in was || rule.every !== was.every)
        return t.mrkdwn('told.rule', { title, rule: inWords(rule) });
      const values = { weekday: weekdayName(rule.weekday, locale), time: formatClock(rule.minutes, 'H:mm') };
      return t.mrkdwn('told.time', { title, ...values });
    }
  }
}
