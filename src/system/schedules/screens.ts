/** Renders a channel's rituals, and the forms that change them. */
import type { KnownBlock } from '@slack/types';
import type { Instant } from '#core/clock.ts';
import type { ChannelId, UserId } from '#core/ids.ts';
import { button } from '#core/kit/action.ts';
import { context, divider, section } from '#core/kit/blocks.ts';
import { renderModal, input, type RenderedModal } from '#core/kit/modal.ts';
import { languageName, languages } from '#core/languages.ts';
import type { Person } from '#core/people.ts';
import type { ChannelSchedule, Every } from '#core/recurrence.ts';
import type { Schedule } from '#core/schedule.ts';
import { atMoment, channelLink, mentions, onDay, type TranslatorOf } from '#core/sentence.ts';
import { escape, join, type Mrkdwn } from '#core/text.ts';
import { formatClock } from '#core/time/format.ts';
import { regionName } from '#core/time/regions.ts';
import { startOfDay } from '#core/time/zone.ts';
import type { SchedulesKey, SchedulesSentences } from '#locales/schedules.ts';
import type { ChannelSetUp } from '../../schedules/records/setup.ts';
import { settingsCopy } from '../settings/copy.ts';
import { noRegion, weekdays } from '../settings/rules.ts';
import { dayNames, daysInWords, placeOf, regionGroups } from '../settings/words.ts';
import { schedulesCopy } from './copy.ts';
import {
  beforeModal,
  channelModal,
  overviewModal,
  scheduleModal,
  setUpChannel,
  setUpSchedule,
} from './ids.ts';
import { proposedRule, zoneGroups } from './rules.ts';
import { reasonInWords, ruleInWords } from './words.ts';

type Reader = Pick<Person, 'locale' | 'tz'>;

/** A channel's rituals, for a person who may change them. */
export interface Overview {
  readonly channel: ChannelId;
  readonly setUp: ChannelSetUp;
  /** Those of practices that are switched on, in their order. */
  readonly schedules: readonly Schedule[];
  readonly now: Instant;
}

const titles =
  (schedules: readonly Schedule[], { locale }: Reader) =>
  (name: string) =>
    schedules.find((one) => one.name === name)?.title(locale) ?? name;

/** All rituals, with a button to change each. */
export async function renderOverview(reader: Reader, overview: Overview): Promise<RenderedModal> {
  const { channel, setUp, schedules } = overview;
  const t = schedulesCopy.in(reader.locale, reader.tz);
  const intro = setUp.settings.isLocked ? 'intro.locked' : 'intro';
  return renderModal(overviewModal, null, t.modal('title'), [
    section(t.mrkdwn(schedules.length === 0 ? 'empty' : intro, { channel: channelLink(channel) })),
    ...schedules.map((schedule) => entry(t, reader, overview, schedule)),
    divider(),
    section(await line(t, reader, setUp), button(setUpChannel, t.plain('change'), { channel })),
  ]);
}

function entry(
  t: TranslatorOf<SchedulesSentences>,
  reader: Reader,
  overview: Overview,
  schedule: Schedule,
): KnownBlock {
  const { name } = schedule;
  const known = overview.setUp.schedules.find((one) => one.name === name);
  const last = overview.setUp.last.get(name);
  const silenced = known?.isOn === true ? schedule.silenced?.(overview.setUp, reader) : null;
  const texts = [
    t.mrkdwn('entry', { title: schedule.title(reader.locale), what: schedule.what(reader.locale) }),
    stateOf(t, reader, overview, known),
    ...(silenced == null ? [] : [silenced]),
    ...(last === undefined
      ? []
      : [
          t.mrkdwn(`last.${last.state}`, {
            at: atMoment(last.due_at),
            reason: reasonInWords(t, last.reason),
          }),
        ]),
  ];
  const label = t.plain(known?.isOn === true ? 'change' : 'setUp');
  return section(join(texts), button(setUpSchedule, label, { channel: overview.channel, name }));
}

function stateOf(
  t: TranslatorOf<SchedulesSentences>,
  reader: Reader,
  { schedules, setUp }: Overview,
  known: ChannelSchedule | undefined,
): Mrkdwn {
  if (known?.isOn !== true) return t.mrkdwn('is.off');
  const rule = ruleInWords(t, reader.locale, known.rule, titles(schedules, reader));
  if (known.pausedUntil !== null)
    return t.mrkdwn('is.paused', { rule, day: onDay(startOfDay(known.pausedUntil, setUp.settings.tz)) });
  if (known.next === null) return t.mrkdwn('is.waiting', { rule });
  const key = known.next.moved === 'no' ? 'is.on' : 'is.moved';
  return t.mrkdwn(key, { rule, at: atMoment(known.next.at) });
}

async function line(
  t: TranslatorOf<SchedulesSentences>,
  { locale, tz }: Reader,
  { settings, named }: ChannelSetUp,
): Promise<Mrkdwn> {
  const ofPerson = settingsCopy.in(locale, tz);
  const { holidays } = settings;
  const values = {
    place: placeOf(settings.tz),
    language: new Intl.DisplayNames(locale, { type: 'language' }).of(settings.locale) ?? settings.locale,
    days: daysInWords(ofPerson, locale, settings.days),
    holidays:
      holidays === null
        ? ofPerson.plain('holidays.off')
        : ofPerson.plain('holidays.of', { region: await regionName(holidays, locale) }),
    place_of: settings.place,
  };
  const looksAfter =
    named.length === 0 ? t.mrkdwn('owner.none') : t.mrkdwn('owner.is', { person: mentions(named) });
  return join([t.mrkdwn('channel.line', values), looksAfter], ' ');
}

