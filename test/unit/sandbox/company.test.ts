/** Who and what a newcomer finds: a company in which everything that Lore has to be careful about exists. */
import { makeCompany } from '../../../sandbox/company/company.ts';
import { BOT_USER, HARBOUR, LINDGROVE, STAFF } from '../../../sandbox/company/people.ts';

const now = Date.parse('2026-11-25T09:00:00Z');
const { people, conversations } = makeCompany(now, 'Lore');
const staff = people.filter(({ id }) => STAFF.includes(id));

describe('the made-up company', () => {
  it('has twelve people or more, in five time zones and three languages', () => {
    expect(staff.length).toBeGreaterThanOrEqual(12);
    expect(new Set(staff.map(({ tz }) => tz)).size).toBeGreaterThanOrEqual(5);
    expect(new Set(staff.map(({ locale }) => locale.slice(0, 2))).size).toBeGreaterThanOrEqual(3);
  });

  it('has a leader, an admin, one guest, one who is deactivated and one who is away now', () => {
    expect(staff.filter(({ title }) => title.startsWith('Head of'))).not.toEqual([]);
    const ours = people.filter(({ teamId, isBot }) => teamId === LINDGROVE && !isBot);
    const names = (which: (person: (typeof ours)[number]) => boolean) =>
      ours.filter(which).map(({ id }) => id);
    expect(names(({ isAdmin }) => isAdmin)).toEqual(['U0INES']);
    expect(names(({ isGuest }) => isGuest)).toEqual(['U0SAM']);
    expect(names(({ isDeleted }) => isDeleted)).toEqual(['U0LEILA']);
    const isAway = ({ statusEmoji, statusExpiration }: (typeof ours)[number]) =>
      statusEmoji === ':palm_tree:' && statusExpiration * 1000 > now;
    expect(names(isAway)).toEqual(['U0JONAS']);
  });

  it('has a project’s channel with the guest in it, a private one and a shared one, each with Lore, and one without', () => {
    const channel = (id: string) => {
      const found = conversations.find((one) => one.id === id);
      if (found === undefined) throw new Error(`there is no ${id}`);
      return found;
    };
    expect(channel('C0WEBSITE').members).toEqual(expect.arrayContaining(['U0SAM', BOT_USER]));
    expect(channel('C0PEOPLE').kind).toBe('private');
    expect(channel('C0PEOPLE').members).toContain(BOT_USER);
    expect(channel('C0HARBOUR').teamIds).toEqual([LINDGROVE, HARBOUR]);
    expect(channel('C0HARBOUR').members).toEqual(expect.arrayContaining(['U0FREYA', BOT_USER]));
    expect(channel('C0COFFEE').members).not.toContain(BOT_USER);
  });
});
