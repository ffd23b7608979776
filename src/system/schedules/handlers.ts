/** The buttons and forms of a channel's rituals. Permission is checked each time, in the transaction that writes. */
import type { SystemFeature } from '#core/feature.ts';
import type { ChannelId } from '#core/ids.ts';
import { errors, nothing, open, type Reply, type SystemInteraction } from '#core/listener.ts';
import { isAdmin } from '#core/people.ts';
import type { Rule } from '#core/recurrence.ts';
import type { TranslatorOf } from '#core/sentence.ts';
import { isHolidayRegion } from '#core/time/holidays.ts';
import type { SchedulesKey, SchedulesSentences } from '#locales/schedules.ts';
import { welcomeTo } from '../../schedules/welcome.ts';
import { onSystemAction, onSystemSubmit } from '../listeners.ts';
import { schedulesCopy } from './copy.ts';
import * as ids from './ids.ts';
import { channelFrom } from './rules.ts';
import { renderChannel } from './screens.ts';
import { setUpHandlers } from './setup/handlers.ts';
import { setUpModal } from './setup/ids.ts';
import { toldPost } from './told.ts';
import { offerPost } from './offer.ts';
import { startingRules, welcomePost } from './welcome.ts';
import { type Port, refused, ritualsOf, within } from './within.ts';

/** `/lore settings`. @param channel where it was typed */
export async function showSetUp(
  port: Port,
  who: SystemInteraction,
  channel: ChannelId | null,
): Promise<Reply> {
  if (channel === null) return refused(who, 'not_here');
  return setUpHandlers(port, setUpModal(ritualsOf(port))).open(who, channel);
}

export function schedules(port: Port): SystemFeature {
  const { schedules: stored } = port.store;
  const all = ritualsOf(port);
  const modal = setUpModal(all);
  const setUp = setUpHandlers(port, modal);

  const start = (who: SystemInteraction, channel: ChannelId): Promise<Reply> =>
    within(port, who, channel, async ({ setUp: { people }, schedules: offered, now }) => {
      const viewer = { kind: 'channel', channelId: channel } as const;
      const rules = await port.store.read(who.teamId, viewer, async (read) => {
        const known = await read.channel(channel);
        return known === null ? new Map<string, Rule>() : startingRules(read, offered, known, people, now);
      });
      const { userId } = who.person;
      const started = await stored.startAll(who.teamId, channel, userId, rules, true);
      if (!started.ok) return refused(who, started.code);
      // Its buttons go, and it says who decided.
      await port.store.transact(who.teamId, { kind: 'person', userId }, (scope) =>
        scope.refresh(welcomeTo(userId, channel)),
      );
      return nothing;
    });

  return {
    name: 'schedules',
    posts: [welcomePost(port), toldPost(all), offerPost(all)],
    actions: [
      onSystemAction(ids.showSchedules, (who, { channel }) => setUp.open(who, channel)),
      onSystemAction(ids.startRituals, (who, { channel }) => start(who, channel)),
      onSystemAction(ids.setUpSchedule, (who, { channel, name }) => setUp.open(who, channel, name)),
      onSystemAction(ids.setUpChannel, (who, { channel }) =>
        within(port, who, channel, async (overview) =>
          open(await renderChannel(who.person, overview, isAdmin(who.person))),
        ),
      ),
      onSystemAction(ids.scheduleSeen, async ({ teamId, person }, { channel, name }) => {
        await stored.seen(teamId, person.userId, channel, name);
        return nothing;
      }),
      onSystemAction(ids.adoptRituals, async (who, { channel }) => {
        const adopted = await stored.adopt(who.teamId, channel, who.person.userId);
        return adopted.ok ? nothing : refused(who, adopted.code);
      }),
    ],
    views: [
      onSystemSubmit(modal, setUp.submit, setUp.change),
      onSystemSubmit(ids.scheduleModal, (who, { channel }) => setUp.instead(who, channel)),
      onSystemSubmit(ids.beforeModal, (who, { channel }) => setUp.instead(who, channel)),
      onSystemSubmit(ids.channelModal, (who, { channel }, filled) =>
        within(port, who, channel, async ({ setUp: { settings } }) => {
          const t = schedulesCopy.for(who);
          const read = channelFrom(filled, settings, await isHolidayRegion(filled.holidays ?? ''));
          if (!read.ok) return errors(spoken(t, read.mistakes));
          const saved = await stored.saveSettings(who.teamId, channel, who.person.userId, read.value);
          if (saved.ok) return nothing;
          if (saved.code === 'owner_outside') return errors({ owner: t.plain('error.notAMember') });
          if (saved.code === 'deputy_outside') return errors({ deputy: t.plain('error.notAMember') });
          return refused(who, saved.code);
        }),
      ),
    ],
  };
}

type Mistake = 'choice' | 'zone' | 'days' | 'holidays';

function spoken(
  t: TranslatorOf<SchedulesSentences>,
  mistakes: Readonly<Record<string, Mistake>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(mistakes).map(([field, mistake]) => [
      field,
      t.plain(`error.${mistake}` satisfies SchedulesKey),
    ]),
  );
}
