/** What the buttons and forms of a channel's rituals do. Whether this person may is asked from the store each time, in the transaction that writes. */
import type { z } from 'zod';
import type { Clock } from '#core/clock.ts';
import type { ChannelId, TeamId } from '#core/ids.ts';
import { type Action, decode } from '#core/kit/action.ts';
import { clear, errors, nothing, open, type Reply } from '#core/listener.ts';
import type { ScheduleRefusal } from '#core/recurrence.ts';
import type { Result } from '#core/result.ts';
import type { Schedule } from '#core/ritual.ts';
import { isHolidayRegion } from '#core/time/holidays.ts';
import type { MoveRefusal } from '#core/time/rhythm.ts';
import type { RitualsKey } from '#locales/rituals.ts';
import { practiceOf, type Registry } from '../../slack/requests/registry.ts';
import { type Actor, type SystemForm, systemForm, sentence } from '../../slack/requests/system-forms.ts';
import { isAdmin } from '../../slack/workspace/workspace.ts';
import type { Store } from '../../store/store.ts';
import type { ChannelSetUp } from '../records/setup.ts';
import { ritualsCopy } from './copy.ts';
import {
  adoptRituals,
  beforeModal,
  channelModal,
  ritualModal,
  ritualSeen,
  setUpChannel,
  setUpRitual,
  showRituals,
  startRituals,
} from './ids.ts';
import { channelFrom, type FilledRitual, ritualFrom, startingRules } from './rules.ts';
import { renderChannel, type Overview, renderOverview, renderRitual } from './screens.ts';
import { welcomeTo } from './welcome.ts';

export interface RitualParts {
  readonly store: Pick<Store, 'rituals' | 'workspaceSettings' | 'transact'>;
  readonly registry: Pick<Registry, 'schedules'>;
  readonly clock: Clock;
}

export interface OfRituals {
  /** `/lore settings`. @param channel where it was typed */
  readonly show: (actor: Actor, channel: ChannelId | null) => Promise<Reply>;
  /** @returns `null` for an action that is none of these */
  readonly act: (actor: Actor, actionId: string, value: string | undefined) => Promise<Reply | null>;
  readonly forms: readonly SystemForm[];
}

const sayTo = ({ person }: Actor) => ritualsCopy.in(person.locale, person.tz);

/** The rituals of practices that are switched on in a workspace, in their order. */
export async function ritualsIn(
  { store, registry }: Pick<RitualParts, 'store' | 'registry'>,
  team: TeamId,
): Promise<readonly Schedule[]> {
  const { off } = await store.workspaceSettings.of(team);
  return [...registry.schedules.values()].filter(({ name }) => !off.has(practiceOf(name)));
}

