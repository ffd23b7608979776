/** The buttons and forms of a channel's rituals. Permission is checked each time, in the transaction that writes. */
import { practiceOf, type SystemFeature } from '#core/feature.ts';
import type { ChannelId, TeamId } from '#core/ids.ts';
import { messageOf } from '#core/kit/message.ts';
import { clear, errors, nothing, open, type Reply, say, type SystemInteraction } from '#core/listener.ts';
import { isAdmin } from '#core/people.ts';
import type { ScheduleRefusal } from '#core/recurrence.ts';
import type { Schedule } from '#core/schedule.ts';
import type { TranslatorOf } from '#core/sentence.ts';
import { isHolidayRegion } from '#core/time/holidays.ts';
import type { MoveRefusal } from '#core/time/recurrence.ts';
import type { SchedulesKey, SchedulesSentences } from '#locales/schedules.ts';
import { welcomeTo } from '../../schedules/welcome.ts';
import { onSystemAction, onSystemSubmit } from '../listeners.ts';
import type { SystemPort } from '../port.ts';
import { schedulesCopy } from './copy.ts';
import {
  adoptRituals,
  beforeModal,
  channelModal,
  scheduleModal,
  scheduleSeen,
  setUpChannel,
  setUpSchedule,
  showSchedules,
  startRituals,
} from './ids.ts';
import { channelFrom, type FilledSchedule, ritualFrom, startingRules } from './rules.ts';
import { type Overview, renderChannel, renderOverview, renderRitual } from './screens.ts';
import { welcomePost } from './welcome.ts';

type Port = Pick<SystemPort, 'features' | 'store'>;

/** All rituals of the practices, in their order. */
export const ritualsOf = ({ features }: Pick<SystemPort, 'features'>): readonly Schedule[] =>
  features.flatMap((feature) => feature.schedules ?? []);

/** Those of practices that are switched on in a workspace. */
export async function schedulesIn(port: Port, team: TeamId): Promise<readonly Schedule[]> {
  const { off } = await port.store.workspaceSettings.of(team);
  return ritualsOf(port).filter(({ name }) => !off.has(practiceOf(name)));
}

const refused = (who: SystemInteraction, code: ScheduleRefusal) =>
  say(messageOf(schedulesCopy.for(who).mrkdwn(`refused.${code}`)));
const stale = (who: SystemInteraction) => say(messageOf(schedulesCopy.for(who).mrkdwn('stale')));

/** Runs with a channel's rituals, if this person may change them. */
async function within(
  port: Port,
  who: SystemInteraction,
  channel: ChannelId,
  run: (overview: Overview) => Promise<Reply> | Reply,
): Promise<Reply> {
  const found = await port.store.schedules.setUp(who.teamId, channel, who.person.userId);
  if (!found.ok) return refused(who, found.code);
  const schedules = await schedulesIn(port, who.teamId);
  return run({ channel, setUp: found.value, schedules, now: who.now });
}

/** `/lore settings`, and the button to it. @param channel where it was typed */
export async function showOverview(
  port: Port,
  who: SystemInteraction,
  channel: ChannelId | null,
): Promise<Reply> {
  if (channel === null) return refused(who, 'not_here');
  return within(port, who, channel, async (overview) => open(await renderOverview(who.person, overview)));
}

