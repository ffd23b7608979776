/** A person's settings in App Home, and the modal that changes them. */
import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import type { Instant } from '#core/clock.ts';
import { button, defineAction } from '#core/kit/action.ts';
import { actions, context, header, section } from '#core/kit/blocks.ts';
import {
  choiceField,
  dateField,
  defineModal,
  renderModal,
  input,
  type RenderedModal,
} from '#core/kit/modal.ts';
import { listField, ticksField, timeField } from '#core/kit/pickers.ts';
import { languageName, languages } from '#core/languages.ts';
import type { Person } from '#core/people.ts';
import { escape } from '#core/text.ts';
import type { KnownSettings } from '../../store/settings/settings.ts';
import { settingsCopy } from './copy.ts';
import { asInSlack, isOver, languageChoices, noRegion, weekdays } from './rules.ts';
import { dayNames, inWords, placeOf, regionGroups } from './words.ts';

export const changeSettings = defineAction('lore.change_settings', z.null());
export const iAmBack = defineAction('lore.i_am_back', z.null());

export const settingsModal = defineModal('lore.settings', z.null(), {
  days: ticksField(weekdays),
  start: timeField(),
  end: timeField(),
  holidays: listField(),
  backOn: dateField({ optional: true }),
  language: choiceField(languageChoices, 'select'),
});

/** When Lore may message the person, in words, and how to change that. */
export async function settingsSection(
  person: Pick<Person, 'locale' | 'tz'>,
  settings: KnownSettings,
  now: Instant,
): Promise<KnownBlock[]> {
  const { locale, tz } = person;
  const t = settingsCopy.in(locale, tz);
  const isAway = settings.backOn !== null && !isOver(settings.backOn, { now, tz });
  return [
    header(t.plain('heading')),
    section(escape(await inWords(t, person, settings, now))),
    context(t.mrkdwn('limit')),
    actions([
      button(changeSettings, t.plain('change'), null),
      ...(isAway ? [button(iAmBack, t.plain('returned'), null)] : []),
    ]),
  ];
}

/** The form, filled in with the current settings. */
export async function renderSettings(
  { locale, tz }: Pick<Person, 'locale' | 'tz'>,
  settings: KnownSettings,
  now: Instant,
): Promise<RenderedModal> {
  const t = settingsCopy.in(locale, tz);
  const { hours, backOn } = settings;
  const zone = { hint: t.plain('zone', { place: placeOf(tz) }) };
  const groups = await regionGroups(t, locale);
  const choices = {
    slack: t.plain('language.slack', { language: languageName(settings.slackLocale) }),
    ...Object.fromEntries(languages.map((language) => [language, languageName(language)])),
  };
  const words = t.modal('title', 'save');
  return renderModal(settingsModal, null, words, [
    input(
      settingsModal,
      'days',
      { label: t.plain('days'), choices: dayNames(locale) },
      weekdays.filter((day) => hours.days.includes(Number(day))),
    ),
    input(settingsModal, 'start', { label: t.plain('start'), ...zone }, hours.start),
    input(settingsModal, 'end', { label: t.plain('end'), ...zone }, hours.end),
    input(
      settingsModal,
      'holidays',
      { label: t.plain('holidays'), hint: t.plain('holidays.hint'), groups },
      hours.holidays ?? noRegion,
    ),
    input(
      settingsModal,
      'backOn',
      t.labels('backOn', { hint: 'backOn.hint' }),
      backOn === null || isOver(backOn, { now, tz }) ? null : backOn,
    ),
    input(settingsModal, 'language', { label: t.plain('language'), choices }, settings.locale ?? asInSlack),
  ]);
}
