/**
 * Whatever the rule, zone, days off, pauses, moves, outages and answers of the practice: every occurrence is posted once, moved, skipped with
 * its reason or recorded as missed; none twice, none lost. What is expected is reckoned here by another way than in Lore.
 */
import fc from 'fast-check';
import { hour, type Instant } from '../../src/core/clock.ts';
import { nextDay, posted, skip, type RitualOutcome, type Rule } from '../../src/core/ritual.ts';
import { engines } from '../support/databases.ts';
import { ana, channel, inChannel, openHouse, team, type House } from '../support/later.ts';
import { changes, steady } from '../unit/time/changes.ts';
import { often } from '../support/often.ts';

const start = '2026-11-24T11:00:00Z';
const name = 'test.weekly';
const dayLength = 24 * hour;

const zones = [...new Set([...changes.map(([tz]) => tz), ...steady.map(([tz]) => tz)])];
const rules = fc.record({
  every: fc.constantFrom('week', 'fortnight', 'month'),
  weekday: fc.integer({ min: 1, max: 7 }),
  minutes: fc.integer({ min: 0, max: 1439 }),
});
/** What happens while time passes: Lore works on, or is away, for so many hours; or somebody does something. */
const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('works'), hours: fc.integer({ min: 1, max: 400 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('is away'), hours: fc.integer({ min: 1, max: 900 }) }),
  },
  fc.record({ kind: fc.constant('pause'), days: fc.integer({ min: 1, max: 40 }) }),
  fc.record({
    kind: fc.constant('move'),
    days: fc.integer({ min: 0, max: 6 }),
    minutes: fc.integer({ min: 0, max: 1439 }),
  }),
  fc.record({ kind: fc.constant('settings'), days: fc.uniqueArray(fc.integer({ min: 1, max: 7 })) }),
);
const answers = fc.array(fc.constantFrom('posted', 'next_day', 'nothing', 'throws'), {
  minLength: 1,
  maxLength: 8,
});

/** Days in the calendar of a zone, by Node's own words: `2026-11-24`. */
const dayIn = (instant: Instant, tz: string) =>
  new Intl.DateTimeFormat('sv-SE', {
    timeZone: tz,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(instant);

/** The days of a rule from one day on, one after the other from the calendar. */
function expectedDays(rule: { every: string; weekday: number }, since: string, until: string): string[] {
  const days: string[] = [];
  let weeks = -1;
  for (let at = Date.parse(since); at <= Date.parse(until); at += dayLength) {
    const date = new Date(at);
    if ((date.getUTCDay() || 7) !== rule.weekday) continue;
    weeks += 1;
    const isTime =
      rule.every === 'week' || (rule.every === 'fortnight' ? weeks % 2 === 0 : date.getUTCDate() <= 7);
    if (isTime) days.push(date.toISOString().slice(0, 10));
  }
  return days;
}

async function play(
  house: House,
  tz: string,
  steps: readonly (typeof step extends fc.Arbitrary<infer Step> ? Step : never)[],
): Promise<void> {
  const { rituals } = house.store;
  for (const one of steps) {
    if (one.kind === 'works') await house.runUntil(house.clock.now() + one.hours * hour);
    else if (one.kind === 'is away') house.clock.advance(one.hours * hour);
    else {
      const found = await rituals.setUp(team, channel, ana);
      if (!found.ok) throw new Error(found.code);
      const ritual = found.value.rituals.find((each) => each.name === name);
      const today = Date.parse(dayIn(house.clock.now(), tz));
      const date = (days: number) => new Date(today + days * dayLength).toISOString().slice(0, 10);
      if (one.kind === 'settings')
        await rituals.saveSettings(team, channel, ana, { ...found.value.settings, days: one.days });
      else if (one.kind === 'pause')
        await rituals.changeOne(team, channel, ana, name, { pausedUntil: date(one.days) });
      else if (ritual?.next != null) {
        const move = { on: ritual.next.on, date: date(one.days), minutes: one.minutes };
        // It may be refused; then nothing changes.
        await rituals.changeOne(team, channel, ana, name, { move });
      }
    }
  }
}

it.each(engines)('no occurrence is lost or doubled, on $name', async (engine) => {
  await fc.assert(
    fc.asyncProperty(
      rules,
      fc.constantFrom(...zones),
      fc.constantFrom(null, 'DE', 'US', 'JP'),
      fc.array(step, { minLength: 3, maxLength: 12 }),
      answers,
      async (rule: Rule & { every: string; weekday: number }, tz, holidays, steps, outcomes) => {
        let asked = 0;
        let said = 0;
        const house = await openHouse({
          engine,
          start,
          rituals: [
            {
              name,
              title: () => 'weekly',
              what: () => 'weekly',
              usual: rule,
              offered: 'start',
              occur: async ({ scope }): Promise<RitualOutcome> => {
                const outcome = outcomes[asked % outcomes.length];
                asked += 1;
                // Written before it throws: nothing of it may stay.
                if (outcome === 'posted' || outcome === 'throws') await scope.publish(inChannel(asked));
                if (outcome === 'throws') throw new Error('broken');
                if (outcome === 'posted') said += 1;
                return outcome === 'posted'
                  ? posted
                  : outcome === 'next_day'
                    ? nextDay
                    : skip('nothing_to_say');
              },
            },
          ],
        });
        try {
          await house.store.rituals.startAll(team, channel, ana, new Map([[name, rule]]));
          const found = await house.store.rituals.setUp(team, channel, ana);
          if (!found.ok) throw new Error(found.code);
          const settings = { ...found.value.settings, tz, holidays };
          await house.store.rituals.saveSettings(team, channel, ana, settings);
          await play(house, tz, steps);
          await house.runUntil(house.clock.now());
          await house.runner.runDue();
          const records = await house.store.house
            .selectFrom('ritual_occurrence')
            .selectAll()
            .orderBy('on_date')
            .execute();
          const row = await house.store.house.selectFrom('ritual').selectAll().executeTakeFirstOrThrow();
          // Each day of the rule up to the next one has one record, in order; none but them has.
          const due = expectedDays(rule, row.since, row.next_on ?? '').filter(
            (on) => on < (row.next_on ?? ''),
          );
          const first = records[0]?.on_date ?? row.next_on ?? '';
          expect(records.map(({ on_date: on }) => on)).toEqual(due.filter((on) => on >= first));
          // What is before the first was over when it began.
          expect(due.filter((on) => on < first).length).toBeLessThanOrEqual(1);
          // The next one is to come.
          expect(row.next_at).toBeGreaterThan(house.clock.now());
          expect(records.filter(({ state }) => state === 'posted')).toHaveLength(said);
          expect(house.slack.texts(channel)).toHaveLength(said);
          for (const record of records) {
            const late = record.recorded_at - record.due_at;
            expect(late).toBeGreaterThanOrEqual(0);
            if (record.state === 'posted') expect(late).toBeLessThanOrEqual(2 * hour);
            else expect(record.reason).not.toBeNull();
            if (record.reason === 'late') expect(late).toBeGreaterThan(2 * hour);
          }
        } finally {
          await house.close();
        }
      },
    ),
    often(engine.name === 'sqlite' ? 12 : 3),
  );
});