export function schedules(port: Port): SystemFeature {
  const { schedules: stored } = port.store;

  const start = (who: SystemInteraction, channel: ChannelId): Promise<Reply> =>
    within(port, who, channel, async ({ setUp, schedules, now }) => {
      const rules = startingRules(schedules, setUp.people, setUp.settings.tz, now);
      const { userId } = who.person;
      const started = await stored.startAll(who.teamId, channel, userId, rules);
      if (!started.ok) return refused(who, started.code);
      // Its buttons go, and it says who decided.
      await port.store.transact(who.teamId, { kind: 'person', userId }, (scope) =>
        scope.refresh(welcomeTo(userId, channel)),
      );
      return nothing;
    });

  /** Saves the form of one ritual. @param next the day of the occurrence that the form offered to move */
  const save = (
    who: SystemInteraction,
    { channel, name }: { readonly channel: ChannelId; readonly name: string },
    filled: FilledSchedule,
    next: string | null,
  ): Promise<Reply> =>
    within(port, who, channel, async ({ setUp, schedules, now }) => {
      const schedule = schedules.find((one) => one.name === name);
      if (schedule === undefined) return stale(who);
      const t = schedulesCopy.for(who);
      const known = setUp.schedules.find((one) => one.name === name);
      const before = 'before' in schedule.usual ? schedule.usual : null;
      const read = ritualFrom(filled, { now, tz: setUp.settings.tz }, before, next);
      if (!read.ok) return errors(spoken(t, read.mistakes));
      const { move, rule } = read.value;
      if (move !== undefined && known?.next?.on !== move.on) return errors({ moveTo: t.plain('error.past') });
      if (move !== undefined && JSON.stringify(known?.rule) !== JSON.stringify(rule))
        return errors({ moveTo: t.plain('error.both') });
      const changed = await stored.changeOne(who.teamId, channel, who.person.userId, name, read.value);
      if (changed.ok) return clear;
      return isMoveRefusal(changed.code)
        ? errors({ moveTo: t.plain(`error.${changed.code}`) })
        : refused(who, changed.code);
    });

  return {
    name: 'schedules',
    posts: [welcomePost(ritualsOf(port))],
    actions: [
      onSystemAction(showSchedules, (who, { channel }) => showOverview(port, who, channel)),
      onSystemAction(startRituals, (who, { channel }) => start(who, channel)),
      onSystemAction(setUpSchedule, (who, { channel, name }) =>
        within(port, who, channel, (overview) => {
          const schedule = overview.schedules.find((one) => one.name === name);
          return schedule === undefined ? stale(who) : open(renderRitual(who.person, overview, schedule));
        }),
      ),
      onSystemAction(setUpChannel, (who, { channel }) =>
        within(port, who, channel, async (overview) =>
          open(await renderChannel(who.person, overview, isAdmin(who.person))),
        ),
      ),
      onSystemAction(scheduleSeen, async ({ teamId, person }, { channel, name }) => {
        await stored.seen(teamId, person.userId, channel, name);
        return nothing;
      }),
      onSystemAction(adoptRituals, async (who, { channel }) => {
        const adopted = await stored.adopt(who.teamId, channel, who.person.userId);
        return adopted.ok ? nothing : refused(who, adopted.code);
      }),
    ],
    views: [
      onSystemSubmit(scheduleModal, (who, { next, ...of }, filled) => save(who, of, filled, next)),
      onSystemSubmit(beforeModal, (who, of, filled) => save(who, of, filled, null)),
      onSystemSubmit(channelModal, (who, { channel }, filled) =>
        within(port, who, channel, async () => {
          const t = schedulesCopy.for(who);
          const read = channelFrom(filled, await isHolidayRegion(filled.holidays ?? ''));
          if (!read.ok) return errors(spoken(t, read.mistakes));
          const saved = await stored.saveSettings(who.teamId, channel, who.person.userId, read.value);
          if (saved.ok) return clear;
          if (saved.code === 'owner_outside') return errors({ owner: t.plain('error.notAMember') });
          if (saved.code === 'deputy_outside') return errors({ deputy: t.plain('error.notAMember') });
          return refused(who, saved.code);
        }),
      ),
    ],
  };
}

function isMoveRefusal(code: ScheduleRefusal | MoveRefusal): code is MoveRefusal {
  return code === 'past' || code === 'skipped' || code === 'too_far';
}

type Mistake = 'choice' | 'time' | 'pausedUntil' | 'zone' | 'days' | 'holidays';

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
