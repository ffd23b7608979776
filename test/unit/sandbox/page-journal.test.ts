import { journalDays } from '../../../sandbox/page/journal-words.ts';
import type { JournalView } from '../../../sandbox/protocol.ts';

let count = 0;
const line = (at: string, more: Partial<JournalView>): JournalView => ({
  id: (count += 1),
  at: Date.parse(at),
  of: 'message',
  name: 'retro.reminder',
  did: 'sent',
  why: null,
  channel: null,
  minutes: null,
  ...more,
});
const nine = { minutes: 540 };
const names = (channel: string) => (channel === 'C1' ? '#website' : null);
const told = (lines: readonly JournalView[], tz = 'Europe/Berlin') =>
  journalDays(lines, tz, names).map(({ day, entries }) => [day, ...entries.map(({ text }) => text)]);

describe('what Lore did, in words', () => {
  it('is one sentence for the reminders of a day: to how many, when, and why others were held back', () => {
    const lines = [
      line('2026-11-25T08:00:00Z', nine),
      line('2026-11-25T08:00:00Z', nine),
      line('2026-11-25T14:00:00Z', nine),
      // Decided by the job itself, and by the delivery: the same to whoever reads.
      line('2026-11-25T08:00:00Z', { of: 'job', name: 'retro.remind', did: 'held', why: 'away' }),
      line('2026-11-25T08:00:00Z', { of: 'job', name: 'retro.remind', did: 'held', why: 'away' }),
    ];
    expect(told(lines)).toEqual([
      ['Wednesday 25 November', 'Reminder for three people at 09:00 their time, two held back: away'],
    ]);
  });

  it('says each reason by itself, and several local times as from and to', () => {
    const lines = [
      line('2026-11-25T08:00:00Z', nine),
      line('2026-11-25T09:00:00Z', { minutes: 600 }),
      line('2026-11-25T10:30:00Z', { minutes: 690 }),
      line('2026-11-25T11:00:00Z', { did: 'held', why: 'one_a_day' }),
      line('2026-11-25T11:00:00Z', { did: 'held', why: 'day_off' }),
    ];
    expect(told(lines)).toEqual([
      [
        'Wednesday 25 November',
        'Reminder for three people at 09:00 to 11:30 their time, one held back: at most one a day, one held back: day off',
      ],
    ]);
    expect(told(lines.slice(3, 4))[0]?.[1]).toBe('Reminder: one held back: at most one a day');
    expect(told(lines.slice(0, 1))[0]?.[1]).toBe('Reminder for one person at 09:00 their time');
    expect(told(lines.slice(0, 2))[0]?.[1]).toBe('Reminder for two people at 09:00 and 10:00 their time');
  });

  it('says what became of a ritual, and why', () => {
    const schedule = { of: 'ritual', name: 'rotation.presenter', channel: 'C1' } as const;
    const because = (why: string, did: JournalView['did'] = 'skipped') =>
      told([line('2026-11-25T14:00:00Z', { ...schedule, did, why })])[0]?.[1];
    expect(because('nobody_available')).toBe('Rotation presenter in #website: skipped (nobody available)');
    expect(because('holiday', 'sent')).toBe(
      'Rotation presenter in #website: posted (it fell on a holiday or a day off)',
    );
    expect(because('late', 'missed')).toBe(
      'Rotation presenter in #website: missed (Lore wasn’t running at the time)',
    );
  });

  it('says where everybody sees it, but for a channel that the person who reads is not in', () => {
    const post = { of: 'post', name: 'retro.main' } as const;
    const lines = [
      line('2026-11-24T08:00:00Z', { ...post, channel: 'C1' }),
      line('2026-11-24T09:00:00Z', { ...post, channel: 'C1' }),
      line('2026-11-24T10:00:00Z', { ...post, channel: 'C2', did: 'failed', why: 'is_archived' }),
      line('2026-11-24T11:00:00Z', {
        ...post,
        of: 'job',
        name: 'retro.phase-end',
        channel: 'C1',
        did: 'done',
        why: 'time_up',
      }),
    ];
    expect(told(lines)).toEqual([
      [
        'Tuesday 24 November',
        'Phase of a retrospective in #website: ended (time was up)',
        'Retrospective in a channel you’re not in: failed (is archived)',
        'Retrospective in #website: posted twice',
      ],
    ]);
  });

  it('calls what it does not know by its name', () => {
    const schedule = { of: 'ritual', name: 'share.weekly-prompt', channel: 'C1' } as const;
    expect(told([line('2026-11-24T08:00:00Z', { ...schedule, did: 'skipped', why: 'full_moon' })])).toEqual([
      ['Tuesday 24 November', 'Share weekly prompt in #website: skipped (full moon)'],
    ]);
  });

  it('stays readable after a month: a sentence a day, the newest first', () => {
    const lines = Array.from({ length: 30 }, (_, day) =>
      Array.from({ length: 40 }, () => line(`2026-11-${String(day + 1).padStart(2, '0')}T08:00:00Z`, nine)),
    ).flat();
    const days = told(lines);
    expect(days).toHaveLength(30);
    expect(days[0]).toEqual(['Monday 30 November', 'Reminder for 40 people at 09:00 their time']);
    expect(days.at(-1)?.[0]).toBe('Sunday 1 November');
  });

  it('counts the days of the person who reads', () => {
    const lines = [line('2026-11-24T20:00:00Z', nine), line('2026-11-25T01:00:00Z', nine)];
    expect(told(lines).map(([day]) => day)).toEqual(['Wednesday 25 November', 'Tuesday 24 November']);
    expect(told(lines, 'America/Vancouver').map(([day]) => day)).toEqual(['Tuesday 24 November']);
  });
});
