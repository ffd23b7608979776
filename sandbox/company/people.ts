/** The people of the made-up company, and three of another organisation. All names are invented. */
import type { Person } from '../state/world.ts';

export const LINDGROVE = 'T0LINDGROVE';
export const HARBOUR = 'T0HARBOUR01';
export const BOT_USER = 'U0LOREBOT';
export const BOT = 'B0LORE0001';

type Row = readonly [id: string, realName: string, title: string, tz: string, locale: string];

const OURS: readonly Row[] = [
  ['U0MARA', 'Mara Ebner', 'Project lead', 'Europe/Berlin', 'en-GB'],
  ['U0DIEGO', 'Diego Fonseca', 'Designer', 'Europe/Lisbon', 'pt-PT'],
  ['U0PRIYA', 'Priya Raghunathan', 'Front-end engineer', 'Asia/Kolkata', 'en-GB'],
  ['U0HANA', 'Hana Kobayashi', 'Quality engineer', 'Asia/Singapore', 'en-US'],
  ['U0ELLIOT', 'Elliot Marchetti', 'Content strategist', 'America/New_York', 'en-US'],
  ['U0NOOR', 'Noor Haddad', 'Back-end engineer', 'America/Vancouver', 'en-US'],
  ['U0JONAS', 'Jonas Petersen', 'Customer support', 'Europe/Berlin', 'de-DE'],
  ['U0SAM', 'Sam Okafor', 'Copywriter (contractor)', 'Europe/London', 'en-GB'],
  ['U0SEUN', 'Seun Adeyemi', 'Head of product', 'Europe/London', 'en-GB'],
  ['U0INES', 'Inês Carvalho', 'IT and workspace admin', 'Europe/Lisbon', 'pt-PT'],
  ['U0MEILING', 'Mei-Ling Tan', 'Data analyst', 'Asia/Singapore', 'en-US'],
  ['U0CAROL', 'Carol Whitfield', 'People partner', 'America/New_York', 'en-US'],
  ['U0ARJUN', 'Arjun Mehta', 'Reliability engineer', 'Asia/Kolkata', 'en-GB'],
  ['U0KATRIN', 'Katrin Vogel', 'Head of people', 'Europe/Berlin', 'de-DE'],
  ['U0WILL', 'Will Tautahi', 'Sales', 'America/Vancouver', 'en-US'],
  ['U0LEILA', 'Leila Farouk', 'Engineer (left in spring)', 'Europe/London', 'en-GB'],
];
const THEIRS: readonly Row[] = [
  ['U0FREYA', 'Freya Solheim', 'Campaign manager', 'Europe/Oslo', 'en-GB'],
  ['U0KWAME', 'Kwame Boateng', 'Producer', 'Africa/Accra', 'en-GB'],
  ['U0YUKI', 'Yuki Arai', 'Art director', 'Asia/Tokyo', 'en-US'],
];

const DAY = 86_400_000;

const toPerson = ([id, realName, title, tz, locale]: Row, teamId: string, at: number): Person => {
  const handle = (realName.split(' ')[0] ?? '').normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return {
    id,
    teamId,
    handle,
    realName,
    title,
    email: `${handle}@${teamId === LINDGROVE ? 'lindgrove' : 'harbour'}.example`,
    isAdmin: id === 'U0INES',
    isGuest: id === 'U0SAM',
    isBot: false,
    tz,
    locale,
    isDeleted: id === 'U0LEILA',
    statusText: id === 'U0JONAS' ? 'Vacationing' : '',
    statusEmoji: id === 'U0JONAS' ? ':palm_tree:' : '',
    statusExpiration: id === 'U0JONAS' ? Math.floor((at + 6 * DAY) / 1000) : 0,
    updatedAt: at - 90 * DAY,
  };
};

/** The zone that someone of either organisation lives in. */
export function zoneOf(userId: string): string {
  const row = [...OURS, ...THEIRS].find(([id]) => id === userId);
  if (row === undefined) throw new Error(`Nobody in the company has the id ${userId}.`);
  return row[3];
}

/** Everyone, the bot last. `at` is today, epoch milliseconds: who is away is away then. */
export const makePeople = (at: number, botName: string): Person[] => [
  ...OURS.map((row) => toPerson(row, LINDGROVE, at)),
  ...THEIRS.map((row) => toPerson(row, HARBOUR, at)),
  {
    ...toPerson([BOT_USER, botName, '', 'America/Los_Angeles', 'en-US'], LINDGROVE, at),
    handle: botName.toLowerCase(),
    isBot: true,
  },
];

/** Those who work at the company today, guests included. */
export const STAFF = OURS.map(([id]) => id).filter((id) => id !== 'U0LEILA');