export function ofRituals(parts: RitualParts): OfRituals {
  const { store, clock } = parts;
  const refused = (actor: Actor, code: ScheduleRefusal) => sentence(sayTo(actor).mrkdwn(`refused.${code}`));

  /** Runs with a channel's rituals, if this person may change them. */
  const within = async (
    actor: Actor,
    channel: ChannelId,
    run: (overview: Overview) => Promise<Reply> | Reply,
  ): Promise<Reply> => {
    const found: Result<ChannelSetUp, ScheduleRefusal> = await store.rituals.setUp(
      actor.team,
      channel,
      actor.person.userId,
    );
    if (!found.ok) return refused(actor, found.code);
    const rituals = await ritualsIn(parts, actor.team);
    return run({ channel, setUp: found.value, rituals, now: clock.now() });
  };

  const show = async (actor: Actor, channel: ChannelId | null): Promise<Reply> =>
    channel === null
      ? refused(actor, 'not_here')
      : within(actor, channel, async (overview) => open(await renderOverview(actor.person, overview)));

  const start = (actor: Actor, channel: ChannelId): Promise<Reply> =>
    within(actor, channel, async ({ setUp, rituals, now }) => {
      const rules = startingRules(rituals, setUp.people, setUp.settings.tz, now);
      const { team, person } = actor;
      const started = await store.rituals.startAll(team, channel, person.userId, rules);
      if (!started.ok) return refused(actor, started.code);
      // Its buttons go, and it says who decided.
      await store.transact(team, { kind: 'person', userId: person.userId }, (scope) =>
        scope.refresh(welcomeTo(person.userId, channel)),
      );
      return nothing;
    });

  /** By action, what a decoded value does. */
  const deeds: Readonly<Record<string, (actor: Actor, value: string | undefined) => Promise<Reply>>> = {
    ...deed(showRituals, (actor, { channel }) => show(actor, channel)),
    ...deed(startRituals, (actor, { channel }) => start(actor, channel)),
    ...deed(setUpRitual, (actor, { channel, name }) =>
      within(actor, channel, (overview) => {
        const ritual = overview.rituals.find((one) => one.name === name);
        return ritual === undefined ? stale(actor) : open(renderRitual(actor.person, overview, ritual));
      }),
    ),
    ...deed(setUpChannel, (actor, { channel }) =>
      within(actor, channel, async (overview) =>
        open(await renderChannel(actor.person, overview, isAdmin(actor.person))),
      ),
    ),
    ...deed(ritualSeen, async ({ team, person }, { channel, name }) => {
      await store.rituals.seen(team, person.userId, channel, name);
      return nothing;
    }),
    ...deed(adoptRituals, async (actor, { channel }) => {
      const { team, person } = actor;
      const adopted = await store.rituals.adopt(team, channel, person.userId);
      return adopted.ok ? nothing : refused(actor, adopted.code);
    }),
  };

  /** Saves the form of one ritual. @param next the day of the occurrence that the form offered to move */
  const save = (
    actor: Actor,
    { channel, name }: { readonly channel: ChannelId; readonly name: string },
    filled: FilledRitual,
    next: string | null,
  ): Promise<Reply> =>
    within(actor, channel, async ({ setUp, rituals, now }) => {
      const ritual = rituals.find((one) => one.name === name);
      if (ritual === undefined) return stale(actor);
      const t = sayTo(actor);
      const known = setUp.rituals.find((one) => one.name === name);
      const before = 'before' in ritual.usual ? ritual.usual : null;
      const read = ritualFrom(filled, { now, tz: setUp.settings.tz }, before, next);
      if (!read.ok) return errors(spoken(t, read.mistakes));
      const { move, rule } = read.value;
      if (move !== undefined && known?.next?.on !== move.on) return errors({ moveTo: t.plain('error.past') });
      if (move !== undefined && JSON.stringify(known?.rule) !== JSON.stringify(rule))
        return errors({ moveTo: t.plain('error.both') });
      const changed = await store.rituals.changeOne(
        actor.team,
        channel,
        actor.person.userId,
        name,
        read.value,
      );
      if (changed.ok) return clear;
      return isMoveRefusal(changed.code)
        ? errors({ moveTo: t.plain(`error.${changed.code}`) })
        : refused(actor, changed.code);
    });

  return {
    show,
    act: async (actor, actionId, value) => deeds[actionId]?.(actor, value) ?? null,
    forms: [
      systemForm(ritualModal, (actor, { next, ...of }, filled) => save(actor, of, filled, next)),
      systemForm(beforeModal, (actor, of, filled) => save(actor, of, filled, null)),
      systemForm(channelModal, (actor, { channel }, filled) =>
        within(actor, channel, async () => {
          const t = sayTo(actor);
          const read = channelFrom(filled, await isHolidayRegion(filled.holidays ?? ''));
          if (!read.ok) return errors(spoken(t, read.mistakes));
          const { team, person } = actor;
          const saved = await store.rituals.saveSettings(team, channel, person.userId, read.value);
          if (saved.ok) return clear;
          if (saved.code === 'owner_outside') return errors({ owner: t.plain('error.notAMember') });
          if (saved.code === 'deputy_outside') return errors({ deputy: t.plain('error.notAMember') });
          return refused(actor, saved.code);
        }),
      ),
    ],
  };
}

function stale({ t }: Actor): Reply {
  return sentence(t.mrkdwn('stale'));
}

function deed<Value>(
  action: Action<Value>,
  run: (actor: Actor, value: z.infer<Action<Value>['value']>) => Promise<Reply>,
) {
  return {
    [action.actionId]: async (actor: Actor, text: string | undefined): Promise<Reply> => {
      const value = decode(action, text);
      return value === null ? stale(actor) : run(actor, value);
    },
  };
}

function isMoveRefusal(code: ScheduleRefusal | MoveRefusal): code is MoveRefusal {
  return code === 'past' || code === 'skipped' || code === 'too_far';
}

type Mistake = 'choice' | 'time' | 'pausedUntil' | 'zone' | 'days' | 'holidays';

function spoken(
  t: ReturnType<typeof sayTo>,
  mistakes: Readonly<Record<string, Mistake>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(mistakes).map(([field, mistake]) => [
      field,
      t.plain(`error.${mistake}` satisfies RitualsKey),
    ]),
  );
}
