/** Random events by random people at random times: what holds whatever happens. */
import fc from 'fast-check';
import { day, hour } from '../../../src/core/clock.ts';
import { rowId } from '../../../src/core/ids.ts';
import { decide, isOpen, type Retro, type RetroEvent } from '../../../src/features/retro/domain.ts';
import { mostActions, standingActions } from '../../../src/features/retro/domain/actions.ts';
import { action, ann, ben, cat, collecting, eve, noon } from './states.ts';

const people = [ann, ben, cat, eve];
const by = fc.constantFrom(...people);
const id = fc.constantFrom(...['a', 'b', 'c', 'd', 'e'].map(rowId));

const event: fc.Arbitrary<RetroEvent> = fc.oneof(
  fc.record({ kind: fc.constant('answer' as const), by, isFirst: fc.boolean() }),
  fc.record({ kind: fc.constant('withdraw' as const), by, hadAnswered: fc.boolean() }),
  fc.record({
    kind: fc.constant('propose' as const),
    by,
    action: fc.record({
      ...Object.fromEntries(Object.entries(action).map(([name, value]) => [name, fc.constant(value)])),
      id,
      owner: by,
      proposer: by,
    }) as fc.Arbitrary<typeof action>,
  }),
  fc.record({ kind: fc.constantFrom('drop' as const, 'done' as const), by, action: id }),
  fc.record({
    kind: fc.constant('endPhase' as const),
    by,
    phase: fc.constantFrom('collect' as const, 'actions' as const),
  }),
  fc.record({ kind: fc.constantFrom('cancel' as const, 'takeOver' as const), by }),
  fc.constantFrom<RetroEvent>({ kind: 'timeUp' }, { kind: 'channelGone' }),
);

/** An event and how long after the one before; with it, who has left by then. */
const step = fc.record({
  event,
  after: fc.integer({ min: 0, max: 40 * hour }),
  gone: fc.option(by, { nil: null }),
});

interface Played {
  readonly states: readonly Retro[];
  readonly now: number;
}

function play(
  steps: readonly { event: RetroEvent; after: number; gone: (typeof people)[number] | null }[],
): Played {
  let now = noon;
  const states = [collecting];
  for (const { event: next, after, gone } of steps) {
    now += after;
    const last = states.at(-1) ?? collecting;
    const before =
      gone === null || !isPossible(last, next)
        ? last
        : { ...last, participants: last.participants.filter((one) => one !== gone) };
    if (!isPossible(before, next)) continue;
    const result = decide(before, next, now);
    states.push(result.ok ? result.value : before);
  }
  return { states, now };
}

/** What the service can never say: a first answer beyond the people there are, an answer taken back that nobody gave. */
function isPossible(retro: Retro, next: RetroEvent): boolean {
  if (next.kind === 'answer' && next.isFirst) return retro.answers < retro.invited;
  if (next.kind === 'withdraw' && next.hadAnswered) return retro.answers > 0;
  if (next.kind === 'propose') return !retro.actions.some((one) => one.id === next.action.id);
  return true;
}

const order = ['collect', 'actions', 'closed', 'cancelled'];
const steps = fc.array(step, { maxLength: 40 });

describe('whatever happens', () => {
  it('phases only go forward, and what has ended stays as it is', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const { states } = play(all);
        states.slice(1).forEach((state, index) => {
          const before = states[index] ?? collecting;
          expect(order.indexOf(state.phase)).toBeGreaterThanOrEqual(order.indexOf(before.phase));
          if (!isOpen(before.phase))
            expect({ ...state, actions: [] }).toEqual({
              ...before,
              actions: [],
              participants: state.participants,
            });
        });
      }),
    );
  });

  it('an end is known exactly while it can come, and when it came afterwards', () => {
    fc.assert(
      fc.property(steps, (all) => {
        for (const { phase, endsAt, endedAt } of play(all).states) {
          expect(endsAt === null).toBe(!isOpen(phase));
          expect(endedAt === null).toBe(isOpen(phase));
        }
      }),
    );
  });

  it('there are never more than three actions that stand, and none vanishes', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const { states } = play(all);
        states.forEach((state, index) => {
          expect(standingActions(state).length).toBeLessThanOrEqual(mostActions);
          const before = states[index - 1]?.actions.map((one) => one.id) ?? [];
          expect(state.actions.map((one) => one.id)).toEqual(expect.arrayContaining(before));
        });
      }),
    );
  });

  it('every state has a way out: time alone closes what is open', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const { states, now } = play(all);
        let last = states.at(-1) ?? collecting;
        let later = now;
        for (let round = 0; round < 5 && isOpen(last.phase); round += 1) {
          later += 10 * day;
          const result = decide(last, { kind: 'timeUp' }, later);
          if (result.ok) last = result.value;
        }
        expect(isOpen(last.phase)).toBe(false);
      }),
    );
  });

  it('whoever takes part can end it, if not as the facilitator then by taking over after a day', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const { states, now } = play(all);
        const last = { ...(states.at(-1) ?? collecting), isReachable: true };
        const [somebody] = last.participants;
        if (somebody === undefined || !isOpen(last.phase)) return;
        const later = { ...last, endsAt: now + 9 * day };
        const taken = decide(later, { kind: 'takeOver', by: somebody }, now + 2 * day);
        const own = taken.ok ? taken.value : later;
        expect(decide(own, { kind: 'cancel', by: somebody }, now + 2 * day)).toMatchObject({
          ok: true,
          value: { phase: 'cancelled' },
        });
      }),
    );
  });

  it('the same events in the same order give the same result', () => {
    fc.assert(fc.property(steps, (all) => expect(play(all)).toEqual(play(all))));
  });

  it('only those who were asked, and only who facilitates, move it by hand', () => {
    fc.assert(
      fc.property(steps, event, (all, next) => {
        const { states, now } = play(all);
        const last = states.at(-1) ?? collecting;
        const result = decide(last, next, now);
        if (!('by' in next) || !result.ok || next.kind === 'done') return;
        expect(last.participants).toContain(next.by);
        if (next.kind === 'endPhase' || next.kind === 'cancel') expect(next.by).toBe(last.facilitator);
      }),
    );
  });
});
