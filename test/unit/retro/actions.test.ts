/** What a team agrees to do, from a proposal to whether it helped. */
import { day } from '../../../src/core/clock.ts';
import { rowId, type UserId } from '../../../src/core/ids.ts';
import { stateOfNew } from '../../../src/features/retro/action-items/rules.ts';
import type { ActionEvent, ActionItem, Retro } from '../../../src/features/retro/session/phases.ts';
import { decide } from '../../../src/features/retro/session/rules.ts';
import { noStandard, type SaidStandard } from '../../../src/features/retro/standards/rules.ts';
import { action, ann, at, ben, cat, collecting, decided, eve, inPhase, noon } from './states.ts';

const acting = inPhase('actions');
const propose = (change: Partial<ActionItem>) =>
  decide(acting, { kind: 'propose', by: ben, action: { ...action, ...change } }, noon);

describe('while actions are agreed', () => {
  it('closes by itself when the time is up', () => {
    expect(decided(acting, { kind: 'timeUp' }, acting.endsAt ?? 0).phase).toBe('closed');
  });

  it('lasts over a weekend', () => {
    const friday = at('2026-11-27T11:00:00Z');
    const from = decided(inPhase('discuss', { endsAt: friday }), { kind: 'timeUp' }, friday);
    expect(from.endsAt).toBe(at('2026-11-30T11:00:00Z'));
  });

  it('takes an action from any participant', () => {
    expect(propose({})).toMatchObject({ ok: true, value: { actions: [action] } });
  });

  it.each([
    ['without words', { what: '' }, 'whatEmpty'],
    ['that is an essay', { what: 'x'.repeat(301) }, 'whatLong'],
    ['with a plan that is an essay', { whenThen: 'x'.repeat(501) }, 'whenLong'],
    ['for somebody who does not take part', { owner: eve }, 'ownerOutside'],
    ['for nobody', { owner: null }, 'ownerOutside'],
    ['with no date', { dueOn: '' }, 'dueWrong'],
    ['with a date that does not exist', { dueOn: '2026-02-30' }, 'dueWrong'],
    ['for yesterday', { dueOn: '2026-11-23' }, 'duePast'],
    ['in more than 30 days', { dueOn: '2026-12-25' }, 'dueFar'],
  ])('refuses an action %s', (_what, change, code) => {
    expect(propose(change)).toEqual({ ok: false, code });
  });

  it('takes an action of as many words as there may be', () => {
    expect(propose({ what: 'x'.repeat(300), whenThen: 'x'.repeat(500) }).ok).toBe(true);
    const dropped = { kind: 'drop', by: ben, action: action.id, reason: 'x'.repeat(300) } as const;
    const with1 = { ...acting, actions: [action] };
    expect(decide(with1, dropped, noon).ok).toBe(true);
    expect(decide(with1, { ...dropped, reason: 'x'.repeat(301) }, noon)).toEqual({
      ok: false,
      code: 'whyLong',
    });
  });

  it('takes what follows from a question, in the place of another, of which it is kept what was said', () => {
    const other = { ...action, id: rowId('other') };
    const follows = { kind: 'change', by: ann, action: other, isLeaders: false } as const;
    const before = { ...acting, actions: [action, { ...action, id: rowId('done'), state: 'done' as const }] };
    expect(decided(before, follows).actions).toEqual([...before.actions, other]);
    const instead = { action: action.id, reason: 'We know better' };
    expect(decided(before, { ...follows, instead }).actions).toEqual([
      { ...action, state: 'dropped', reason: 'We know better', doneAt: noon },
      before.actions[1],
      other,
    ]);
    const ofDone = { action: rowId('done'), reason: 'We know better' };
    expect(decided(before, { ...follows, instead: ofDone }).actions).toEqual([...before.actions, other]);
  });

  it('takes from a leader what is theirs, beside the team’s three; its words and its date hold for them, too', () => {
    const full = { ...acting, actions: ['a', 'b', 'c'].map((id) => ({ ...action, id: rowId(id) })) };
    const theirs = (change: Partial<ActionItem>, isLeaders = true) =>
      decide(
        full,
        { kind: 'change', by: ann, action: { ...action, owner: eve, ...change }, isLeaders },
        noon,
      );
    expect(theirs({}).ok).toBe(true);
    expect(theirs({}, false)).toEqual({ ok: false, code: 'ownerOutside' });
    expect(theirs({ owner: ben }, false)).toEqual({ ok: false, code: 'threeActions' });
    expect(theirs({ what: '' })).toEqual({ ok: false, code: 'whatEmpty' });
    expect(theirs({ dueOn: '2026-11-23' })).toEqual({ ok: false, code: 'duePast' });
  });

  it('takes an action for today and for the 30th day', () => {
    expect([propose({ dueOn: '2026-11-24' }).ok, propose({ dueOn: '2026-12-24' }).ok]).toEqual([true, true]);
  });

  it('refuses a fourth, until one is dropped', () => {
    const items = ['a', 'b', 'c'].map((id) => ({ ...action, id: rowId(id) }));
    const full = { ...acting, actions: items };
    const fourth = { kind: 'propose', by: ben, action } as const;
    expect(decide(full, fourth, noon)).toEqual({ ok: false, code: 'threeActions' });
    const room = decided(full, { kind: 'drop', by: ann, action: rowId('b'), reason: 'too big' });
    expect(decided(room, fourth).actions.map(({ state }) => state)).toEqual([
      'open',
      'dropped',
      'open',
      'open',
    ]);
  });

  it('refuses a fourth also when some are done already', () => {
    const done = ['a', 'b', 'c'].map((id) => ({ ...action, id: rowId(id), state: 'done' as const }));
    expect(decide({ ...acting, actions: done }, { kind: 'propose', by: ben, action }, noon)).toEqual({
      ok: false,
      code: 'threeActions',
    });
  });

  it('drops what was only proposed when it is cancelled', () => {
    const actions = [action, { ...action, id: rowId('b'), state: 'proposed' as const }];
    const cancelled = decided({ ...acting, actions }, { kind: 'cancel', by: ann });
    expect(cancelled).toMatchObject({
      phase: 'cancelled',
      actions: [{ state: 'dropped' }, { state: 'dropped' }],
    });
  });

  it('takes no more cards', () => {
    expect(decide(acting, { kind: 'answer', by: ann, isFirst: true }, noon)).toEqual({
      ok: false,
      code: 'collectingOver',
    });
  });
});

