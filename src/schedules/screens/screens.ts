/** What a channel's rituals look like: all of them, and the forms in which they are changed. */
import type { KnownBlock } from '@slack/types';
import type { Instant } from '#core/clock.ts';
import type { ChannelId, UserId } from '#core/ids.ts';
import { button } from '#core/kit/action.ts';
import { context, divider, section } from '#core/kit/blocks.ts';
import { drawModal, input, type ModalDrawing } from '#core/kit/modal.ts';
import { languageName, languages } from '#core/languages.ts';
import type { Person } from '#core/people.ts';
import type { ChannelRitual, Every } from '#core/recurrence.ts';
import type { Ritual } from '#core/ritual.ts';
import { atMoment, channelLink, mention, onDay, type Say } from '#core/sentence.ts';
import { escape, join, type Mrkdwn } from '#core/text.ts';
import { formatClock, weekdayName } from '#core/time/format.ts';
import { holidayRegions, regionName } from '#core/time/regions.ts';
import { startOfDay } from '#core/time/zone.ts';
import type { RitualsKey, RitualsSentences } from '#locales/rituals.ts';
import { settingsCopy } from '../../slack/settings/copy.ts';
import { noRegion, weekdays } from '../../slack/settings/domain.ts';
import { daysInWords, placeOf } from '../../slack/settings/words.ts';
import type { ChannelSetUp } from '../records/setup.ts';
import { ritualsCopy } from './copy.ts';
import { beforeModal, channelModal, overviewModal, ritualModal, setUpChannel, setUpRitual } from './ids.ts';
import { proposedRule, zoneGroups } from './rules.ts';
import { reasonInWords, ruleInWords } from './words.ts';

type Reader = Pick<Person, 'locale' | 'tz'>;

/** A channel's rituals, for somebody who may change them. */
export interface Overview {
  readonly channel: ChannelId;
  readonly setUp: ChannelSetUp;
  /** Those of practices that are switched on, in their order. */
  readonly rituals: readonly Ritual[];
  readonly now: Instant;
}

const titles =
  (rituals: readonly Ritual[], { locale }: Reader) =>
  (name: string) =>
    rituals.find((one) => one.name === name)?.title(locale) ?? name;

/** All of them, with a button to change each. */
export async function overviewDrawing(reader: Reader, overview: Overview): Promise<ModalDrawing> {
  const { channel, setUp, rituals } = overview;
  const say = ritualsCopy.in(reader.locale, reader.tz);
  const intro = setUp.settings.isLocked ? 'intro.locked' : 'intro';
  return drawModal(overviewModal, null, { title: say.plain('title'), close: say.plain('close') }, [
    section(say.mrkdwn(rituals.length === 0 ? 'empty' : intro, { channel: channelLink(channel) })),
    ...rituals.map((ritual) => entry(say, reader, overview, ritual)),
    divider(),
    section(await line(say, reader, setUp), button(setUpChannel, say.plain('change'), { channel })),
  ]);
}

function entry(say: Say<RitualsSentences>, reader: Reader, overview: Overview, ritual: Ritual): KnownBlock {
  const { name } = ritual;
  const known = overview.setUp.rituals.find((one) => one.name === name);
  const last = overview.setUp.last.get(name);
  const texts = [
    say.mrkdwn('entry', { title: ritual.title(reader.locale), what: ritual.what(reader.locale) }),
    stateOf(say, reader, overview, known),
    ...(last === undefined
      ? []
      : [
          say.mrkdwn(`last.${last.state}`, {
            at: atMoment(last.due_at),
            reason: reasonInWords(say, last.reason),
          }),
        ]),
  ];
  const label = say.plain(known?.isOn === true ? 'change' : 'setUp');
  return section(join(texts), button(setUpRitual, label, { channel: overview.channel, name }));
}

function stateOf(
  say: Say<RitualsSentences>,
  reader: Reader,
  { rituals, setUp }: Overview,
  known: ChannelRitual | undefined,
): Mrkdwn {
  if (known?.isOn !== true) return say.mrkdwn('is.off');
  const rule = ruleInWords(say, reader.locale, known.rule, titles(rituals, reader));
  if (known.pausedUntil !== null)
    return say.mrkdwn('is.paused', { rule, day: onDay(startOfDay(known.pausedUntil, setUp.settings.tz)) });
  if (known.next === null) return say.mrkdwn('is.waiting', { rule });
  const key = known.next.moved === 'no' ? 'is.on' : 'is.moved';
  return say.mrkdwn(key, { rule, at: atMoment(known.next.at) });
}

async function line(
  say: Say<RitualsSentences>,
  { locale, tz }: Reader,
  { settings, lookedAfterBy: owner }: ChannelSetUp,
): Promise<Mrkdwn> {
  const words = settingsCopy.in(locale, tz);
  const { holidays } = settings;
  const values = {
    place: placeOf(settings.tz),
    language: new Intl.DisplayNames(locale, { type: 'language' }).of(settings.locale) ?? settings.locale,
    days: daysInWords(words, locale, settings.days),
    holidays:
      holidays === null
        ? words.plain('holidays.off')
        : words.plain('holidays.of', { region: await regionName(holidays, locale) }),
    place_of: settings.place,
  };
  const looksAfter =
    owner === null ? say.mrkdwn('owner.none') : say.mrkdwn('owner.is', { person: mention(owner) });
  return join([say.mrkdwn('channel.line', values), looksAfter], ' ');
}

