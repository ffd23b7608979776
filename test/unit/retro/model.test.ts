/** Random events by random people at random times: what holds whatever happens. */
import fc from 'fast-check';
import { day, hour } from '../../../src/core/clock.ts';
import { rowId } from '../../../src/core/ids.ts';
import { talkedAbout } from '../../../src/features/retro/discuss/rules.ts';
import { mostActions, standingActions } from '../../../src/features/retro/action-items/rules.ts';
import {
  type ActionEvent,
  flowOf,
  helpedAnswers,
  isOpen,
  type Retro,
  type RetroEvent,
} from '../../../src/features/retro/session/phases.ts';
import { decide } from '../../../src/features/retro/session/rules.ts';
import { kinds, lengthsFor, timedPhases } from '../../../src/features/retro/start/formats.ts';
import { often } from '../../support/often.ts';
import { action, ann, ben, cat, collecting, eve, noon } from './states.ts';

const people = [ann, ben, cat, eve];
const by = fc.constantFrom(...people);
const id = fc.constantFrom(...['a', 'b', 'c', 'd', 'e'].map(rowId));
const phase = fc.constantFrom(...timedPhases);
const topics = fc.integer({ min: 0, max: 8 });

const ofAction: fc.Arbitrary<ActionEvent> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('accept' as const, 'decline' as const, 'done' as const),
    by,
    action: id,
  }),
  fc.record({ kind: fc.constant('pass' as const), by, action: id, to: by }),
  fc.record({ kind: fc.constant('drop' as const), by, action: id, reason: fc.constantFrom('', 'too big') }),
  fc.record({ kind: fc.constant('move' as const), by, action: id, dueOn: fc.constant('2026-12-02') }),
  fc
    .record({ kind: fc.constant('split' as const), by, action: id, second: id })
    .map(({ second, ...rest }) => ({
      ...rest,
      first: { what: 'Ask', dueOn: '2026-12-02' },
      second: { id: rowId(`${second}-2`), what: 'Write', dueOn: '2026-12-03' },
    })),
  fc.record({
    kind: fc.constant('helped' as const),
    by,
    action: id,
    helped: fc.constantFrom(...helpedAnswers),
    how: fc.constant(''),
  }),
);

const event: fc.Arbitrary<RetroEvent> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('answer' as const, 'vote' as const, 'ready' as const),
    by,
    isFirst: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('withdraw' as const), by, hadAnswered: fc.boolean() }),
  fc.record({ kind: fc.constant('group' as const), by, topics }),
  fc.record({ kind: fc.constantFrom('note' as const, 'cancel' as const, 'takeOver' as const), by }),
  fc.record({
    kind: fc.constant('propose' as const),
    by,
    action: fc
      .record({ id, owner: by, proposer: by })
      .map((some) => ({ ...action, dueOn: '2026-12-01', ...some })),
  }),
  ofAction,
  fc.record({ kind: fc.constantFrom('endPhase' as const, 'reopen' as const), by, phase }),
  fc.record({
    kind: fc.constant('extend' as const),
    by,
    phase,
    until: fc.option(fc.integer({ min: noon, max: noon + 60 * day })),
  }),
  fc.record({ kind: fc.constant('handOver' as const), by, to: by }),
  fc.constantFrom<RetroEvent>({ kind: 'timeUp' }, { kind: 'channelGone' }),
);

/** An event and how long after the one before; with it, who has left by then, and how many topics there are if a phase begins. */
const step = fc.record({
  event: fc.oneof({ weight: 4, arbitrary: event }, { weight: 2, arbitrary: fc.constant(null) }),
  after: fc.integer({ min: 0, max: 20 * hour }),
  gone: fc.option(by, { nil: null, freq: 12 }),
  topics,
});
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;
const plan = fc.record({ kind: fc.constantFrom(...kinds), steps: fc.array(step, { maxLength: 40 }) });
type Plan = typeof plan extends fc.Arbitrary<infer Value> ? Value : never;

interface Played {
  readonly states: readonly Retro[];
  readonly now: number;
  /** What was taken, in its order. */
  readonly taken: readonly RetroEvent[];
}

const begun = ({ kind }: Plan): Retro => ({ ...collecting, kind, lengths: lengthsFor(kind, 'async') });

/** As the service does it: settle, then the event, and after each phase that began the topics are counted. */
function play(all: Plan): Played {
  let now = noon;
  const states = [begun(all)];
  const taken: RetroEvent[] = [];
  for (const one of all.steps) {
    now += one.after;
    const last = states.at(-1) ?? collecting;
    const left =
      one.gone === null
        ? last
        : { ...last, participants: last.participants.filter((who) => who !== one.gone) };
    const settled = apply(left, { kind: 'timeUp' }, now, one, taken);
    // Whoever facilitates goes on, so that plans come far.
    const next =
      one.event ?? ({ kind: 'endPhase', by: settled.facilitator ?? ann, phase: settled.phase } as const);
    states.push(isPossible(settled, next) ? apply(settled, next, now, one, taken) : settled);
  }
  return { states, now, taken };
}