describe('an action', () => {
  const closed: Retro = { ...collecting, phase: 'closed', endsAt: null, endedAt: noon };
  const having = (change: Partial<ActionItem>): Retro => ({ ...closed, actions: [{ ...action, ...change }] });
  type Tried = { [Kind in ActionEvent as Kind['kind']]: Omit<Kind, 'by' | 'action'> }[ActionEvent['kind']];
  const tried = (change: Partial<ActionItem>, event: Tried, by: UserId, now = noon) =>
    decide(having(change), { ...event, by, action: action.id }, now);
  const after = (change: Partial<ActionItem>) => ({ ok: true, value: { actions: [change] } });

  it('of one’s own is accepted as it is proposed, and another’s is asked', () => {
    expect([stateOfNew(ann, ann), stateOfNew(ann, ben), stateOfNew(ann, null)]).toEqual([
      'open',
      'proposed',
      'proposed',
    ]);
  });

  it('is accepted by the person who is asked, or, if nobody is, by any participant', () => {
    const proposed = { state: 'proposed' } as const;
    expect(tried(proposed, { kind: 'accept' }, ben)).toMatchObject(after({ state: 'open', owner: ben }));
    expect(tried(proposed, { kind: 'accept' }, cat)).toEqual({ ok: false, code: 'notYourAction' });
    const ownerless = { ...proposed, owner: null };
    expect(tried(ownerless, { kind: 'accept' }, cat)).toMatchObject(after({ state: 'open', owner: cat }));
    expect(tried(ownerless, { kind: 'accept' }, eve)).toEqual({ ok: false, code: 'notYourAction' });
  });

  it('goes back to the team when its owner declines, and is asked of the next when it is passed on', () => {
    expect(tried({}, { kind: 'decline' }, ben)).toMatchObject(after({ state: 'proposed', owner: null }));
    expect(tried({}, { kind: 'pass', to: cat }, ben)).toMatchObject(after({ state: 'proposed', owner: cat }));
    expect(tried({}, { kind: 'pass', to: eve }, ben)).toEqual({ ok: false, code: 'ownerOutside' });
    expect(tried({}, { kind: 'pass', to: cat }, ann)).toEqual({ ok: false, code: 'notYourAction' });
  });

  it('is done by its owner alone, also after the end, and the day is kept', () => {
    expect(tried({}, { kind: 'done' }, ben)).toMatchObject(after({ state: 'done', doneAt: noon }));
    expect(tried({}, { kind: 'done' }, ann)).toEqual({ ok: false, code: 'notYourAction' });
    expect(tried({ state: 'done' }, { kind: 'done' }, ben)).toEqual({ ok: false, code: 'noSuchAction' });
  });

  it('is dropped, with a reason, by its owner, its proposer or the facilitator', () => {
    const drop = (by: UserId) => tried({ proposer: cat }, { kind: 'drop', reason: 'too big' }, by);
    expect([drop(ann).ok, drop(ben).ok, drop(cat).ok]).toEqual([true, true, true]);
    expect(drop(ben)).toMatchObject(after({ state: 'dropped', reason: 'too big' }));
    expect(tried({}, { kind: 'drop', reason: 'too big' }, eve)).toEqual({ ok: false, code: 'notYourAction' });
    expect(tried({}, { kind: 'drop', reason: '' }, ben)).toEqual({ ok: false, code: 'whyEmpty' });
    expect(tried({}, { kind: 'drop', reason: 'x'.repeat(301) }, ben)).toEqual({ ok: false, code: 'whyLong' });
  });

  it('is moved by its owner, by at most 30 days from today', () => {
    expect(tried({}, { kind: 'move', dueOn: '2026-12-24' }, ben)).toMatchObject(
      after({ dueOn: '2026-12-24' }),
    );
    expect(tried({}, { kind: 'move', dueOn: '2026-12-25' }, ben)).toEqual({ ok: false, code: 'dueFar' });
    expect(tried({}, { kind: 'move', dueOn: '2026-12-01' }, cat)).toEqual({
      ok: false,
      code: 'notYourAction',
    });
  });

  it('is split in two by its owner: both are theirs, each with its own date', () => {
    const second = { id: rowId('second'), what: 'Write it down', dueOn: '2026-12-10' };
    const split = {
      kind: 'split',
      first: { what: 'Ask three people', dueOn: '2026-12-02' },
      second,
    } as const;
    const both = tried({ whenThen: 'When, then' }, split, ben);
    expect(both.ok && both.value.actions).toEqual([
      { ...action, whenThen: 'When, then', what: 'Ask three people', dueOn: '2026-12-02' },
      { ...action, whenThen: 'When, then', ...second },
    ]);
    expect(tried({}, split, cat)).toEqual({ ok: false, code: 'notYourAction' });
    expect(tried({}, { ...split, second: { ...second, what: '' } }, ben)).toEqual({
      ok: false,
      code: 'whatEmpty',
    });
    expect(tried({}, { ...split, second: { ...second, dueOn: '2027-01-10' } }, ben)).toEqual({
      ok: false,
      code: 'dueFar',
    });
  });

  it('goes back to the team when its owner is gone, unless it is done', () => {
    const gone = (change: Partial<ActionItem>) =>
      decide(having(change), { kind: 'ownerGone', person: ben }, noon);
    expect(gone({})).toMatchObject(after({ owner: null, state: 'proposed' }));
    expect(gone({ state: 'done' })).toMatchObject(after({ owner: ben, state: 'done' }));
    expect(gone({ owner: cat })).toMatchObject(after({ owner: cat }));
  });

  it('is said to have helped by its owner, once it is done', () => {
    const said = { kind: 'helped', helped: 'partly', how: 'twice' } as const;
    expect(tried({ state: 'done' }, said, ben, noon + 30 * day)).toMatchObject(
      after({ helped: 'partly', helpedHow: 'twice' }),
    );
    expect(tried({}, said, ben)).toEqual({ ok: false, code: 'noSuchAction' });
    expect(tried({ state: 'done' }, said, ann)).toEqual({ ok: false, code: 'notYourAction' });
  });

  it('keeps what its owner says has changed, until they say that nothing did', () => {
    const answer = { kind: 'helped', helped: 'yes', how: '' } as const;
    const list = {
      kind: 'checklist',
      name: 'Release',
      link: 'https://a.example/',
      lesson: rowId('l'),
    } as const;
    const cells = {
      standardKind: 'checklist',
      standardName: 'Release',
      standardLink: 'https://a.example/',
      standardLesson: rowId('l'),
    } as const;
    const later = noon + 30 * day;
    const saying = (before: Partial<ActionItem>, standard?: SaidStandard | null) =>
      tried(
        { state: 'done', ...before },
        { ...answer, ...(standard === undefined ? {} : { standard }) },
        ben,
        later,
      );
    expect(saying({}, list)).toMatchObject(after({ helped: 'yes', ...cells, standardAt: later }));
    // Saying the same again, or nothing of it, changes nothing.
    expect(saying({ ...cells, standardAt: noon }, list)).toMatchObject(after({ ...cells, standardAt: noon }));
    expect(saying({ ...cells, standardAt: noon })).toMatchObject(after({ ...cells, standardAt: noon }));
    expect(saying({ ...cells, standardAt: noon }, { ...list, lesson: null })).toMatchObject(
      after({ standardLesson: null, standardAt: later }),
    );
    expect(saying({ ...cells, standardAt: noon }, null)).toMatchObject(after(noStandard));
    expect(tried({ state: 'done' }, { ...answer, standard: list }, ann, later)).toEqual({
      ok: false,
      code: 'notYourAction',
    });
  });

  it('that was dropped is decided on no more', () => {
    for (const kind of ['accept', 'decline', 'done'] as const)
      expect(tried({ state: 'dropped' }, { kind }, ben)).toEqual({ ok: false, code: 'noSuchAction' });
  });
});
