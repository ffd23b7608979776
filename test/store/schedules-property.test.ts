/**
 * Whatever the rule and what is made of it, whatever zone, days off, absences, moves, outages and answers of the practice: every occurrence is
 * posted once, moved, skipped with its reason or recorded as missed; none twice, none lost. What is expected is reckoned in `schedule-books.ts`.
 */
import fc from 'fast-check';
import { hour, type Instant } from '../../src/core/clock.ts';
import { frequencies, nextDay, posted, type RegularRule, skip } from '../../src/core/recurrence.ts';
import type { Schedule } from '../../src/core/schedule.ts';
import { engines } from '../support/databases.ts';
import { ana, channel, type Harness, inChannel, openCompany, team } from '../support/later.ts';
import { oftenOn } from '../support/often.ts';
import { changes, steady } from '../unit/time/changes.ts';
import { type Books, dayIn, openBooks, weekdayIn } from './support/schedule-books.ts';
import { changeRitual } from '../support/change-ritual.ts';

const start = '2026-11-24T11:00:00Z';
const name = 'test.weekly';
const dayLength = 24 * hour;

const zones = [...new Set([...changes.map(([tz]) => tz), ...steady.map(([tz]) => tz)])];
const rules = fc.record<RegularRule>({
  every: fc.constantFrom(...frequencies),
  weekday: fc.integer({ min: 1, max: 7 }),
  minutes: fc.integer({ min: 0, max: 1439 }),
});
/** What happens while time passes. `is due`: its time has come, and whatever is next happens before Lore does anything. */
type Step =
  | { readonly kind: 'works' | 'is away'; readonly hours: number }
  | { readonly kind: 'is due'; readonly minutes: number }
  | { readonly kind: 'pause'; readonly days: number }
  | { readonly kind: 'goes on' | 'ends' | 'archived' | 'Lore leaves' | 'is back' }
  | { readonly kind: 'move'; readonly days: number; readonly minutes: number }
  | { readonly kind: 'rule'; readonly rule: RegularRule; readonly keepsDays: boolean }
  | { readonly kind: 'settings'; readonly days: readonly number[]; readonly tz: string };

const between = (min: number, max: number) => fc.integer({ min, max });
const works = between(1, 400).map((hours): Step => ({ kind: 'works', hours }));
const isAway = between(1, 900).map((hours): Step => ({ kind: 'is away', hours }));
const isDue = between(0, 119).map((minutes): Step => ({ kind: 'is due', minutes }));
const pause = between(1, 40).map((days): Step => ({ kind: 'pause', days }));
const move = fc
  .tuple(between(0, 6), between(0, 1439))
  .map(([days, minutes]): Step => ({ kind: 'move', days, minutes }));
const otherRule = fc
  .tuple(rules, fc.boolean())
  .map(([rule, keepsDays]): Step => ({ kind: 'rule', rule, keepsDays }));
const settings = fc
  .tuple(fc.uniqueArray(between(1, 7)), fc.constantFrom(...zones))
  .map(([days, tz]): Step => ({ kind: 'settings', days, tz }));
const step = fc.oneof(
  { weight: 6, arbitrary: works },
  { weight: 3, arbitrary: isAway },
  { weight: 2, arbitrary: isDue },
  { weight: 2, arbitrary: move },
  { weight: 3, arbitrary: otherRule },
  { weight: 2, arbitrary: settings },
  pause,
  fc.constantFrom<Step>({ kind: 'goes on' }, { kind: 'ends' }, { kind: 'ends' }),
  fc.constantFrom<Step>({ kind: 'archived' }, { kind: 'Lore leaves' }),
  { weight: 2, arbitrary: fc.constant<Step>({ kind: 'is back' }) },
);
const answers = fc.array(fc.constantFrom('posted', 'next_day', 'nothing', 'throws'), {
  minLength: 1,
  maxLength: 8,
});

/** A ritual that answers as told, and counts what it said. */
function answering(
  outcomes: readonly string[],
  usual: RegularRule,
): Schedule & { readonly said: () => number } {
  let asked = 0;
  let said = 0;
  return {
    name,
    title: () => 'weekly',
    what: () => 'weekly',
    usual,
    offered: 'start',
    said: () => said,
    occur: async ({ scope }) => {
      const outcome = outcomes[asked % outcomes.length];
      asked += 1;
      // Written before it throws: nothing of it may stay.
      if (outcome === 'posted' || outcome === 'throws') await scope.publish(inChannel(asked));
      if (outcome === 'throws') throw new Error('broken');
      if (outcome === 'posted') said += 1;
      return outcome === 'posted' ? posted : outcome === 'next_day' ? nextDay : skip('nothing_to_say');
    },
  };
}

class Played {
  readonly books: Books = openBooks();
  readonly settings: { readonly tz: string; readonly days: readonly number[] }[] = [];
  readonly #house: Harness;
  #rule: RegularRule;
  #isArchived = false;

  constructor(system: Harness, rule: RegularRule) {
    this.#house = system;
    this.#rule = rule;
  }

