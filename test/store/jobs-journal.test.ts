/** What the journal is told: each decision once, after it stands, and without a person in it. */
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { day, hour, minute } from '../../src/core/clock.ts';
import { jobId } from '../../src/core/job-ref.ts';
import { defineJob, type JobNote } from '../../src/core/job.ts';
import type { PostRef } from '../../src/core/post-ref.ts';
import { nextDay, posted, type ScheduleOutcome, type Rule, skip } from '../../src/core/recurrence.ts';
import type { Schedule } from '../../src/core/schedule.ts';
import { journalInLog } from '../../src/jobs/journal.ts';
import { engines } from '../support/databases.ts';
import {
  ana,
  ben,
  channel,
  type Harness,
  inChannel,
  inThread,
  openCompany,
  team,
  toPerson,
} from '../support/later.ts';

const at = (text: string) => Date.parse(text);
const thursdays: Rule = { every: 'week', weekday: 4, minutes: 14 * 60 };

describe.each(engines())('on $name, the journal', (engine) => {
  let system: Harness;
  let runs: number;
  let notes: readonly JobNote[];
  const job = defineJob(jobId<{ n: number }>('test.prompt'), 'prompt', {
    title: async () => 'a prompt',
    run: async ({ note }) => {
      runs += 1;
      for (const each of notes) note(each);
      if (runs === 1 && notes.length > 1) throw new Error('a bug');
    },
  });
  let outcomes: (ScheduleOutcome | 'throws')[];
  const meeting: Schedule = {
    name: 'test.meeting',
    title: () => 'weekly',
    what: () => 'weekly',
    usual: thursdays,
    offered: 'start',
  };
  const weekly: Schedule = {
    ...meeting,
    name: 'test.weekly',
    occur: async () => {
      const outcome = outcomes.shift() ?? posted;
      if (outcome === 'throws') throw new Error('a bug');
      return outcome;
    },
  };
  beforeEach(async () => {
    runs = 0;
    outcomes = [];
    notes = [{ did: 'done', why: 'time_up' }];
    system = await openCompany({ engine, jobs: [job], schedules: [weekly, meeting] });
    system.clock.set(at('2026-11-24T09:00:00Z'));
  });
  afterEach(() => system.close());

  const publish = (...posts: PostRef[]) =>
    system.act(async (scope) => {
      for (const post of posts) await scope.publish(post);
    });
  const told = () =>
    system.journal.map(({ of, name, did, why, channel, minutes }) =>
      [of, name, did, why, channel, minutes].filter((part) => part !== null).join(' '),
    );
  const later = (milliseconds: number) => system.runUntil(system.clock.now() + milliseconds);

  it('hears where a post was sent, and at which local time a direct message was, but not to whom', async () => {
    await publish(inChannel(1), inThread(2, inChannel(1)), toPerson(3), toPerson(4, ben, 'answer'));
    await later(minute);
    // 9:00 UTC is 10:00 in Berlin, where both are.
    expect(told().toSorted()).toEqual([
      'message test.note sent 600',
      'message test.note sent 600',
      'post test.note sent C1',
      'post test.note sent C1',
    ]);
    expect(system.journal.every((line) => line.team === team && line.at >= at('2026-11-24T09:00:00Z'))).toBe(
      true,
    );
    expect(JSON.stringify(system.journal)).not.toMatch(new RegExp(`"(${ana}|${ben})"`));
  });

  it('hears once of several of the same kind that one person gets in one message', async () => {
    await publish(toPerson(1), toPerson(2), toPerson(3), toPerson(4, ben));
    await later(minute);
    expect(told()).toEqual(['message test.note sent 600', 'message test.note sent 600']);
  });

  it('hears why a direct message is held back: away, a day off, out of hours, one a day, three a week', async () => {
    await system.store.system
      .updateTable('person')
      .set({ away_until: at('2026-11-25T12:00:00Z') })
      .where('user_id', '=', ana)
      .execute();
    await publish(toPerson(1));
    await later(minute);
    expect(told()).toEqual(['message test.note held away']);

    system.journal.length = 0;
    system.clock.set(at('2026-11-24T20:00:00Z'));
    await publish(toPerson(2, ben));
    await later(minute);
    expect(told()).toEqual(['message test.note held out_of_hours']);

    system.journal.length = 0;
    system.clock.set(at('2026-11-28T10:00:00Z'));
    await later(minute);
    expect(told()).toEqual(['message test.note held day_off', 'message test.note held day_off']);

    // Ben's goes on Monday at nine; of two more that day one is too many, and of four in a week the fourth.
    for (const [n, time] of [
      [3, '2026-11-30T10:00:00Z'],
      [4, '2026-12-01T12:00:00Z'],
      [5, '2026-12-02T12:00:00Z'],
    ] as const) {
      await system.runUntil(at(time));
      if (n === 3) system.journal.length = 0;
      await publish(toPerson(n, ben));
      await later(minute);
    }
    expect(told()).toEqual([
      'message test.note held one_a_day',
      'message test.note sent 540',
      'message test.note held one_a_day',
      'message test.note sent 540',
      // That day there was one already, but it is the week's third that keeps it back the longer.
      'message test.note held three_a_week',
    ]);
  });

  it('hears of a post that has nothing to say, cannot be drawn, was refused, or is nowhere to be found', async () => {
    system.says.set(1, 'nothing');
    await publish(inChannel(1));
    await later(minute);
    system.slack.fail('post', { refused: 'is_archived' });
    await publish(inChannel(2));
    await later(minute);
    system.slack.fail('post', 'lost');
    await publish(inChannel(3));
    await later(hour);
    expect(told()).toEqual([
      'post test.note withdrawn nothing_to_say C1',
      'post test.note failed is_archived C1',
      'post test.note unknown C1',
    ]);
  });

  it('hears of one that is found again in the history that it was sent', async () => {
    system.slack.hasHistory = true;
    system.slack.fail('post', 'happened');
    await publish(inChannel(1));
    await later(hour);
    expect(told()).toEqual(['post test.note sent C1']);
  });

  it('hears what a job notes when it stands, and nothing of a run that threw', async () => {
    notes = [
      { did: 'done', why: 'time_up' },
      { did: 'held', why: 'away' },
    ];
    await system.act((scope) => scope.runAt(job.ref({ n: 1 }), system.clock.now() + minute, scope.viewer));
    await later(2 * minute);
    expect([runs, ...told()]).toEqual([2, 'job test.prompt done time_up C1', 'job test.prompt held away C1']);
  });

  it('hears what became of each occurrence of a ritual, once, and why; nothing of an appointment, nor of a run that threw', async () => {
    const rules = new Map([weekly, meeting].map(({ name }) => [name, thursdays]));
    await system.store.schedules.startAll(team, channel, ana, rules);
    outcomes = ['throws', posted, skip('nobody_available'), nextDay, posted];
    await system.runUntil(at('2026-12-12T00:00:00Z'));
    system.clock.set(at('2026-12-18T00:00:00Z'));
    await system.runUntil(at('2026-12-18T01:00:00Z'));
    expect(told()).toEqual([
      'ritual test.weekly sent C1',
      'ritual test.weekly skipped nobody_available C1',
      'ritual test.weekly moved waited C1',
      'ritual test.weekly sent waited C1',
      'ritual test.weekly missed late C1',
    ]);
    expect(JSON.stringify(system.journal)).not.toMatch(new RegExp(`"(${ana}|${ben})"`));
  });

  it('hears of a prompt that was missed, and of one whose practice is off, once each', async () => {
    const now = system.clock.now();
    await system.act((scope) => scope.runAt(job.ref({ n: 1 }), now + minute, scope.viewer));
    system.clock.set(now + 3 * hour);
    await system.runner.runDue();
    expect(told()).toEqual(['job test.prompt missed too_late C1']);
    system.journal.length = 0;

    await system.store.system
      .insertInto('practice_off')
      .values({ team_id: team, practice: 'test' })
      .execute();
    await system.act((scope) =>
      scope.runAt(job.ref({ n: 2 }), system.clock.now() + hour, { kind: 'person', userId: ana }),
    );
    await system.runUntil(system.clock.now() + 2 * hour);
    await system.runner.runDue();
    expect(told()).toEqual(['job test.prompt skipped switched_off']);
    expect(system.journal[0]?.at).toBe(now + 4 * hour);
    await system.store.system.deleteFrom('practice_off').execute();
    system.clock.set(system.clock.now() + day);
    await system.runner.runDue();
    expect(runs).toBe(0);
    expect(told()).toEqual(['job test.prompt skipped switched_off', 'job test.prompt missed too_late']);
  });
});

describe('the journal in the log', () => {
  it('is written at debug alone, without the local time of anybody', () => {
    const line = {
      team,
      at: 1,
      of: 'message',
      name: 'test.note',
      did: 'sent',
      why: null,
      channel: null,
      minutes: 540,
    } as const;
    const written = (level: string) => {
      const lines: string[] = [];
      const sink = new Writable({
        write: (chunk: Buffer, _encoding, done) => {
          lines.push(chunk.toString());
          done();
        },
      });
      // What time it is may look like the time of somebody.
      journalInLog(pino({ level, base: null, timestamp: false }, sink))(line);
      return lines;
    };
    expect(written('info')).toEqual([]);
    expect(JSON.parse(written('debug')[0] ?? '')).toMatchObject({ msg: 'journal', did: 'sent' });
    expect(written('debug')[0]).not.toContain('540');
  });
});
