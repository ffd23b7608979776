/** Several people act while somebody else holds a lock on the database: what they are told, and what becomes of it. */
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { rowId } from '../../src/core/ids.ts';
import type { Timeouts } from '../../src/slack/requests/timeouts.ts';
import { channels, type Sent, team, users } from './fake-slack.ts';
import { type HeldLock, holdLock } from './held-lock.ts';
import { type LoreUnderTest, startLore } from './lore-under-test.ts';
import { oddFeature } from './odd-feature.ts';
import { pebble } from './test-feature/feature.ts';
import { pebbleMigrations } from './pebble-migrations.ts';
import { until } from './unhurried.ts';

const people = ['UANN', 'UBEN', 'UCEM', 'UDAN'];
/** What is said where nothing was stored, in both languages. */
const failed = /nothing was changed|nichts wurde geändert/;

const goesOn = /Working on it|Ich arbeite daran|Saving what|wird gespeichert/;

export interface SentRequest {
  readonly kind: 'command' | 'submission' | 'press' | 'event';
  readonly user: string;
  /** What is stored by it, the pebble that it drops, or the event's id. */
  readonly what: string;
  /** The trigger, and what of it belongs to the window that it opened. */
  readonly trigger: string;
  readonly sent: Sent;
}

export interface Outcome extends SentRequest {
  /** What the person was told at last; of an event, whether it was acknowledged. */
  readonly told: 'done' | 'failed' | 'nothing';
  /** The words in which they were told. */
  readonly said: string;
  /** How often it was done. */
  readonly times: number;
}

export interface Locked {
  readonly t: LoreUnderTest;
  /** What was typed into a live form, each as often as it was heard. */
  readonly typed: readonly string[];
  /** @param isWhole as of `holdLock` */
  lock(isWhole?: boolean): Promise<void>;
  /** Lets go of it, if it is held. */
  unlock(): Promise<void>;
  /**
   * Each person types a command, submits a form and presses a button, and two events come.
   * @param apart so many ms lie between two of them; else all come at once
   * @returns when all are answered
   */
  wave(apart?: number): Promise<readonly SentRequest[]>;
  /** Waits until everybody was told how it ended. */
  settled(deeds: readonly SentRequest[]): Promise<void>;
  /** When the lock is gone: what became of each. Events that were not acknowledged are sent again first, as Slack does. */
  outcomes(deeds: readonly SentRequest[]): Promise<readonly Outcome[]>;
  close(): Promise<void>;
}

