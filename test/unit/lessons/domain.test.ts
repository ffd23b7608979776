/** The rules of lessons: what is kept, who has to agree, and which fit. */
import fc from 'fast-check';
import { day, hour, minute } from '../../../src/core/clock.ts';
import {
  alike,
  type Answer,
  answered,
  begun,
  type Consent,
  goesFurtherAt,
  goneFurther,
  keptMoment,
  limitsOf,
  mayChange,
  readTyped,
  reworded,
  standing,
} from '../../../src/features/lessons/rules.ts';
import { worthALesson } from '../../../src/features/retro/lessons/operations.ts';

const typed = {
  title: 'Rehearse',
  context: '',
  happened: 'It took nine hours',
  useWhen: 'Before a move',
  topics: '',
};
const now = Date.UTC(2026, 10, 24, 12);
const until = now + 14 * day;

describe('what was typed', () => {
  it('is kept without what surrounds it, topics each once', () => {
    const { kept, refusals } = readTyped({
      ...typed,
      title: ' Rehearse\n it ',
      topics: '#Moves, moves;  tests,',
    });
    expect(refusals).toEqual({});
    expect(kept).toEqual({ ...typed, title: 'Rehearse it', topics: 'moves, tests' });
  });

  it('needs a lesson, what happened and when to use it; the rest may be missing', () => {
    expect(readTyped({ title: ' ', context: '', happened: '', useWhen: '\n', topics: '' }).refusals).toEqual({
      title: 'empty',
      happened: 'empty',
      useWhen: 'empty',
    });
  });

  it('is never cut: what is too long is said where it was typed', () => {
    const long = (most: number) => 'x'.repeat(most + 1);
    const { refusals } = readTyped({
      title: long(limitsOf.title),
      context: long(limitsOf.context),
      happened: long(limitsOf.happened),
      useWhen: long(limitsOf.useWhen),
      topics: long(limitsOf.topic),
    });
    expect(refusals).toEqual({
      title: 'long',
      context: 'long',
      happened: 'long',
      useWhen: 'long',
      topics: 'topicLong',
    });
    expect(readTyped({ ...typed, topics: 'a,b,c,d,e,f' }).refusals).toEqual({ topics: 'manyTopics' });
  });

  it('may be as long as it may be, and what happened as long as it was', () => {
    const most = (name: 'title' | 'context' | 'happened' | 'useWhen') => 'x'.repeat(limitsOf[name]);
    const full = {
      title: most('title'),
      context: ` ${most('context')} `,
      happened: ` ${most('happened')} `,
      useWhen: ` ${most('useWhen')} `,
      topics: `a,b,c,d,${'e'.repeat(limitsOf.topic)}`,
    };
    const { kept, refusals } = readTyped(full);
    expect(refusals).toEqual({});
    expect([kept.context, kept.happened, kept.useWhen]).toEqual([
      most('context'),
      most('happened'),
      most('useWhen'),
    ]);
    const long = `${most('happened')}x`;
    expect(readTyped({ ...typed, happened: long }, long).refusals).toEqual({});
    expect(readTyped({ ...typed, happened: `${long}x` }, long).refusals).toEqual({ happened: 'long' });
    expect(readTyped({ ...typed, title: `${full.title}x` }, long).refusals).toEqual({ title: 'long' });
  });

  it('has topics without their signs, and with those within', () => {
    expect(readTyped({ ...typed, topics: '## a ; C#, STRASSE, straße' }).kept.topics).toBe(
      'a, C#, STRASSE, straße',
    );
  });
});

