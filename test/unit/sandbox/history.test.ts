/** What the made-up company has said and shared before a newcomer sees it. */
import { HISTORY_MS, linesBefore } from '../../../sandbox/company/history.ts';
import { zoneOf } from '../../../sandbox/company/people.ts';
import { timeOf } from '../../../sandbox/company/scene.ts';
import { SCENES } from '../../../sandbox/company/story.ts';
import { makeCompany } from '../../../sandbox/company/company.ts';
import { toWall } from '../../../sandbox/page/zone.ts';

const hour = 3_600_000;
/** Nights, weekends, and the days on which some clocks change and others do not. */
const days = ['2026-11-21T02:00:00Z', '2026-11-22T23:30:00Z', '2026-11-23T00:10:00Z', '2026-11-25T18:00:00Z'];
const todays = [
  ...days,
  '2027-03-20T12:00:00Z',
  '2027-04-02T03:00:00Z',
  '2026-11-04T21:00:00Z',
  '2028-02-29T09:00:00Z',
].map((text) => Date.parse(text));

describe.each(todays.map((today) => ({ on: new Date(today).toISOString(), today })))(
  'before $on, the company',
  ({ today }) => {
    const lines = linesBefore(today);

    it('wrote while each worked: Monday to Friday, nine to half past five of their own', () => {
      const odd = lines.filter(({ at, userId }) => {
        const wall = toWall(at, zoneOf(userId));
        const weekday = new Date(`${wall.slice(0, 10)}T12:00Z`).getUTCDay();
        return weekday === 0 || weekday === 6 || wall.slice(11) < '09:00' || wall.slice(11) > '17:30';
      });
      expect(odd).toEqual([]);
    });

    it('wrote it all before today, lately too, and each channel in the order in which it is told', () => {
      expect(lines.every(({ at }) => at < today)).toBe(true);
      const last = lines.at(-1)?.at ?? 0;
      // A weekend at most lies between.
      expect(today - last).toBeLessThan(96 * hour);
      const said = lines.filter(({ channelId, text }) => channelId === 'C0WEBSITE' && !text.startsWith('/'));
      expect(said.map(({ text, isReply }) => [text.split(' ')[0], isReply])).toEqual([
        ['Redirects', false],
        ['The', false],
        ['We', true],
        ['Photos', false],
        ['Can', false],
        ['Yes.', false],
      ]);
      expect(lines.findIndex(({ text }) => text.startsWith('I’ve added Lore'))).toBeLessThan(
        lines.findIndex(({ text }) => text.startsWith('/learned')),
      );
    });

    it('does what it does with the app at such hours too, and after it has begun', () => {
      const odd = SCENES.filter((scene) => {
        const wall = toWall(timeOf(scene, today), zoneOf(scene.who)).slice(11);
        return wall < '09:00' || wall > '17:30';
      });
      expect(odd).toEqual([]);
      expect(SCENES.every((scene) => timeOf(scene, today) > today - HISTORY_MS)).toBe(true);
    });

    it('begins with what was said until then, before the first share, and with who is away today', () => {
      const begin = today - HISTORY_MS;
      const company = makeCompany(begin, 'Lore', 'xoxb-1', today);
      const said = Object.values(company.messages).flat();
      expect(said).toHaveLength(lines.filter(({ at }) => at < begin).length);
      expect(lines.filter(({ at, text }) => at < begin && text.startsWith('/'))).toEqual([]);
      const jonas = company.people.find(({ id }) => id === 'U0JONAS');
      expect(jonas?.statusExpiration).toBeGreaterThan(today / 1000);
    });
  },
);

it('what people share fits what they do', () => {
  const today = Date.parse('2026-12-01T09:00:00Z');
  const shared = linesBefore(today)
    .filter(({ text }) => text.startsWith('/learned'))
    .map(({ userId, text }) => [userId, text.slice('/learned '.length).split('. ')[0]]);
  expect(shared).toEqual([
    ['U0ARJUN', 'Stashing Untracked Files'],
    ['U0PRIYA', 'Toggle Device Mode'],
    ['U0NOOR', 'Start Node Process In Specific Timezone'],
    ['U0DIEGO', 'Change The Orientation Of An Image'],
    ['U0MARA', 'Hide Overflowing Text For Google Sheets Column'],
    ['U0CAROL', 'Enable Keyboard Shortcuts In Gmail'],
    ['U0HANA', 'Pause JavaScript From The Source DevTools Panel'],
    // The head of product: no SQL.
    ['U0SEUN', 'Analyze Your Website Performance'],
    ['U0MEILING', 'Count The Number Of Trues In An Aggregate Query'],
  ]);
});

it('what people share is said as at Slack, without the marks of Markdown', () => {
  const today = Date.parse('2026-12-01T09:00:00Z');
  for (const { text } of linesBefore(today)) expect(text).not.toMatch(/\]\(|\b_\w+_\b/);
});
