/** The buttons and form of a person's own settings. Each changes only the settings of the person who acts. */
import type { SystemFeature } from '#core/feature.ts';
import { messageOf } from '#core/kit/message.ts';
import { errors, nothing, open, say, type SystemInteraction } from '#core/listener.ts';
import { isHolidayRegion } from '#core/time/holidays.ts';
import { onSystemAction, onSystemSubmit } from '../listeners.ts';
import type { SystemPort } from '../port.ts';
import { settingsCopy } from './copy.ts';
import { settingsFrom } from './rules.ts';
import { changeSettings, iAmBack, renderSettings, settingsModal } from './screens.ts';

export function settings({ store: { settings: stored } }: Pick<SystemPort, 'store'>): SystemFeature {
  const unknown = (who: SystemInteraction) => say(messageOf(settingsCopy.for(who).mrkdwn('unknown')));
  return {
    name: 'settings',
    actions: [
      onSystemAction(changeSettings, async (who) => {
        const known = await stored.of(who.teamId, who.person.userId);
        return known === null ? unknown(who) : open(await renderSettings(who.person, known, who.now));
      }),
      // Ends an absence that they set themselves; one from a Slack status continues.
      onSystemAction(iAmBack, async (who) => {
        const known = await stored.of(who.teamId, who.person.userId);
        if (known === null) return unknown(who);
        await stored.save(who.teamId, who.person.userId, { ...known, backOn: null });
        return nothing;
      }),
    ],
    views: [
      onSystemSubmit(settingsModal, async (who, _metadata, filled) => {
        const t = settingsCopy.for(who);
        const isRegion = await isHolidayRegion(filled.holidays ?? '');
        const read = settingsFrom(filled, { now: who.now, tz: who.person.tz }, isRegion);
        if (!read.ok)
          return errors(
            Object.fromEntries(
              Object.entries(read.mistakes).map(([field, mistake]) => [field, t.plain(`error.${mistake}`)]),
            ),
          );
        await stored.save(who.teamId, who.person.userId, read.value);
        return nothing;
      }),
    ],
  };
}
