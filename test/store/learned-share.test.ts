/** Sharing, changing, taking back, and what readers say: acted by several people of the made-up company, on each engine. */
import { textsIn } from '../support/colleague.ts';
import { engines } from '../support/databases.ts';
import { learning, secretly, withHarbour } from '../support/company.ts';
import { learnedOn, type LearnedHere } from '../support/learned-here.ts';

const dryRun = 'A dry run with the real data saves a night';
const modalText = (it_: LearnedHere, who: string) => JSON.stringify(it_.who(who).modal()?.view ?? null);

describe.each(engines())('on $name, what somebody learned', (engine) => {
  let it_: LearnedHere;
  beforeEach(async () => {
    it_ = await learnedOn(engine);
  });
  afterEach(async () => {
    expect(it_.wrong()).toEqual([]);
    await it_.close();
  });
  const arjun = () => it_.who('U0ARJUN');
  const noor = () => it_.who('U0NOOR');

  it('is typed after the command, shown with whom it will reach, and posted with its author', async () => {
    await arjun().say(learning, `/learned ${dryRun}`);
    expect(modalText(it_, 'U0ARJUN')).toContain(dryRun);
    expect(modalText(it_, 'U0ARJUN')).toContain('Every full member of the workspace');
    expect(modalText(it_, 'U0ARJUN')).toContain('I’ll post it in <#C0LEARNING>, with your name.');
    expect(await it_.tables()).toBe('[[],[],[],[],[]]');
    const more = { useWhen: 'Before a move', link: 'example.com/guide', topics: '#testing, data' };
    await arjun().submit({ ...more, reach: 'workspace' });
    await it_.settle();
    const { text, blocks } = it_.messageWith(learning, dryRun);
    expect(text).toBe(
      [
        `Arjun learned: ${dryRun}`,
        'Use this when: Before a move',
        'https://example.com/guide',
        'Topics: testing, data · For every full member of the workspace',
      ].join('\n'),
    );
    expect(JSON.stringify(blocks)).toContain('{"type":"link","url":"https://example.com/guide"}');
  });

  it('can be reached as /lore learned, and explains itself', async () => {
    await arjun().say(learning, '/lore learned help');
    expect(arjun().told(learning).join()).toContain('`/learned` opens a short form');
    await arjun().say(learning, '/lore learned Ask early');
    expect(modalText(it_, 'U0ARJUN')).toContain('Ask early');
  });

  it.each([
    ['nothing', { what: '  ' }, 'Write what you learned'],
    ['emoji alone', { what: '🎉 :tada: 1️⃣ !!' }, 'Add a word or two'],
    ['3,000 characters', { what: 'a word '.repeat(428) }, 'This has 2,995 characters; the limit is 1,500'],
    ['a link that is none', { what: 'Look', link: 'see the guide' }, 'This isn’t a web address'],
    ['a link that runs something', { what: 'Look', link: 'javascript:alert(1)' }, 'isn’t a web address'],
    [
      'a link that hides where it leads',
      { what: 'Look', link: 'https://a.example@b.example' },
      'isn’t a web',
    ],
    ['six topics', { what: 'Look', topics: 'a,b,c,d,e,f' }, 'Up to 5 topics'],
  ])('that is %s is refused at its field, kindly, and nothing is kept', async (_what, fields, sentence) => {
    await arjun().say(learning, '/learned');
    const answer = await arjun().submit(fields);
    expect(JSON.stringify(answer)).toContain(sentence);
    expect(await it_.tables()).toBe('[[],[],[],[],[]]');
  });

  it('is not lost where it cannot be kept', async () => {
    const long = 'word '.repeat(700).trim();
    await arjun().say(learning, `/learned ${long}`);
    expect(arjun().told(learning).at(-1)).toContain('This has 3,499 characters');
    expect(arjun().told(learning).at(-1)).toContain(long);
    await it_
      .who('U0WILL')
      .say('C0SPRING', '/learned kept')
      .catch(() => undefined);
  });

  it('that is begun in the direct message with Lore asks for its channel, and then shows whom it will reach', async () => {
    await arjun().say('D0ARJUN', `/learned ${dryRun}`);
    expect(modalText(it_, 'U0ARJUN')).toContain('I know of none in a direct message');
    expect(modalText(it_, 'U0ARJUN')).toContain(dryRun);
    // Closed, it is not lost.
    await arjun().closeAll();
    await arjun().say('D0ARJUN', '/learned');
    expect(modalText(it_, 'U0ARJUN')).toContain(dryRun);
    await arjun().submit({ channel: learning });
    const form = await it_.modalWith('U0ARJUN', 'I’ll post it in <#C0LEARNING>, with your name.');
    expect(form).toContain(`"initial_value":"${dryRun}"`);
    expect(form).toContain('Every full member of the workspace');
    expect(await it_.tables()).toBe('[[],[],[],[],[]]');
    await arjun().submit();
    await it_.settle();
    expect(it_.messageWith(learning, dryRun).text).toContain('Arjun learned');
    expect(await it_.drafts()).toBe('[[]]');
  });

  it.each([
    ['that Lore is not in', 'C0SPRING', 'You or I aren’t in this channel'],
    ['that they are not in', secretly, 'You or I aren’t in this channel'],
  ])(
    'begun in a direct message is refused for a channel %s, at its field',
    async (_which, channel, sentence) => {
      await arjun().say('D0ARJUN', `/learned ${dryRun}`);
      expect(JSON.stringify(await arjun().submit({ channel }))).toContain(sentence);
      expect(modalText(it_, 'U0ARJUN')).toContain(dryRun);
    },
  );

  it('is drawn as its author meant it, and pings nobody', async () => {
    await it_.share(
      'U0ARJUN',
      learning,
      'Say it *once* <!channel> & <@U0NOOR>:\n- run `npm ci`\n- wait :coffee:',
    );
    const { text, blocks } = it_.messageWith(learning, 'Say it');
    expect(text).toContain('Say it once &lt;!channel&gt; &amp; &lt;@U0NOOR&gt;:\nrun npm ci\nwait :coffee:');
    expect(textsIn(blocks)).not.toContain('<!channel>');
    const drawn = JSON.stringify(blocks[0]);
    expect(drawn).toContain('{"type":"text","text":"once","style":{"bold":true}}');
    expect(drawn).toContain('"text":" <!channel> & <@U0NOOR>:"');
    expect(drawn).toContain('"rich_text_list"');
    expect(drawn).toContain('{"type":"text","text":"npm ci","style":{"code":true}}');
    expect(drawn).toContain('{"type":"emoji","name":"coffee"}');
  });

  it('in a private channel, or one with another organisation, is for that channel unless its author asks for more', async () => {
    for (const [who, channel] of [
      ['U0CAROL', secretly],
      ['U0ELLIOT', withHarbour],
    ] as const) {
      await it_.who(who).say(channel, '/learned Ask before the licence runs out');
      expect(modalText(it_, who)).toContain('Only people in this channel');
      expect(modalText(it_, who)).not.toContain('Every full member');
      await it_.who(who).submit();
      await it_.settle();
      expect(it_.messageWith(channel, 'Ask before').text).toContain('For people in this channel');
    }
    await it_.who('U0CAROL').say(secretly, '/learned Hand over in pairs');
    await it_.who('U0CAROL').pressInModal('ask', { holds: 'more' });
    expect(await it_.modalWith('U0CAROL', 'The channel’s name isn’t given.')).toContain('Hand over in pairs');
    await it_.who('U0CAROL').submit({ reach: 'workspace' });
    await it_.settle();
    expect(it_.messageWith(secretly, 'Hand over').text).toContain('For every full member of the workspace');
  });

  it('of somebody of another organisation is for the channel, and they are offered nothing else', async () => {
    await it_.startWeekly(withHarbour, 'U0WILL');
    await it_.playUntil(Date.parse('2026-11-27T01:00:00Z'));
    const prompt = it_.messageWith(withHarbour, 'What did we learn?');
    await it_.who('U0FREYA').press(prompt, 'learned.answer');
    expect(modalText(it_, 'U0FREYA')).toContain('Only people in <#C0HARBOUR> can see it.');
    expect(modalText(it_, 'U0FREYA')).not.toContain('Let me choose');
    await it_.who('U0FREYA').submit({ what: 'Ask for the licence first' });
    await it_.settle();
    expect(it_.messageWith(withHarbour, 'Ask for the licence').threadTs).toBe(prompt.ts);
  });

  it('can be changed by its author alone, also whom it reaches', async () => {
    await it_.share('U0ARJUN', learning, dryRun);
    await noor().press(it_.messageWith(learning, dryRun), 'learned.manage', { holds: '"edit"' });
    expect(noor().told(learning).at(-1)).toBe('Only the author can change or delete this share.');
    await arjun().press(it_.messageWith(learning, dryRun), 'learned.manage', { holds: '"edit"' });
    await arjun().submit({ what: 'Two dry runs', reach: 'conversation' });
    await it_.settle();
    const { text } = it_.messageWith(learning, 'Two dry runs');
    expect(text).toContain('For people in this channel · edited');
    expect(it_.posted(learning)).toHaveLength(1);
    expect(await it_.tables()).not.toContain(dryRun);
  });

  it('can be taken back by its author alone: its words are nowhere any more', async () => {
    await it_.share('U0ARJUN', learning, dryRun, { useWhen: 'Before a move' });
    await noor().press(it_.messageWith(learning, dryRun), 'learned.manage', { holds: '"back"' });
    expect(noor().modal()).toBeUndefined();
    await arjun().press(it_.messageWith(learning, dryRun), 'learned.manage', { holds: '"back"' });
    await arjun().submit();
    await it_.settle();
    expect(it_.posted(learning).map(({ text }) => text)).toEqual([
      'This share was deleted, or it’s no longer for everyone here.',
    ]);
    expect(JSON.stringify(it_.posted(learning))).not.toContain('dry run');
    expect(await it_.tables()).not.toMatch(/dry run|Before a move/);
  });

  it('is thanked for once when others use it; how often, and how, stands with it and in the author’s Home', async () => {
    await it_.share('U0ARJUN', learning, dryRun);
    const message = () => it_.messageWith(learning, dryRun);
    await arjun().openHome();
    await arjun().press(message(), 'learned.use');
    expect(arjun().told(learning).at(-1)).toContain('This share is yours');
    await noor().press(message(), 'learned.use');
    await noor().submit({ how: 'Rehearsed the move on Tuesday' });
    await it_.who('U0MARA').press(message(), 'learned.useful');
    await it_.who('U0PRIYA').press(message(), 'learned.useful');
    await it_.who('U0PRIYA').press(message(), 'learned.useful');
    await it_.settle();
    expect(message().text).toContain('One person used it · One person finds it useful');
    expect(message().text).toContain('Noor used it: Rehearsed the move on Tuesday');
    await it_.who('U0MARA').press(message(), 'learned.use');
    await it_.who('U0MARA').submit();
    // In Arjun's working hours.
    await it_.playUntil(Date.parse('2026-11-26T12:00:00Z'));
    const told = it_.direct('U0ARJUN').filter(({ text }) => text.includes('Your share helped someone'));
    expect(told).toHaveLength(1);
    expect(told[0]?.text).toContain('<@U0NOOR> used it: Rehearsed the move on Tuesday');
    expect(told[0]?.text).toContain('<@U0MARA> used it.');
    expect(textsIn(arjun().home()).join('\n')).toContain('2 people used it · One person finds it useful');
    expect(it_.direct('U0NOOR')).toEqual([]);
  });

  it('can be kept from a reply: one’s own words, but of somebody else’s message only where it stands', async () => {
    const said = (it_.sandbox.world.messages[learning] ?? [])[0];
    if (said === undefined) throw new Error('nothing was said');
    await it_.save('U0ARJUN', learning, said.ts);
    expect(modalText(it_, 'U0ARJUN')).toContain('A dry run with the real data took ten minutes');
    await arjun().submit();
    await it_.save('U0NOOR', learning, said.ts);
    expect(modalText(it_, 'U0NOOR')).toContain('https://lindgrove.slack.com/archives/C0LEARNING/p');
    expect(modalText(it_, 'U0NOOR')).not.toContain('took ten minutes');
    await noor().submit({ what: 'Rehearse moves' });
    await it_.settle();
    expect(it_.messageWith(learning, 'Rehearse moves').text).toContain('Links to a message of Arjun');
  });

  it('says whose message it links to only as long as it links to that message', async () => {
    const said = (it_.sandbox.world.messages[learning] ?? [])[0];
    if (said === undefined) throw new Error('nothing was said');
    await it_.save('U0NOOR', learning, said.ts);
    await noor().submit({ what: 'Read this first', link: 'https://example.com/guide' });
    await it_.save('U0NOOR', learning, said.ts);
    await noor().submit({ what: 'Rehearse moves' });
    await it_.settle();
    expect(it_.messageWith(learning, 'Read this first').text).not.toMatch(/Arjun|U0ARJUN/);
    await noor().press(it_.messageWith(learning, 'Rehearse moves'), 'learned.manage', { holds: '"edit"' });
    await noor().submit({ what: 'Rehearse twice', link: 'https://example.com/other' });
    await it_.settle();
    expect(it_.messageWith(learning, 'Rehearse twice').text).toContain('https://example.com/other');
    expect(it_.messageWith(learning, 'Rehearse twice').text).not.toMatch(/Arjun|U0ARJUN/);
    await it_.playUntil(Date.parse('2026-11-25T12:00:00Z'));
    expect(it_.direct('U0ARJUN').map(({ text }) => text)).not.toContainEqual(
      expect.stringContaining('linked to a message of yours'),
    );
  });

  it('is handed back whole when it can be kept no more', async () => {
    await arjun().say(learning, '/learned Hand over in pairs');
    await it_.sandbox.page('channel', {
      as: 'U0KATRIN',
      channelId: learning,
      change: 'archive',
    });
    await it_.settle();
    await arjun().submit({
      useWhen: 'Somebody goes on leave',
      topics: 'leave',
      link: 'https://example.com/pairs',
    });
    await it_.settle();
    const back = textsIn([arjun().modal()?.view ?? {}]).join();
    for (const typed of [
      'Hand over in pairs',
      'Somebody goes on leave',
      'https://example.com/pairs',
      'leave',
    ])
      expect(back).toContain(typed);
  });
});
