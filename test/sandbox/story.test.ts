/** What a newcomer finds in the sandbox, whatever the day it begins on: the middle of a story that colleagues have played. */
import { tuesdayFrom } from '../../sandbox/company/first-day.ts';
import { awaitHistory, HISTORY_MS, playHistory } from '../../sandbox/company/history.ts';
import { drawnAlike } from '../../sandbox/drawn-alike.ts';
import { startCompany } from '../support/company-here.ts';
import { learning, website, withHarbour } from '../support/company.ts';
import type { LoreHere } from '../support/lore-here.ts';
import { addCards, posts, retroPost } from '../support/retro-path.ts';

const hour = 3_600_000;

async function play(date: string): Promise<{ here: LoreHere; today: number; missing: readonly string[] }> {
  const today = tuesdayFrom(date);
  const here = await startCompany(today - HISTORY_MS, today, { ids: drawnAlike() });
  awaitHistory(here.sandbox);
  const missing = await playHistory(here.sandbox, today, new AbortController().signal);
  return { here, today, missing };
}

/** Everything that was posted, without the instants that depend on how long it took. */
const told = ({ sandbox }: LoreHere): readonly string[] =>
  Object.values(sandbox.world.messages)
    .flat()
    .map(({ channelId, userId, text }) => `${channelId} ${userId}: ${text}`)
    .map((line) => line.replaceAll(/<!date\^\d+/g, '<!date').replaceAll(/\/p\d{16}/g, '/p'))
    .toSorted();

describe.each([
  { when: 'on a usual Tuesday', date: '2026-12-01' },
  { when: 'after New Year', date: '2027-01-05' },
  { when: 'after clocks went forward in Vancouver, New York and Berlin', date: '2027-03-30' },
  { when: 'on a 29 February', date: '2028-02-29' },
  { when: 'after clocks went back in Berlin, New York and Vancouver', date: '2027-11-09' },
])('the company, $when', ({ date }) => {
  let here: LoreHere;
  let today: number;
  let missing: readonly string[];
  beforeAll(async () => {
    ({ here, today, missing } = await play(date));
  });
  afterAll(() => here.close());

  it('has lived through all of its past, and Lore did not refuse anything', () => {
    expect(missing).toEqual([]);
    expect(here.wrong()).toEqual([]);
    expect(here.sandbox.core.movement.isArriving).toBe(false);
  });

  it('has something due within the day', () => {
    const { nextDue } = here.sandbox.core.movement;
    expect(nextDue).not.toBeNull();
    expect((nextDue ?? 0) - today).toBeLessThan(24 * hour);
  });

  it('ends its channel of learning with a digest of this morning: a journey, what others learned, who presents', () => {
    const digest = posts(here.sandbox, learning).findLast(({ threadTs }) => threadTs === null);
    expect(digest?.text).toMatch(/^Worth knowing this week/);
    expect(today - Number(digest?.ts) * 1000).toBeLessThan(3 * hour);
    for (const part of ['learning journey of', `<#${website}>`, 'Who presents next'])
      expect(digest?.text).toContain(part);
  });

  it('runs its rituals, and has a project planned', async () => {
    await here.who('U0MARA').say(learning, '/lore settings');
    const rituals = await here.modalWith('U0MARA', 'Weekly digest');
    // What is on has its time, or follows what has.
    expect(rituals.match(/:paused"/g)?.length).toBeGreaterThanOrEqual(5);
    await here.who('U0MARA').closeAll();
    expect(posts(here.sandbox, withHarbour).some(({ text }) => text.includes('Harbour film'))).toBe(true);
  });

  it('looks ahead to a project: what two foresaw is theirs alone, and its owner is told who did it', async () => {
    const card = posts(here.sandbox, website).find(({ text }) =>
      text.startsWith('Before we start: Winter shop'),
    );
    if (card === undefined) throw new Error('nobody looks ahead');
    expect(card.text).toContain('2 people have answered');
    for (const secret of ['one browser only', 'late, as in autumn'])
      expect(told(here).join('\n')).not.toContain(secret);
    await here.who('U0DIEGO').press(card, 'retro.assist');
    await here.modalWith('U0DIEGO', 'Let ten people pay before a shop goes live');
    await here.who('U0DIEGO').closeAll();
  });

  it('has people who find each other: an answer that waits, a round of pairs, and a forum that asks its core group', () => {
    const all = told(here);
    const waits = all.filter((line) => line.includes('answered “How do we test a payment'));
    const proposed = all.filter((line) => line.includes('would you like to talk with'));
    const asked = all.filter((line) => line.includes('would like you in its core group'));
    expect([waits.length, asked.length]).toEqual([1, 2]);
    // Five joined, so two talk as two and three as three. Who is away reads of it another day.
    expect(proposed.length).toBeGreaterThanOrEqual(2);
  });

  it('has a closed retrospective with actions in its history', async () => {
    await here.who('U0DIEGO').say(website, '/retro history');
    await here.modalWith('U0DIEGO', 'Autumn newsletter');
    await here.who('U0DIEGO').closeAll();
    const summary = posts(here.sandbox, website).find(({ text }) => text.startsWith('Autumn newsletter'));
    for (const agreed of ['Choose the photos a week before', 'Send the test mail'])
      expect(summary?.text).toContain(agreed);
    expect(await here.home('U0DIEGO')).toContain('Choose the photos a week before a launch');
  });

  it('has a library in which one finds what others learned', async () => {
    await here.who('U0DIEGO').say(website, '/lessons launch');
    const found = await here.modalWith('U0DIEGO', 'Freeze texts a day before a launch');
    expect(found).toContain('Keep the old addresses when a website moves');
    expect(found).not.toContain('Restore a backup');
    await here.who('U0DIEGO').closeAll();
  });

  it('is collecting in another one, where one answers at once and sees nobody else’s cards', async () => {
    const open = () => retroPost(here.sandbox, website, 'Website relaunch');
    expect(open().text).toContain('2 of 6 have answered');
    expect(await addCards(here.who('U0DIEGO'), open(), { column0: 'Short meetings' })).toEqual({ ok: true });
    await here.settle();
    expect(open().text).toContain('3 of 6 have answered');
    for (const secret of ['Staging had the old form', 'Tests ran on staging'])
      expect(told(here).join('\n')).not.toContain(secret);
    expect(await here.home('U0DIEGO')).not.toContain('Staging had');
  });
});

it('the story is told alike each time', async () => {
  const [one, other] = [await play('2026-12-01'), await play('2026-12-01')];
  expect(told(one.here)).toEqual(told(other.here));
  await one.here.close();
  await other.here.close();
});
