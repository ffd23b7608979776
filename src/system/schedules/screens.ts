/** Renders a channel's rituals, and the forms that change them. */
import type { Instant } from '#core/clock.ts';
import type { ChannelId } from '#core/ids.ts';
import { renderModal, input, type RenderedModal } from '#core/kit/modal.ts';
import { languageName, languages } from '#core/languages.ts';
import type { Person } from '#core/people.ts';
import type { Every } from '#core/recurrence.ts';
import type { Schedule } from '#core/schedule.ts';
import { mentions, type TranslatorOf } from '#core/sentence.ts';
import { join, type Mrkdwn } from '#core/text.ts';
import { regionName } from '#core/time/regions.ts';
import type { SchedulesKey, SchedulesSentences } from '#locales/schedules.ts';
import type { ChannelSetUp } from '../../schedules/records/setup.ts';
import { settingsCopy } from '../settings/copy.ts';
import { noRegion, weekdays } from '../settings/rules.ts';
import { dayNames, daysInWords, placeOf, regionGroups } from '../settings/words.ts';
import { schedulesCopy } from './copy.ts';
import { channelModal } from './ids.ts';
import { zoneGroups } from './rules.ts';

export type Reader = Pick<Person, 'locale' | 'tz'>;

/** A channel's rituals, for a person who may change them. */
export interface Overview {
  readonly channel: ChannelId;
  readonly setUp: ChannelSetUp;
  /** Those of practices that are switched on, in their order. */
  readonly schedules: readonly Schedule[];
  readonly now: Instant;
}

/** A ritual's title by its name. */
export const titles =
  (schedules: readonly Schedule[], { locale }: Pick<Reader, 'locale'>) =>
  (name: string) =>
    schedules.find((one) => one.name === name)?.title(locale) ?? name;

/** How rituals run in a channel, and whose they are. */
export async function settingsLine(
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

/** The form of a channel's settings. @param isAdmin whether they may lock it */
export async function renderChannel(
  reader: Reader,
  { channel, setUp: { settings } }: Overview,
  isAdmin: boolean,
): Promise<RenderedModal> {
  const { locale, tz } = reader;
  const t = schedulesCopy.in(locale, tz);
  const zones = zoneGroups(settings.tz).map((group) => ({
    label: group.label,
    choices: group.zones.map((zone) => ({ value: zone, text: zone.replaceAll('_', ' ') })),
  }));
  const words = t.modal('channelTitle', 'save');
  const hinted = (key: 'zone' | 'holidays' | 'days') => ({
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
    input(
      channelModal,
      'offers',
      {
        label: t.plain('offers'),
        hint: t.plain('offers.hint'),
        choices: choices(t, { on: 'offers.on', off: 'offers.off' }),
      },
      settings.offers ? 'on' : 'off',
    ),
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

export const recurrences: Record<Every, SchedulesKey> = {
  week: 'every.week',
  fortnight: 'every.fortnight',
  threeWeeks: 'every.threeWeeks',
  month: 'every.month',
};

export function choices(
  t: TranslatorOf<SchedulesSentences>,
  keys: Readonly<Record<string, SchedulesKey>>,
): Record<string, string> {
  return Object.fromEntries(Object.entries(keys).map(([value, key]) => [value, t.plain(key)]));
}
