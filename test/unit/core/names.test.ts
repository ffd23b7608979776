import fc from 'fast-check';
import { defineCopy } from '../../../src/core/copy.ts';
import { type UserId, userId } from '../../../src/core/ids.ts';
import { context, header, section, userText } from '../../../src/core/kit/blocks.ts';
import { button, defineAction } from '../../../src/core/kit/action.ts';
import { errors } from '../../../src/core/listener.ts';
import { cleanName, isUnready, readied } from '../../../src/core/names.ts';
import { atMoment, mention, nameOf, namesOf, type Token } from '../../../src/core/sentence.ts';
import { escape, join, shorten } from '../../../src/core/text.ts';
import { z } from 'zod';

const [ann, bob, cat] = [userId('UANN'), userId('UBOB'), userId('UCAT')];
const copy = defineCopy<{
  did: { who: Token | string };
  all: { people: Token };
  plain: null;
}>({
  en: { did: '{who} did it, says {who}.', all: 'Thanks to {people}.', plain: 'Nothing' },
  de: { did: '{who} war es, sagt {who}.', all: 'Dank an {people}.' },
});
const t = copy.in('en', 'UTC');

interface Asked {
  readonly of: UserId[][];
}

/** Names in the way that a scope gives them. */
function view(names: Readonly<Record<string, string>>): Parameters<typeof readied>[0] & Asked {
  const of: UserId[][] = [];
  return {
    of,
    visibleChannels: async () => new Set(),
    names: async (users) => {
      of.push([...users]);
      return new Map(users.flatMap((user) => (names[user] === undefined ? [] : [[user, names[user]]])));
    },
  };
}

const inChannel = { locale: 'en', tz: 'UTC', isChannel: true } as const;
const alone = { locale: 'en', tz: 'UTC' } as const;
const read = async <T>(
  drawn: T,
  reader: Parameters<typeof readied>[2] = inChannel,
  names = { UANN: 'Ann' },
) => (await readied(view(names), drawn, reader)).ready;

