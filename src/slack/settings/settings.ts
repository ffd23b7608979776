/** What the buttons and the form of a person's own settings do. Each changes nobody's settings but those of who acts. */
import type { Clock } from '#core/clock.ts';
import { errors, nothing, open, type Reply } from '#core/listener.ts';
import { isHolidayRegion } from '#core/time/holidays.ts';
import type { SettingsStore } from '../../store/settings/settings.ts';
import { type Actor, systemForm, type SystemForm, sentence } from '../requests/system-forms.ts';
import { renderSettings, settingsModal } from './blocks.ts';
import { settingsCopy } from './copy.ts';
import { settingsFrom } from './domain.ts';

export interface SettingsParts {
  readonly settings: SettingsStore;
  readonly clock: Clock;
}

export interface OwnSettings {
  /** Shows the form. */
  readonly change: (actor: Actor) => Promise<Reply>;
  /** Ends the absence that they set themselves; one that a Slack status tells of goes on. */
  readonly back: (actor: Actor) => Promise<Reply>;
  readonly form: SystemForm;
}

export function ownSettings({ settings, clock }: SettingsParts): OwnSettings {
  const unknown = ({ person }: Actor) =>
    sentence(settingsCopy.in(person.locale, person.tz).mrkdwn('unknown'));
  return {
    change: async (actor) => {
      const known = await settings.of(actor.team, actor.person.userId);
      if (known === null) return unknown(actor);
      return open(await renderSettings(actor.person, known, clock.now()));
    },
    back: async (actor) => {
      const known = await settings.of(actor.team, actor.person.userId);
      if (known === null) return unknown(actor);
      await settings.save(actor.team, actor.person.userId, { ...known, backOn: null });
      return nothing;
    },
    form: systemForm(settingsModal, async ({ team, person }, _metadata, filled) => {
      const t = settingsCopy.in(person.locale, person.tz);
      const isRegion = await isHolidayRegion(filled.holidays ?? '');
      const read = settingsFrom(filled, { now: clock.now(), tz: person.tz }, isRegion);
      if (!read.ok)
        return errors(
          Object.fromEntries(
            Object.entries(read.mistakes).map(([field, mistake]) => [field, t.plain(`error.${mistake}`)]),
          ),
        );
      await settings.save(team, person.userId, read.value);
      return nothing;
    }),
  };
}
