/** The rules of thank-yous: pure. */
import { linkFor } from '../../../src/core/message-link.ts';
import { channelId, type UserId, userId } from '../../../src/core/ids.ts';
import type { Person } from '../../../src/core/people.ts';
import { readTyped, whyNotPeople, whyNotTyped, whyNotWhat } from '../../../src/features/thanks/rules.ts';

const nobody = { people: [], channels: [], hasCrowd: false, unknown: null, what: '' };

describe('what is typed after the command', () => {
  it.each([
    ['nothing', '', nobody],
    ['only what changed', 'the release went out', { ...nobody, what: 'the release went out' }],
    ['a person', '<@UBEN> the release', { ...nobody, people: ['UBEN'], what: 'the release' }],
    ['a person with their name', '<@UBEN|ben> it', { ...nobody, people: ['UBEN'], what: 'it' }],
    ['two, with a comma', '<@UBEN>, <@UCLEO> it', { ...nobody, people: ['UBEN', 'UCLEO'], what: 'it' }],
    ['two, with a word', '<@UBEN> and <@UCLEO> it', { ...nobody, people: ['UBEN', 'UCLEO'], what: 'it' }],
    ['in German', '<@UBEN>  und <@UCLEO> it', { ...nobody, people: ['UBEN', 'UCLEO'], what: 'it' }],
    ['in Portuguese', '<@UBEN> e   <@UCLEO> it', { ...nobody, people: ['UBEN', 'UCLEO'], what: 'it' }],
    ['one twice', '<@UBEN> & <@UBEN>; it', { ...nobody, people: ['UBEN'], what: 'it' }],
    ['a team', '<#COPS|ops>: it', { ...nobody, channels: ['COPS'], what: 'it' }],
    ['everybody', '<!here> it', { ...nobody, hasCrowd: true, what: 'it' }],
    ['a group', '<!subteam^S1|@ops> it', { ...nobody, hasCrowd: true, what: 'it' }],
    ['what is no id', '<@ben x> it', { ...nobody, hasCrowd: true, what: 'it' }],
    ['a mention of nothing', '<@> it', { ...nobody, hasCrowd: true, what: 'it' }],
    ['names that Slack did not know', '@ben.k and #ops_2 it', { ...nobody, unknown: '@ben.k', what: 'it' }],
    ['a name of another alphabet', '@Jürgen-2 it', { ...nobody, unknown: '@Jürgen-2', what: 'it' }],
    ['a mention later', 'it, with <@UCLEO>', { ...nobody, what: 'it, with <@UCLEO>' }],
    ['a word that begins like “and”', '<@UBEN> andere', { ...nobody, people: ['UBEN'], what: 'andere' }],
  ])('of %s', (_what, text, read) => {
    expect(readTyped(text)).toEqual(read);
  });

  it.each([
    ['<@UBEN> – it', 'it'],
    ['<@UBEN>: it', 'it'],
    ['<@UBEN> , ; - it', 'it'],
    ['<@UBEN> :tada: it', ':tada: it'],
    ['<@UBEN> it: – all of it', 'it: – all of it'],
  ])('begins with what changed: %s', (text, what) => {
    expect(readTyped(text).what).toBe(what);
  });

  it('cannot be given to a crowd, to somebody unknown, or to people and a team at once', () => {
    const [ben, ops, web] = [userId('UBEN'), channelId('COPS'), channelId('CWEB')];
    expect(whyNotTyped({ ...nobody, people: [ben] })).toBeNull();
    expect(whyNotTyped({ ...nobody, channels: [ops] })).toBeNull();
    expect(whyNotTyped(nobody)).toBeNull();
    expect(whyNotTyped({ ...nobody, hasCrowd: true, unknown: '@x' })).toBe('crowd');
    expect(whyNotTyped({ ...nobody, people: [ben], unknown: '@x' })).toBe('unknown');
    expect(whyNotTyped({ ...nobody, channels: [ops, web] })).toBe('both');
    expect(whyNotTyped({ ...nobody, channels: [ops], people: [ben] })).toBe('both');
  });
});

describe('what changed', () => {
  it.each([
    ['', 'noReason'],
    [':tada: :+1:', 'noWord'],
    ['🎉 1!', 'noWord'],
    [':tada: x', null],
    ['x'.repeat(1_500), null],
    ['x'.repeat(1_501), 'long'],
  ])('is a word or more, of at most 1,500 characters: %p', (what, refusal) => {
    expect(whyNotWhat(what)).toBe(refusal);
  });
});

describe('whom a thank-you is for', () => {
  const ada = userId('UADA');
  const ben = userId('UBEN');
  const cleo = userId('UCLEO');
  const dan = userId('UDAN');
  const eve = userId('UEVE');
  const everyone = new Set([ada, ben, cleo, dan, eve]);
  const member = { memberType: 'member' } as const;
  const whyNot = (
    people: readonly (readonly [UserId, Pick<Person, 'memberType'> | null])[],
    there: ReadonlySet<UserId> = everyone,
  ) => whyNotPeople(ada, new Map(people), there);

  it('is one to three people', () => {
    const three = [ben, cleo, dan].map((user) => [user, member] as const);
    expect(whyNot([])).toBe('nobody');
    expect(whyNot(three)).toBeNull();
    expect(whyNot([...three, [eve, member]])).toBe('many');
  });

  it('is neither oneself, nor an app, nor somebody who left or is of another organisation', () => {
    const also = (user: UserId, memberType: Person['memberType']) =>
      whyNot([
        [ben, member],
        [user, { memberType }],
      ]);
    expect(also(ada, 'member')).toBe('self');
    expect(also(cleo, 'bot')).toBe('app');
    expect(also(cleo, 'deactivated')).toBe('left');
    expect(also(cleo, 'external')).toBe('external');
    expect(also(cleo, 'guest')).toBeNull();
  });

  it('is there, all of them; about somebody nothing may be known', () => {
    expect(whyNot([[ben, null]], new Set([ben]))).toBeNull();
    const both = [
      [ben, member],
      [cleo, member],
    ] as const;
    expect(whyNot(both, new Set([ada, ben]))).toBe('notThere');
  });
});

it('a link is kept if it leads to nothing but where the thank-you is read', () => {
  const here = { channelId: channelId('C0OPS7654') };
  const to = (channel: string, thread = '') =>
    `https://acme.slack.com/archives/${channel}/p1764000000000100${thread}`;
  expect(linkFor(to('C0OPS7654'), here)).toBe(to('C0OPS7654'));
  expect(linkFor(to('C0WEB7654'), here)).toBe('');
  expect(linkFor('https://example.com/', here)).toBe('');
  const inThread = (channel: string) => to('C0OPS7654', `?thread_ts=1764000000.000100&cid=${channel}`);
  expect(linkFor(inThread('C0OPS7654'), here)).toBe(inThread('C0OPS7654'));
  expect(linkFor(inThread('C0WEB7654'), here)).toBe('');
});