describe('a name in a sentence', () => {
  it('is text in a channel, and pings nobody', async () => {
    expect(await read(t.mrkdwn('did', { who: nameOf(ann) }))).toBe('Ann did it, says Ann.');
    expect(await read(t.plain('did', { who: nameOf(ann) }))).toBe('Ann did it, says Ann.');
    expect(await read(userText(...t.pieces('did', { who: nameOf(ann) })))).toEqual(
      userText('Ann', ' did it, says ', 'Ann', '.'),
    );
  });

  it('is a mention where one person reads, whom it leads to a profile, and text where no mention can stand', async () => {
    expect(await read(t.mrkdwn('did', { who: nameOf(ann) }), alone)).toBe('<@UANN> did it, says <@UANN>.');
    expect(await read(userText({ name: ann }, '!'), alone)).toEqual(userText({ person: ann }, '!'));
    expect(await read(t.plain('did', { who: nameOf(ann) }), alone)).toBe('Ann did it, says Ann.');
  });

  it('may stand in the error of a field', async () => {
    const told = errors({ who: t.plain('did', { who: nameOf(ann) }) });
    expect(isUnready(told)).toBe(true);
    expect(await read(told, alone)).toEqual(errors({ who: 'Ann did it, says Ann.' }));
  });

  it('is one of several, in the words of the language', async () => {
    const names = { UANN: 'Ann', UBOB: 'Bob', UCAT: 'Cat' };
    const all = copy.in('de', 'UTC').mrkdwn('all', { people: namesOf([ann, bob, cat]) });
    expect(await read(all, inChannel, names)).toBe('Dank an Ann, Bob und Cat.');
  });

  it('stands beside a mention, which still pings', async () => {
    const both = [t.mrkdwn('did', { who: mention(bob) }), t.mrkdwn('did', { who: nameOf(ann) })];
    const asking = { ...inChannel, asks: true };
    const { ready, people } = await readied(view({ UANN: 'Ann' }), both, asking);
    expect(ready).toEqual(['<@UBOB> did it, says <@UBOB>.', 'Ann did it, says Ann.']);
    expect(people).toEqual(new Set([bob, ann]));
  });

  it('stands for a mention in a channel unless somebody must act, so that nothing else can ping', async () => {
    const drawn = {
      text: t.mrkdwn('did', { who: mention(ann) }),
      blocks: [section(t.mrkdwn('did', { who: mention(ann) })), userText({ person: ann }, '<@UBOB>')],
    };
    expect(await read(drawn)).toEqual({
      text: 'Ann did it, says Ann.',
      blocks: [section(escape('Ann did it, says Ann.')), userText('Ann', '<@UBOB>')],
    });
    expect(await read(drawn, { ...inChannel, asks: true })).toBe(drawn);
    expect(await read(drawn, alone)).toBe(drawn);
  });

  it.each([
    ['en', 'Someone did it, says someone.'],
    ['de', 'Jemand war es, sagt jemand.'],
  ] as const)('is "someone" for who is erased or unknown, in %s', async (locale, said) => {
    for (const who of [nameOf(null), nameOf(bob)])
      expect(await read(copy.in(locale, 'UTC').mrkdwn('did', { who }), { ...inChannel, locale })).toBe(said);
  });

  it('looks as it was typed: it is no mention, no link and no bold, and nothing is parsed twice', async () => {
    const names = { UANN: '*<!channel>* <@UBOB> & \\1' };
    const said = await read(t.mrkdwn('did', { who: nameOf(ann) }), inChannel, names);
    expect(said).toContain('∗&lt;!channel&gt;∗ &lt;@UBOB&gt; &amp; \\1 did it');
    // A plain text that holds a name may become part of one that Slack parses.
    const within = t.mrkdwn('did', { who: t.plain('did', { who: nameOf(ann) }) });
    expect(await read(within, inChannel, names)).not.toMatch(/<[!@]/);
    expect(await read(header(t.plain('did', { who: nameOf(ann) })), inChannel, names)).toMatchObject({
      text: { text: expect.stringContaining('*<!channel>* <@UBOB> & \\1 did it') as unknown },
    });
  });

  it('is asked for once, however many blocks it stands in, and not at all where nobody is named', async () => {
    const names = view({ UANN: 'Ann', UBOB: 'Bob' });
    const blocks = [
      section(t.mrkdwn('did', { who: nameOf(ann) })),
      context(t.mrkdwn('all', { people: namesOf([ann, bob]) })),
    ];
    await readied(names, blocks, inChannel);
    expect(names.of).toEqual([[ann, bob]]);
    await readied(names, [t.plain('plain'), t.mrkdwn('did', { who: atMoment(0) })], inChannel);
    await readied(names, t.mrkdwn('did', { who: mention(ann) }), { ...inChannel, asks: true });
    expect(names.of).toHaveLength(1);
  });

  const press = defineAction('a', z.object({}));
  const who = { who: nameOf(ann) };
  const longest = { UANN: '&'.repeat(40) };

  it('keeps the limit that the text kept, and nothing is left of one that was cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 200 }), async (before) => {
        const text = 'x'.repeat(before) + t.plain('did', who);
        const drawn = [header(text), button(press, shorten(text, 75), {})];
        const ready = await read(drawn, inChannel, longest);
        const [size, pressed] = ready.map((one) => one.text.text);
        expect(size?.length).toBeLessThanOrEqual(150);
        expect(pressed?.length).toBeLessThanOrEqual(75);
        expect(JSON.stringify(ready)).not.toContain('\\u0000');
      }),
    );
    const long = join([escape('x'.repeat(2960)), t.mrkdwn('did', who)], '');
    const ready = await read(section(long), inChannel, longest);
    expect(ready.text?.text.length).toBeLessThanOrEqual(3000);
  });
});

it('a name is one line without marks that nobody sees, and empty is none', () => {
  expect(cleanName('  Ann\n\u2066Lee\u0007 ')).toBe('Ann Lee');
  expect(cleanName(' \n\0')).toBeNull();
});