/** The form of one ritual, filled in with what holds now, or with what is proposed. */
export function ritualDrawing(reader: Reader, overview: Overview, ritual: Ritual): ModalDrawing {
  const { channel, setUp, now, rituals } = overview;
  const { locale, tz } = reader;
  const say = ritualsCopy.in(locale, tz);
  const { name } = ritual;
  const known = setUp.rituals.find((one) => one.name === name);
  const proposed = proposedRule(ritual, setUp.people, setUp.settings.tz, now);
  const rule = known?.rule ?? proposed;
  const words = { title: ritual.title(locale), submit: say.plain('save'), close: say.plain('cancel') };
  const position = {
    label: say.plain('position'),
    choices: choices(say, { on: 'position.on', off: 'position.off' }),
  };
  const pause = { label: say.plain('pausedUntil'), hint: say.plain('pausedUntil.hint') };
  // Whoever opens the form of one that is off wants it on.
  const isOn = 'on';
  const pausedUntil = known?.pausedUntil ?? null;
  if ('before' in rule || 'before' in proposed) {
    const of = titles(rituals, reader);
    const values = {
      of: of('before' in rule ? rule.before : name),
      rule: ruleInWords(say, locale, rule, of),
    };
    return drawModal(beforeModal, { channel, name }, words, [
      context(say.mrkdwn('before', values)),
      input(beforeModal, 'position', position, isOn),
      input(beforeModal, 'pausedUntil', pause, pausedUntil),
    ]);
  }
  const next = known?.isOn === true ? (known.next ?? null) : null;
  const place = placeOf(setUp.settings.tz);
  return drawModal(ritualModal, { channel, name, next: next?.on ?? null }, words, [
    context(escape(ritual.what(locale))),
    input(ritualModal, 'position', position, isOn),
    input(ritualModal, 'every', { label: say.plain('every'), choices: choices(say, rhythms) }, rule.every),
    input(
      ritualModal,
      'weekday',
      { label: say.plain('weekday'), choices: dayNames(reader) },
      weekdays.find((day) => Number(day) === rule.weekday) ?? null,
    ),
    input(
      ritualModal,
      'time',
      {
        label: say.plain('time'),
        hint: say.plain('time.hint', { place, proposed: formatClock(proposed.minutes, 'H:mm') }),
      },
      rule.minutes,
    ),
    ...(known === undefined ? [] : [input(ritualModal, 'pausedUntil', pause, pausedUntil)]),
    ...(next === null
      ? []
      : [
          input(ritualModal, 'moveTo', {
            label: say.plain('moveTo'),
            hint: say.plain('moveTo.hint', { at: atMoment(next.at) }),
          }),
          input(
            ritualModal,
            'moveAt',
            { label: say.plain('moveAt'), hint: say.plain('moveAt.hint', { place }) },
            rule.minutes,
          ),
        ]),
  ]);
}

/** The form of how they run in a channel. @param isAdmin whether they may lock it */
export async function channelDrawing(
  reader: Reader,
  { channel, setUp: { settings, people } }: Overview,
  isAdmin: boolean,
): Promise<ModalDrawing> {
  const { locale, tz } = reader;
  // Whoever left is not filled in: another one can be chosen, or nobody.
  const ifThere = (user: UserId | null) =>
    people.some(({ userId, standing }) => userId === user && standing === 'member') ? user : null;
  const say = ritualsCopy.in(locale, tz);
  const none = {
    label: say.plain('holidays.group'),
    choices: [{ value: noRegion, text: say.plain('holidays.none') }],
  };
  const regions = (await holidayRegions(locale)).map((group) => ({
    label: group.label,
    choices: group.regions.map(({ region, name }) => ({ value: region, text: name })),
  }));
  const zones = zoneGroups(settings.tz).map((group) => ({
    label: group.label,
    choices: group.zones.map((zone) => ({ value: zone, text: zone.replaceAll('_', ' ') })),
  }));
  const words = { title: say.plain('channelTitle'), submit: say.plain('save'), close: say.plain('cancel') };
  const hinted = (key: 'zone' | 'holidays' | 'days' | 'owner') => ({
    label: say.plain(key),
    hint: say.plain(`${key}.hint`),
  });
  return drawModal(channelModal, { channel }, words, [
    input(channelModal, 'zone', { ...hinted('zone'), groups: zones }, settings.tz),
    input(
      channelModal,
      'language',
      {
        label: say.plain('language'),
        choices: Object.fromEntries(languages.map((language) => [language, languageName(language)])),
      },
      settings.locale,
    ),
    input(
      channelModal,
      'days',
      { ...hinted('days'), choices: dayNames(reader) },
      weekdays.filter((day) => settings.days.includes(Number(day))),
    ),
    input(
      channelModal,
      'holidays',
      { ...hinted('holidays'), groups: [none, ...regions] },
      settings.holidays ?? noRegion,
    ),
    input(
      channelModal,
      'place',
      {
        label: say.plain('place'),
        choices: choices(say, { thread: 'place.thread', channel: 'place.channel' }),
      },
      settings.place,
    ),
    input(channelModal, 'owner', hinted('owner'), ifThere(settings.owner)),
    input(channelModal, 'deputy', { label: say.plain('deputy') }, ifThere(settings.deputy)),
    ...(isAdmin
      ? [
          input(
            channelModal,
            'lock',
            { label: say.plain('lock'), choices: choices(say, { locked: 'lock.locked' }) },
            settings.isLocked ? ['locked'] : [],
          ),
        ]
      : []),
  ]);
}

const rhythms: Record<Every, RitualsKey> = {
  week: 'every.week',
  fortnight: 'every.fortnight',
  month: 'every.month',
};

function choices(
  say: Say<RitualsSentences>,
  keys: Readonly<Record<string, RitualsKey>>,
): Record<string, string> {
  return Object.fromEntries(Object.entries(keys).map(([value, key]) => [value, say.plain(key)]));
}

function dayNames({ locale }: Reader): Record<string, string> {
  return Object.fromEntries(weekdays.map((day) => [day, weekdayName(Number(day), locale)]));
}