/** The form of one ritual, filled in with the current rule or the proposed one. */
export function renderRitual(reader: Reader, overview: Overview, schedule: Schedule): RenderedModal {
  const { channel, setUp, now, schedules } = overview;
  const { locale, tz } = reader;
  const t = schedulesCopy.in(locale, tz);
  const { name } = schedule;
  const known = setUp.schedules.find((one) => one.name === name);
  const proposed = proposedRule(schedule, setUp.people, setUp.settings.tz, now);
  const rule = known?.rule ?? proposed;
  const words = { title: schedule.title(locale), submit: t.plain('save'), close: t.plain('cancel') };
  const position = {
    label: t.plain('position'),
    choices: choices(t, { on: 'position.on', off: 'position.off' }),
  };
  const pause = { label: t.plain('pausedUntil'), hint: t.plain('pausedUntil.hint') };
  // Opening the form of a ritual that is off means wanting it on.
  const isOn = 'on';
  const pausedUntil = known?.pausedUntil ?? null;
  if ('before' in rule || 'before' in proposed) {
    const of = titles(schedules, reader);
    const values = {
      of: of('before' in rule ? rule.before : name),
      rule: ruleInWords(t, locale, rule, of),
    };
    return renderModal(beforeModal, { channel, name }, words, [
      context(t.mrkdwn('before', values)),
      input(beforeModal, 'position', position, isOn),
      input(beforeModal, 'pausedUntil', pause, pausedUntil),
    ]);
  }
  const next = known?.isOn === true ? (known.next ?? null) : null;
  const place = placeOf(setUp.settings.tz);
  return renderModal(scheduleModal, { channel, name, next: next?.on ?? null }, words, [
    context(escape(schedule.what(locale))),
    input(scheduleModal, 'position', position, isOn),
    input(scheduleModal, 'every', { label: t.plain('every'), choices: choices(t, recurrences) }, rule.every),
    input(
      scheduleModal,
      'weekday',
      { label: t.plain('weekday'), choices: dayNames(locale) },
      weekdays.find((day) => Number(day) === rule.weekday) ?? null,
    ),
    input(
      scheduleModal,
      'time',
      {
        label: t.plain('time'),
        hint: t.plain('time.hint', { place, proposed: formatClock(proposed.minutes, 'H:mm') }),
      },
      rule.minutes,
    ),
    ...(known === undefined ? [] : [input(scheduleModal, 'pausedUntil', pause, pausedUntil)]),
    ...(next === null
      ? []
      : [
          input(scheduleModal, 'moveTo', {
            label: t.plain('moveTo'),
            hint: t.plain('moveTo.hint', { at: atMoment(next.at) }),
          }),
          input(
            scheduleModal,
            'moveAt',
            { label: t.plain('moveAt'), hint: t.plain('moveAt.hint', { place }) },
            rule.minutes,
          ),
        ]),
  ]);
}

/** The form of a channel's settings. @param isAdmin whether they may lock it */
export async function renderChannel(
  reader: Reader,
  { channel, setUp: { settings, people } }: Overview,
  isAdmin: boolean,
): Promise<RenderedModal> {
  const { locale, tz } = reader;
  // People who left are not filled in: another can be chosen, or nobody.
  const ifThere = (user: UserId | null) =>
    people.some(({ userId, memberType: standing }) => userId === user && standing === 'member') ? user : null;
  const t = schedulesCopy.in(locale, tz);
  const zones = zoneGroups(settings.tz).map((group) => ({
    label: group.label,
    choices: group.zones.map((zone) => ({ value: zone, text: zone.replaceAll('_', ' ') })),
  }));
  const words = t.modal('channelTitle', 'save');
  const hinted = (key: 'zone' | 'holidays' | 'days' | 'owner') => ({
    label: t.plain(key),
    hint: t.plain(`${key}.hint`),
  });
  return renderModal(channelModal, { channel }, words, [
    input(channelModal, 'zone', { ...hinted('zone'), groups: zones }, settings.tz),
    input(
      channelModal,
      'language',
      {
        label: t.plain('language'),
        choices: Object.fromEntries(languages.map((language) => [language, languageName(language)])),
      },
      settings.locale,
    ),
    input(
      channelModal,
      'days',
      { ...hinted('days'), choices: dayNames(locale) },
      weekdays.filter((day) => settings.days.includes(Number(day))),
    ),
    input(
      channelModal,
      'holidays',
      { ...hinted('holidays'), groups: await regionGroups(t, locale) },
      settings.holidays ?? noRegion,
    ),
    input(
      channelModal,
      'place',
      {
        label: t.plain('place'),
        choices: choices(t, { thread: 'place.thread', channel: 'place.channel' }),
      },
      settings.place,
    ),
    input(channelModal, 'owner', hinted('owner'), ifThere(settings.owner)),
    input(channelModal, 'deputy', { label: t.plain('deputy') }, ifThere(settings.deputy)),
    ...(isAdmin
      ? [
          input(
            channelModal,
            'lock',
            { label: t.plain('lock'), choices: choices(t, { locked: 'lock.locked' }) },
            settings.isLocked ? ['locked'] : [],
          ),
        ]
      : []),
  ]);
}

const recurrences: Record<Every, SchedulesKey> = {
  week: 'every.week',
  fortnight: 'every.fortnight',
  month: 'every.month',
};

function choices(
  t: TranslatorOf<SchedulesSentences>,
  keys: Readonly<Record<string, SchedulesKey>>,
): Record<string, string> {
  return Object.fromEntries(Object.entries(keys).map(([value, key]) => [value, t.plain(key)]));
}
