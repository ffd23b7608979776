/** Weeks of direct messages from many features at once, to people in different zones, over a network that fails. */
import fc from 'fast-check';
import { day, hour, type Instant, minute } from '../../src/core/clock.ts';
import type { UserId } from '../../src/core/ids.ts';
import type { Person } from '../../src/core/people.ts';
import type { Urgency } from '../../src/core/post-ref.ts';
import { localTime } from '../../src/core/time/zone.ts';
import { features } from '../../src/features.ts';
import { engines } from '../support/databases.ts';
import { ana, ben, type Harness, openCompany, team, toPerson } from '../support/later.ts';
import { oftenOn } from '../support/often.ts';

const order: readonly Urgency[] = ['accept', 'closing', 'due', 'presenting', 'check', 'rest', 'suggestion'];

interface Habits {
  readonly tz: string;
  readonly days: readonly number[];
  /** Days after the beginning until which they are away, and until which they have Slack keep them undisturbed. */
  readonly away: number;
  readonly quiet: number;
}
const habits = fc.record<Habits>({
  tz: fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe'),
  days: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
  away: fc.constantFrom(0, 0, 0, 3),
  quiet: fc.constantFrom(0, 0, 0, 2.5),
});

/** All that Lore posts, so that a new kind of message keeps to the limit like the others. */
const names = features.flatMap(({ posts = [] }) => posts.map(({ name }) => name));

interface Wish {
  readonly post: string;
  readonly wait: number;
  readonly to: UserId;
  readonly urgency: Urgency;
  readonly fault: 'none' | 'lost' | 'happened' | 'later';
}
const wishes = fc.array(
  fc.record<Wish>({
    post: fc.constantFrom(...names),
    wait: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 30 * hour })),
    to: fc.constantFrom(ana, ben),
    urgency: fc.constantFrom<Urgency>('answer', ...order),
    fault: fc.constantFrom('none', 'none', 'none', 'lost', 'happened', 'later'),
  }),
  { minLength: 1, maxLength: 14 },
);

describe.each(engines())('on $name, over weeks', (engine) => {
  let system: Harness;
  let n = 1000;
  // Five weeks begin on this Monday; Berlin and Lord Howe put their clocks back or on within them.
  const monday = Date.parse('2026-03-23T00:00:00Z');
  beforeEach(async () => {
    system = await openCompany({ engine, start: '2026-03-23T00:00:00Z', posts: names });
    system.slack.hasHistory = true;
  });
  afterEach(() => system.close());

  const settle = async (user: UserId, { tz, days, away }: Habits) => {
    const person: Person = {
      userId: user,
      memberType: 'member',
      isAdmin: false,
      tz,
      locale: 'en',
      workingHours: { days: [1, 2, 3, 4, 5], start: 540, end: 1050, holidays: null },
      awayUntil: null,
    };
    await system.store.directory.savePerson(team, person, system.clock.now());
    await system.store.system
      .updateTable('person')
      .set({ work_days: days.join(','), away_until: away === 0 ? null : system.clock.now() + away * day })
      .where('user_id', '=', user)
      .execute();
  };

  it('nobody gets more than one unasked message a day and three in seven days, on their own working days; none is lost, none comes twice', async () => {
    await fc.assert(
      fc.asyncProperty(wishes, habits, habits, async (all, ofAna, ofBen) => {
        system.clock.set(Math.max(monday, system.clock.now()));
        await settle(ana, ofAna);
        await settle(ben, ofBen);
        const began = system.clock.now();
        for (const [user, { quiet }] of [[ana, ofAna] as const, [ben, ofBen] as const])
          system.slack.quiet.set(user, began + quiet * day);
        system.slack.messages.length = 0;
        const sent = new Map<string, Wish & { readonly at: Instant }>();
        for (const wish of all) {
          await system.runUntil(system.clock.now() + wish.wait);
          if (wish.fault !== 'none')
            system.slack.fail('post', wish.fault === 'later' ? { later: 5000 } : wish.fault);
          const note = toPerson((n += 1), wish.to, wish.urgency);
          await system.act((scope) => scope.publish({ ...note, post: wish.post }));
          sent.set(`note ${n}`, { ...wish, at: system.clock.now() });
        }
        await system.runUntil(system.clock.now() + 35 * day);

        const saidTo = system.slack.messages.map((message) => ({
          ...message,
          notes: message.text.split('\n\n'),
        }));
        expect(saidTo.flatMap(({ notes }) => notes).sort()).toEqual([...sent.keys()].sort());
        for (const { notes, channel } of saidTo)
          expect(notes.map((one) => `D-${sent.get(one)?.to ?? ''}`)).toEqual(notes.map(() => channel));

        const isAnswer = (note: string | undefined) => sent.get(note ?? '')?.urgency === 'answer';
        for (const { notes, at } of saidTo.filter((message) => isAnswer(message.notes[0]))) {
          // Alone, and soon, whatever the hour; the faults of those before it may hold it up a little.
          expect(notes).toHaveLength(1);
          expect(at - (sent.get(notes[0] ?? '')?.at ?? 0)).toBeLessThan(15 * minute);
        }
        for (const [user, { tz, days, away, quiet }] of [[ana, ofAna] as const, [ben, ofBen] as const]) {
          const unasked = saidTo.filter(
            ({ channel, notes }) => channel === `D-${user}` && !isAnswer(notes[0]),
          );
          const local = unasked.map(({ at }) => localTime(at, tz));
          expect(new Set(local.map(({ date }) => date)).size).toBe(unasked.length);
          for (const { weekday, minutes } of local) {
            expect(days).toContain(weekday);
            expect(minutes).toBeGreaterThanOrEqual(540);
            expect(minutes).toBeLessThan(1050);
          }
          for (const { at, notes } of unasked) {
            expect(at).toBeGreaterThanOrEqual(began + Math.max(away, quiet) * day);
            expect(
              unasked.filter((other) => other.at > at - 7 * day && other.at <= at).length,
            ).toBeLessThanOrEqual(3);
            // The most urgent first; and none of them was asked for.
            const ranks = notes.map((one) => order.indexOf(sent.get(one)?.urgency ?? 'answer'));
            expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
            expect(ranks).not.toContain(-1);
          }
        }
        for (const user of [ana, ben])
          expect(await system.deliveryIssues.list(team, user)).toEqual({
            unknown: [],
            failed: [],
            held: [],
            kept: [],
            missed: [],
          });
      }),
      oftenOn(engine, 8, 2),
    );
  });
});