function apply(retro: Retro, next: RetroEvent, now: number, one: Step, taken: RetroEvent[]): Retro {
  const result = decide(retro, next, now);
  if (!result.ok) return retro;
  if (result.value !== retro) taken.push(next);
  if (result.value.phase === retro.phase || !isOpen(result.value.phase) || next.kind === 'reopen')
    return result.value;
  const counted = decide(
    result.value,
    { kind: 'counted', topics: one.topics, top: talkedAbout(one.topics) },
    now,
  );
  return counted.ok ? counted.value : result.value;
}

/** What the service can never say: a first answer beyond the people there are, an answer taken back that nobody gave. */
function isPossible(retro: Retro, next: RetroEvent): boolean {
  if ('isFirst' in next && next.isFirst) return retro.answers < retro.invited;
  if (next.kind === 'withdraw' && next.hadAnswered) return retro.answers > 0;
  if (next.kind === 'split') return !retro.actions.some((one) => one.id === next.second.id);
  if (next.kind === 'propose') return !retro.actions.some((one) => one.id === next.action.id);
  return true;
}

const holds = (check: (played: Played, all: Plan) => void) =>
  fc.assert(
    fc.property(plan, (all) => check(play(all), all)),
    often(60),
  );

describe('whatever happens', () => {
  it('phases go forward by their flow, back only by a person who opens one again, and what has ended stays', () => {
    holds(({ states }, { kind }) => {
      const order = [...flowOf(kind), 'cancelled'];
      states.slice(1).forEach((state, index) => {
        const before = states[index] ?? collecting;
        expect(order).toContain(state.phase);
        if (order.indexOf(state.phase) < order.indexOf(before.phase))
          expect(state).toMatchObject({ endedHow: 'reopened', isReopened: true });
        if (!isOpen(before.phase))
          expect({ ...state, actions: [] }).toEqual({
            ...before,
            actions: [],
            participants: state.participants,
          });
      });
    });
  });

  it('an end is known exactly while it can come, and when it came afterwards', () => {
    holds(({ states }) => {
      for (const state of states) {
        expect(state.endsAt === null).toBe(!isOpen(state.phase));
        expect(state.endedAt === null).toBe(isOpen(state.phase));
      }
    });
  });

  it('nobody votes where there is nothing to choose between, and nothing is grouped that is one', () => {
    holds(({ states }) => {
      states.slice(1).forEach((state, index) => {
        const hasBegun = state.phase !== states[index]?.phase && !state.isReopened;
        if (hasBegun && ['group', 'vote'].includes(state.phase)) expect(state.topics).toBeGreaterThan(1);
        if (hasBegun && isOpen(state.phase)) expect(state.topics).toBeGreaterThan(0);
      });
    });
  });

  it('there are never more than three actions that stand, until one is split after the end, and none vanishes', () => {
    holds(({ states }) => {
      states.forEach((state, index) => {
        if (isOpen(state.phase)) expect(standingActions(state).length).toBeLessThanOrEqual(mostActions);
        const before = states[index - 1]?.actions.map((one) => one.id) ?? [];
        expect(state.actions.map((one) => one.id)).toEqual(expect.arrayContaining(before));
      });
    });
  });

  it('an action that is done, dropped or said to have helped stays so', () => {
    holds(({ states }) => {
      states.forEach((state, index) => {
        for (const was of states[index - 1]?.actions ?? []) {
          const is = state.actions.find((one) => one.id === was.id);
          if (was.state === 'dropped') expect(is).toEqual(was);
          if (was.state === 'done') expect(is).toMatchObject({ state: 'done', doneAt: was.doneAt });
        }
      });
    });
  });

  it('every state has a way out: time alone closes what is open', () => {
    holds(({ states, now }) => {
      let last = states.at(-1) ?? collecting;
      let later = now;
      for (let round = 0; round < 6 && isOpen(last.phase); round += 1) {
        later += 40 * day;
        const result = decide(last, { kind: 'timeUp' }, later);
        if (result.ok) last = result.value;
      }
      expect(isOpen(last.phase)).toBe(false);
    });
  });

  it('any participant can end it, if not as the facilitator then by taking over after a day', () => {
    holds(({ states, now }) => {
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
    });
  });

  it('the same events in the same order give the same result', () => {
    holds((played, all) => expect(play(all)).toEqual(played));
  });

  it('only those who were asked do anything in it, and only who facilitates moves it by hand', () => {
    fc.assert(
      fc.property(plan, event, (all, next) => {
        const { states, now } = play(all);
        const last = states.at(-1) ?? collecting;
        const result = decide(last, next, now);
        if (!('by' in next) || !result.ok || ('action' in next && next.kind !== 'propose')) return;
        expect(last.participants).toContain(next.by);
        const moves = ['endPhase', 'reopen', 'extend', 'handOver', 'cancel', 'group', 'note'];
        if (moves.includes(next.kind)) expect(next.by).toBe(last.facilitator);
      }),
      often(60),
    );
  });

  it('only its owner is done with an action', () => {
    holds(({ states }, all) => {
      const last = states.at(-1) ?? collecting;
      for (const item of last.actions) {
        for (const who of people) {
          const done = decide(last, { kind: 'done', by: who, action: item.id }, noon + all.steps.length);
          if (done.ok) expect(item.owner).toBe(who);
        }
      }
    });
  });

  it('plans reach every phase', () => {
    const seen = new Set<string>();
    holds(({ states }) => states.forEach((state) => seen.add(state.phase)));
    expect([...seen].sort()).toEqual([...timedPhases, 'closed', 'cancelled'].sort());
  });
});
