/** Trends of a channel's retrospectives: honest below ten, and no number that could be one person's. */
import { channelId, rowId, userId } from '../../../src/core/ids.ts';
import { altOf } from '../../../src/core/picture.ts';
import { type Held, monthsUntil, trendsOf } from '../../../src/features/retro/trends/rules.ts';
import { themesChart, trendsMessage } from '../../../src/features/retro/trends/screens.ts';
import { english } from './drawn.ts';

const months = monthsUntil('2026-11-28');
const held = (count: number, of: Partial<Held> = {}): Held[] =>
  Array.from({ length: count }, (_, at) => ({
    id: rowId(`retro-${String(at)}`),
    endedOn: `2026-${String((at % 10) + 1).padStart(2, '0')}-12`,
    worthTenths: 41,
    answered: 3,
    invited: 5,
    ...of,
  }));
const slow = (at: number) => ({
  retro: rowId(`retro-${String(at)}`),
  title: 'Slow deploys',
  text: 'Deploys are slow',
});

it('counts the twelve months until today, over the turn of a year', () => {
  expect(months[0]).toBe('2025-12');
  expect(months.at(-1)).toBe('2026-11');
  expect(months).toHaveLength(12);
});

it('sees a trend in ten retrospectives and in no fewer', () => {
  expect(trendsOf(held(9), [], months).isEnough).toBe(false);
  expect(trendsOf(held(10), [], months).isEnough).toBe(true);
});

it('shows no rating of too few answers, and no trend of fewer than ten ratings', () => {
  const nine = trendsOf([...held(9), ...held(1, { worthTenths: null })], [], months);
  expect(nine).toMatchObject({ isEnough: true, areRatingsEnough: false });
  expect(nine.ratings).toHaveLength(9);
  expect(trendsOf(held(10), [], months).areRatingsEnough).toBe(true);
});

it('has participation as one number of all together', () => {
  expect(trendsOf(held(4), [], months)).toMatchObject({ answered: 12, invited: 20 });
});

it('finds what came up in several, by the month, and nothing that came up once', () => {
  const other = { retro: rowId('retro-2'), title: 'Photos', text: 'Photographs came late' };
  const { themes } = trendsOf(held(10), [slow(0), slow(3), other], months);
  expect(themes.map(({ title }) => title)).toEqual(['Slow deploys']);
  const alt = altOf(themesChart('Themes over a year', months, themes));
  expect(alt).toContain('Slow deploys: 2025-12 0, 2026-01 1, 2026-02 0, 2026-03 0, 2026-04 1');
});

it('says in how many projects a lesson was applied, of the workspace only what it adds, and nothing where none was shown', () => {
  const said = (here: number, everywhere: number) => {
    const lessons = {
      here: { shown: here, applied: Math.min(here, 2) },
      everywhere: { shown: everywhere, applied: Math.min(everywhere, 4) },
    };
    const year = { ...trendsOf(held(here > 0 ? 1 : 0), [], months), lessons };
    return trendsMessage(english, channelId('C1'), userId('ann'), year).text;
  };
  expect(said(3, 5)).toContain('lessons from other teams: 3. In 2 of them, a lesson was applied or adapted.');
  expect(said(3, 5)).toContain('as far as they can be shown here: 5. In 4 of them');
  expect(said(3, 3)).not.toContain('workspace');
  expect(said(0, 5)).toContain('as far as they can be shown here: 5. In 4 of them');
  for (const text of [said(3, 5), said(0, 5)]) expect(text).toContain('at least five people were asked');
  expect(said(0, 0)).not.toMatch(/other teams|projects in the workspace|five/i);
});

it.each([
  [0, 'the theme of each came back'],
  [1, 'the theme of one of them did not come back'],
  [2, 'the themes of 2 of them did not come back'],
])('says of 3 lessons that changed a standard, of which %i kept their theme away: %s', (stayedAway, said) => {
  const year = { ...trendsOf(held(1), [], months), standards: { changed: 3, stayedAway } };
  const { text } = trendsMessage(english, channelId('C1'), userId('ann'), year);
  expect(text).toContain(`more than six months ago: 3. Within six months, ${said}.`);
});

it('says all of it, however many ratings there are and however long names are for Slack', () => {
  const title = '&'.repeat(75);
  const themes = Array.from({ length: 12 }, () => ({ title, counts: months.map(() => 1) }));
  const year = { ...trendsOf(held(300), [], months), themes };
  const { text } = trendsMessage(english, channelId('C1'), userId('ann'), year);
  expect(text.match(/4\.1/g)).toHaveLength(300);
  expect(text.split('&amp;'.repeat(75))).toHaveLength(13);
});

it('names what changed in these months, the newest first, and cuts a long list', () => {
  const changes = Array.from({ length: 7 }, (_, at) => {
    return { kind: 'checklist', name: `List ${at}`, link: '' } as const;
  });
  const said = (some: typeof changes, times = 1) =>
    trendsMessage(english, channelId('C1'), userId('ann'), {
      ...trendsOf(held(times), [], months),
      changes: some,
    }).text;
  expect(said([])).not.toContain('What changed here');
  expect(said(changes.slice(0, 2), 0)).toContain(
    'twelve months: the checklist “List 0” · the checklist “List 1”',
  );
  const long = said(changes);
  expect(long).toContain('the checklist “List 4” · 2 more');
  expect(long).not.toContain('List 5');
});