describe('consent', () => {
  const start = (isWider: boolean, cards: number, own: number, askUntil = until, isHidden = false) =>
    begun({ isWider, isHidden, cards, askUntil }, own, now);
  const asked = start(true, 3, 0);

  it('is not needed for those who saw the cards', () => {
    expect(start(false, 3, 0).state).toBe('kept');
  });

  it('is given by the person who writes down what they wrote themselves', () => {
    expect(start(true, 2, 2).state).toBe('kept');
    expect(start(true, 3, 2).state).toBe('asked');
  });

  it('is there once all agreed, and not before', () => {
    const first = answered(asked, 'yes', { before: 0, own: 2 }, now);
    expect(first).toMatchObject({ state: 'asked', agreed: 2 });
    expect(answered(first, 'yes', { before: 0, own: 1 }, now).state).toBe('kept');
  });

  it('cannot be told apart from silence where somebody says no', () => {
    const no = answered(asked, 'here', { before: 0, own: 1 }, now);
    expect(no).toEqual(asked);
    expect(standing(no, until - 1)).toBe('asked');
    expect(standing(no, until)).toBe('here');
    expect(standing(asked, until)).toBe('here');
  });

  it('is asked of nobody who wrote no card, and about nothing that is gone', () => {
    const kept: Consent = { ...asked, state: 'kept', agreed: 3 };
    expect(answered(kept, 'here', { before: 0, own: 0 }, now)).toEqual(kept);
    const gone: Consent = { ...asked, state: 'gone', agreed: 1 };
    expect(answered(gone, 'here', { before: 1, own: 1 }, now)).toEqual(gone);
    expect(reworded(gone, 1, until, now)).toEqual(gone);
  });

  it('comes too late when the time is over, and when nobody is left to ask', () => {
    expect(answered(asked, 'yes', { before: 0, own: 3 }, until).state).not.toBe('kept');
    expect(start(true, 3, 0, now).state).toBe('here');
    expect(start(true, 0, 0).state).toBe('asked');
  });

  it('can be taken back at any time, by one alone', () => {
    const kept: Consent = { ...asked, state: 'kept', agreed: 3 };
    expect(answered(kept, 'here', { before: 1, own: 1 }, until + 99 * day)).toMatchObject({
      state: 'here',
      agreed: 2,
    });
  });

  it('leaves nothing behind when it is refused after the time is over, which silence would not leave', () => {
    const late = answered({ ...asked, agreed: 1 }, 'here', { before: 1, own: 1 }, until + 1);
    expect(late).toEqual({ ...asked, agreed: 0 });
  });

  it('is asked again for other words, except of the person who changed them', () => {
    const kept: Consent = { ...asked, state: 'kept', agreed: 3 };
    const later = until + day;
    expect(reworded(kept, 1, later + 14 * day, later)).toMatchObject({ state: 'asked', agreed: 1, round: 2 });
    expect(reworded(kept, 3, later + 14 * day, later)).toMatchObject({ state: 'kept', agreed: 3 });
    expect(reworded({ ...kept, state: 'here' }, 1, later, now).state).toBe('here');
  });

  it('lets those change the words who wrote the cards, and the person who wrote them down until all agreed', () => {
    expect(mayChange('kept', { own: 1, isWriter: false })).toBe(true);
    expect(mayChange('kept', { own: 0, isWriter: true })).toBe(false);
    expect(mayChange('asked', { own: 0, isWriter: true })).toBe(true);
    expect(mayChange('asked', { own: 0, isWriter: false })).toBe(false);
    expect(mayChange('gone', { own: 1, isWriter: true })).toBe(false);
  });

  it('holds, whatever people answer in whatever order: it goes further only while each of them agrees', () => {
    const step = fc.record({
      who: fc.nat(2),
      what: fc.constantFrom<'yes' | 'here' | 'reword' | 'later'>('yes', 'here', 'reword', 'later'),
    });
    fc.assert(
      fc.property(
        fc.tuple(
          fc.integer({ min: 1, max: 3 }),
          fc.integer({ min: 1, max: 3 }),
          fc.integer({ min: 1, max: 3 }),
        ),
        fc.array(step, { maxLength: 30 }),
        (owns, steps) => {
          let at = now;
          let lesson = start(true, owns[0] + owns[1] + owns[2], 0);
          // What each said of the words as they are.
          let said: (Answer | null)[] = [null, null, null];
          for (const { who, what } of steps) {
            const own = owns[who] ?? 0;
            if (what === 'later') at += 3 * day;
            else if (what === 'reword') {
              const after = reworded(lesson, own, at + 14 * day, at);
              if (after.round !== lesson.round) said = said.map((_, one) => (one === who ? 'yes' : null));
              lesson = after;
            } else {
              const isOpen = standing(lesson, at) === 'asked';
              lesson = answered(lesson, what, { before: said[who] === 'yes' ? own : 0, own }, at);
              if (what === 'here' || isOpen || standing(lesson, at) === 'kept')
                said = said.map((one, index) => (index === who && (what === 'here' || isOpen) ? what : one));
            }
            expect(lesson.agreed).toBe(
              owns.reduce((sum, count, one) => sum + (said[one] === 'yes' ? count : 0), 0),
            );
            if (standing(lesson, at) === 'kept') expect(said).toEqual(['yes', 'yes', 'yes']);
          }
        },
      ),
    );
  });
});