/** @param database is taken away at the end @param waves how many there may be */
export async function startLocked(
  database: { readonly url: string; readonly remove: () => Promise<void> },
  patience: Timeouts,
  waves = 6,
): Promise<Locked> {
  for (const [index, user] of people.entries())
    users[user] ??= {
      id: user,
      team_id: team,
      tz: 'Europe/Berlin',
      locale: index % 2 ? 'de-DE' : 'en-US',
      profile: {},
    };
  channels['CONE'] = { id: 'CONE', name: 'one', is_member: true, members: [...people, 'UBOT'] };
  const odd = oddFeature();
  const t = await startLore([pebble, odd.feature], {
    databaseUrl: database.url,
    migrations: pebbleMigrations,
    requestTimeouts: patience,
  });
  const { system } = t.lore.store;
  let held: HeldLock | undefined;
  const unlock = async (): Promise<void> => {
    await held?.release();
    held = undefined;
  };
  let count = 0;
  const unused = () => `x${(count += 1)}`;

  const stored = async (): Promise<readonly { readonly id: string; readonly words: string }[]> =>
    (await sql<{ id: string; words: string }>`select id, words from pebble`.execute(system)).rows;
  const keep = async (user: string): Promise<string> => {
    const words = unused();
    await t.command(`/pebble ${words}`, { user_id: user });
    const kept = async () => (await stored()).find((one) => one.words === words);
    await until(async () => (await kept()) !== undefined, 'a pebble was not kept');
    return (await kept())?.id ?? '';
  };
  // Forms are open and pebbles there before the lock.
  const ready = new Map<string, { readonly form: string; readonly pebble: string }[]>();
  const prepare = async () => {
    for (const user of people) {
      const all = [];
      for (let wave = 0; wave < waves; wave += 1) {
        t.slack.calls.length = 0;
        await t.command('/pebble', { user_id: user });
        // Where the machine is slow, "working on it" becomes the form.
        const forms = () =>
          t.slack.calls.flatMap(({ args }) => {
            const view = args['view'] as { callback_id?: string; private_metadata: string } | undefined;
            return view?.callback_id === 'pebble.new' ? [view] : [];
          });
        await until(() => forms().length > 0, 'no form was shown');
        all.push({ form: forms()[0]?.private_metadata ?? '', pebble: await keep(user) });
      }
      ready.set(user, all);
    }
    t.slack.calls.length = 0;
  };
  await prepare();

  const event = (id: string) =>
    t.event({ type: 'channel_rename', channel: { id: 'CONE', name: 'one' } }, { event_id: id });

  const wave = async (apart = 0): Promise<readonly SentRequest[]> => {
    const asked: Promise<SentRequest>[] = [];
    const add = (
      kind: SentRequest['kind'],
      user: string,
      what: string,
      send: (trigger: string) => Promise<Sent>,
    ) => {
      const trigger = unused();
      const sent = apart === 0 ? send(trigger) : wait(asked.length * apart).then(() => send(trigger));
      asked.push(sent.then((answer) => ({ kind, user, what, trigger, sent: answer })));
    };
    for (const user of people) {
      const mine = ready.get(user)?.pop();
      if (mine === undefined) throw new Error('more waves than were prepared');
      const [typed, written] = [unused(), unused()];
      add('command', user, typed, (trigger) =>
        t.command(`/pebble ${typed}`, { user_id: user, trigger_id: trigger }),
      );
      add('submission', user, written, (trigger) =>
        t.submit(
          'pebble.new',
          mine.form,
          { words: written },
          { user: { id: user, team_id: team }, trigger_id: trigger },
        ),
      );
      add('press', user, mine.pebble, (trigger) =>
        t.press('pebble.drop', JSON.stringify({ id: rowId(mine.pebble) }), {
          user: { id: user, team_id: team },
          trigger_id: trigger,
        }),
      );
    }
    for (const id of [unused(), unused()]) add('event', '', id, () => event(id));
    return Promise.all(asked);
  };

  /** The last that was drawn into the window that stands for an action, or said in the answer to Slack. */
  const lastSaid = ({ trigger, sent }: SentRequest): string => {
    const opened = t.slack.calls.filter(({ args }) => args['trigger_id'] === trigger);
    const [view] = [sent.json['view'], opened.at(-1)?.args['view']].filter((one) => one !== undefined);
    const id = (view as { external_id?: string } | undefined)?.external_id;
    const drawn = t.slack.calls.filter(({ args }) => id !== undefined && args['external_id'] === id);
    const last = drawn.at(-1) ?? opened.at(-1);
    return last === undefined ? sent.body : JSON.stringify(last.args);
  };
  const isOpen = (deed: SentRequest): boolean => goesOn.test(lastSaid(deed));
  const settled = async (deeds: readonly SentRequest[]): Promise<void> => {
    await until(() => !deeds.some(isOpen), 'somebody was never told how it ended');
  };
  const told = (deed: SentRequest): Outcome['told'] => {
    const said = lastSaid(deed);
    if (deed.sent.status !== 200) return deed.kind === 'event' ? 'failed' : 'nothing';
    if (failed.test(said)) return 'failed';
    return isOpen(deed) ? 'nothing' : 'done';
  };
  const timesOf = async ({ kind, what }: SentRequest): Promise<number> => {
    if (kind === 'event')
      return (await system.selectFrom('inbox').select('event_id').where('event_id', '=', what).execute())
        .length;
    const all = await stored();
    if (kind === 'press') return all.some(({ id }) => id === what) ? 0 : 1;
    return all.filter(({ words }) => words === what).length;
  };

  return {
    t,
    typed: odd.typed,
    lock: async (isWhole) => {
      held = await holdLock(database.url, isWhole);
    },
    unlock,
    wave,
    settled,
    outcomes: async (deeds) => {
      await settled(deeds);
      const all = [];
      for (const deed of deeds) {
        const before = { ...deed, told: told(deed), said: lastSaid(deed), times: await timesOf(deed) };
        if (deed.kind === 'event') {
          // Slack sends again what was not acknowledged, and now and then what was.
          await until(async () => (await event(deed.what)).status === 200, 'an event is never taken');
          all.push({ ...before, times: await timesOf(deed) });
        } else all.push(before);
      }
      return all;
    },
    close: async () => {
      await unlock();
      await t.stop();
      await database.remove();
    },
  };
}

/** What is not as it should be. */
export function untrue(all: readonly Outcome[]): readonly Outcome[] {
  return all.filter(
    ({ kind, told, times }) => times !== (kind === 'event' || told === 'done' ? 1 : 0) || told === 'nothing',
  );
}