  get #tz() {
    return this.settings.at(-1)?.tz ?? 'UTC';
  }

  row() {
    return this.#house.store.system.selectFrom('ritual').selectAll().executeTakeFirstOrThrow();
  }

  async begin(tz: string, holidays: string | null) {
    const found = await this.#house.store.schedules.setUp(team, channel, ana);
    if (!found.ok) throw new Error(found.code);
    const settings = { ...found.value.settings, tz, holidays };
    await this.#house.store.schedules.saveSettings(team, channel, ana, settings);
    this.settings.push(settings);
    await this.#house.store.schedules.startAll(team, channel, ana, new Map([[name, this.#rule]]));
    this.books.begin(this.#rule, this.#date(0), null, this.#now());
  }

  async play(one: Step) {
    const { clock, store } = this.#house;
    if (one.kind === 'works') return this.#house.runUntil(this.#now() + one.hours * hour);
    if (one.kind === 'is away') {
      clock.advance(one.hours * hour);
      return;
    }
    const row = await this.row();
    if (one.kind === 'is due') {
      clock.set(Math.max(this.#now(), (row.next_at ?? 0) + one.minutes * 60_000));
      return;
    }
    if (one.kind === 'archived' || one.kind === 'Lore leaves' || one.kind === 'is back') {
      this.#isArchived = one.kind !== 'is back';
      const facts = { isArchived: one.kind === 'archived', hasLore: one.kind !== 'Lore leaves' };
      return store.directory.changeChannel(team, channel, facts, this.#now());
    }
    // Nobody can change it there then.
    if (this.#isArchived) return;
    // After an outage Lore catches up first.
    if (row.next_at !== null && this.#now() - row.next_at > 2 * hour) await this.#house.runner.runDue();
    return this.#change(one);
  }

  async #change(one: Step) {
    const row = await this.row();
    const change = async (wanted: Parameters<typeof changeRitual>[5]) => {
      const { ok } = await changeRitual(this.#house.store, team, channel, ana, name, wanted);
      return ok;
    };
    if (one.kind === 'pause') await change({ pausedUntil: this.#date(one.days) });
    else if (one.kind === 'goes on') await change({ pausedUntil: null });
    else if (one.kind === 'ends') {
      if (await change({ isOn: false })) this.books.close(row, this.#now());
    } else if (one.kind === 'rule') {
      const { every, weekday } = one.keepsDays ? this.#rule : one.rule;
      const rule = { ...one.rule, every, weekday };
      const isSame = JSON.stringify(rule) === JSON.stringify(this.#rule);
      if (!(await change({ rule, isOn: true }))) return;
      // The same rule again, and on already: nothing changed.
      if (!isSame || row.is_on === 0) this.books.begin(rule, this.#date(0), row, this.#now());
      this.#rule = rule;
    } else if (one.kind === 'move' && row.next_on !== null) {
      // It may be refused; then nothing changes.
      await change({ move: { on: row.next_on, date: this.#date(one.days), minutes: one.minutes } });
    } else if (one.kind === 'settings') {
      const { schedules } = this.#house.store;
      const found = await schedules.setUp(team, channel, ana);
      if (!found.ok) throw new Error(found.code);
      const settings = { ...found.value.settings, days: one.days, tz: one.tz };
      await schedules.saveSettings(team, channel, ana, settings);
      this.settings.push(settings);
    }
  }

  #now(): Instant {
    return this.#house.clock.now();
  }

  /** A local day, so many from today. */
  #date(days: number): string {
    const today = Date.parse(dayIn(this.#now(), this.#tz));
    return new Date(today + days * dayLength).toISOString().slice(0, 10);
  }
}

async function accounted(system: Harness, played: Played, said: () => number): Promise<void> {
  await system.runUntil(system.clock.now());
  // What went wrong is tried again until it is settled.
  for (let row = await played.row(); row.attempts > 0 && row.next_at !== null; row = await played.row())
    await system.runUntil(row.next_at);
  const now = system.clock.now();
  const records = await system.store.system
    .selectFrom('ritual_occurrence')
    .selectAll()
    .orderBy('on_date')
    .execute();
  const row = await played.row();
  const { must, may } = played.books.days(row, now);
  const days = records.map(({ on_date: on }) => on);
  // Each that was due has a record, once; and nothing but what the rules say.
  expect(must.filter((on) => !days.includes(on))).toEqual([]);
  expect(days.filter((on) => !may.has(on))).toEqual([]);
  expect(new Set(days).size).toBe(days.length);
  // The next one is to come.
  if (row.next_at !== null) expect(row.next_at).toBeGreaterThan(now);
  expect(row.next_at === null).toBe(row.is_on === 0);
  expect(records.filter(({ state }) => state === 'posted')).toHaveLength(said());
  expect(system.slack.texts(channel)).toHaveLength(said());
  const { settings } = played;
  for (const record of records) {
    const late = record.recorded_at - record.due_at;
    expect(late).toBeGreaterThanOrEqual(0);
    if (record.state === 'posted') expect(late).toBeLessThanOrEqual(2 * hour);
    else expect(record.reason).not.toBeNull();
    if (record.reason === 'late') expect(late).toBeGreaterThan(2 * hour);
    const isAsPlanned = record.state === 'posted' && record.moved !== 'by_hand';
    if (settings.length === 1 && isAsPlanned && settings[0] !== undefined)
      expect(settings[0].days).toContain(weekdayIn(record.due_at, settings[0].tz));
    if (record.moved === 'no' && record.state === 'posted')
      expect(settings.map(({ tz }) => dayIn(record.due_at, tz))).toContain(record.on_date);
  }
}

it.each(engines())('no occurrence is lost or doubled, on $name', async (engine) => {
  await fc.assert(
    fc.asyncProperty(
      rules,
      fc.constantFrom(...zones),
      fc.constantFrom(null, 'DE', 'US', 'JP'),
      fc.array(step, { minLength: 3, maxLength: 16 }),
      answers,
      async (rule, tz, holidays, steps, outcomes) => {
        const schedule = answering(outcomes, rule);
        const system = await openCompany({ engine, start, schedules: [schedule] });
        try {
          const played = new Played(system, rule);
          await played.begin(tz, holidays);
          for (const one of steps) await played.play(one);
          await accounted(system, played, schedule.said);
        } finally {
          await system.close();
        }
      },
    ),
    oftenOn(engine, 16, 4),
  );
});