describe('where names are hidden', () => {
  const asked = begun({ isWider: true, isHidden: true, cards: 2, askUntil: until }, 2, now);
  const midnight = Date.UTC(2026, 10, 26);

  it('it goes further at the end of a day, a full day after its words were written at the earliest', () => {
    expect(asked.state).toBe('asked');
    expect(goesFurtherAt(asked, now, now)).toBe(midnight);
    expect(goesFurtherAt(asked, now, now + 20 * hour)).toBe(midnight);
    expect(goesFurtherAt(asked, now, midnight)).toBe(midnight + day);
    expect(goesFurtherAt({ ...asked, isHidden: false }, now, now + hour)).toBe(now + hour);
    expect(goneFurther(asked).state).toBe('kept');
    expect(goneFurther({ ...asked, agreed: 1 }).state).toBe('asked');
    expect(goneFurther({ ...asked, state: 'here' }).state).toBe('here');
  });

  it('it goes before nobody knows any more who can move it, and never into the past', () => {
    expect(goesFurtherAt(asked, until - hour, until - hour)).toBe(until - minute);
    expect(goesFurtherAt(asked, until - hour, until - 1)).toBe(until - 1);
  });

  it('of the moment at which somebody did something its day is kept', () => {
    expect(keptMoment(true, now)).toBe(Date.UTC(2026, 10, 24));
    expect(keptMoment(false, now)).toBe(now);
  });
});

describe('what says much the same as what is being written', () => {
  const row = (title: string, use_when: string, under = title) => ({ title, use_when, under });
  const found = (title: string, useWhen: string, ...rows: readonly ReturnType<typeof row>[]) =>
    alike({ title, useWhen }, rows, ({ under }) => under).map((one) => one.title);
  const others = ['Ask for the licence', 'Two people read each application', 'Book rooms early'].map(
    (title) => row(title, `When ${title.length} people come`),
  );

  it('is found by its title, or by title and use, the most similar first', () => {
    const near = row('Rehearse the data import', 'Before a relaunch');
    const nearer = row('Rehearse the import', 'Before a relaunch');
    expect(found('Rehearse the import', '', ...others, near, nearer)).toEqual([
      'Rehearse the import',
      'Rehearse the data import',
    ]);
    const byUse = row('Try it out', 'Before the relaunch of a website with many visitors');
    expect(
      found('Rehearsing', 'Before the relaunch of a website with many visitors', ...others, byUse),
    ).toEqual(['Try it out']);
    expect(found('Bring cake', 'On Fridays', ...others, near)).toEqual([]);
  });

  it('is shown once of those told together, and three at most', () => {
    const same = [1, 2, 3, 4, 5].map((nth) => row(`Rehearse the import ${nth}`, 'Before a move'));
    expect(found('Rehearse the import', 'Before a move', ...others, ...same)).toHaveLength(3);
    const together = same.map((one) => ({ ...one, under: 'one' }));
    expect(found('Rehearse the import', 'Before a move', ...others, ...together)).toHaveLength(1);
  });
});

describe('the topics that lessons are proposed from', () => {
  const topic = (place: number | null) => ({ place });
  it('are the first three in the vote', () => {
    expect(worthALesson([1, 2, 3, 4, null].map(topic))).toEqual([1, 2, 3].map(topic));
    expect(worthALesson([1, null, null].map(topic))).toEqual([topic(1)]);
  });
  it('are all of a few where nobody voted, and none of many', () => {
    expect(worthALesson([null, null, null].map(topic))).toHaveLength(3);
    expect(worthALesson([null, null, null, null].map(topic))).toEqual([]);
    expect(worthALesson([])).toEqual([]);
  });
});
