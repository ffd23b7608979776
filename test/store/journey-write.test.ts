/** Writing, looking at it, publishing, changing and taking back: acted by several people of the made-up company, on each engine. */
import { z } from 'zod';
import { engines } from '../support/databases.ts';
import { learning, mara, priya, sam, secretly, seun, website, withHarbour } from '../support/company.ts';
import { until } from '../support/unhurried.ts';
import { journeyOn, type JourneyHere } from '../support/journey-here.ts';

const honest = 'I didn’t know how our billing works';

describe.each(engines())('on $name, an entry of a journey', (engine) => {
  let it_: JourneyHere;
  beforeEach(async () => {
    it_ = await journeyOn(engine);
  });
  afterEach(async () => {
    expect(it_.wrong()).toEqual([]);
    await it_.close();
  });

  it('is shown exactly as it will be posted, and posted by its author’s press alone', async () => {
    const preview = await it_.preview(seun, honest, [learning]);
    await it_.settle();
    expect(it_.posted(learning)).toEqual([]);
    expect(preview).toContain(
      'People in <#C0LEARNING> will read it. Anyone in the workspace can open this channel.',
    );
    await it_.who(seun).submit();
    await it_.settle();
    const [message, ...more] = it_.posted(learning);
    expect(more).toEqual([]);
    expect(message?.text).toBe(
      [
        '*From the learning journey of Seun*',
        '*What don’t I know, and who can help?*',
        honest,
        'Please answer in the thread. What helps most: what you’ve seen yourself, or a question that begins with “what” or “how”.',
      ].join('\n'),
    );
    // In the preview their own name is a mention, which leads to their profile and pings nobody.
    const named = preview.replaceAll('<@U0SEUN>', 'Seun');
    const shown = (message?.blocks ?? []).slice(0, -1).map((block) => ({ ...block, block_id: undefined }));
    for (const block of shown) expect(named).toContain(JSON.stringify({ ...block }).slice(1, -1));
    expect(it_.modal(seun)).toBe('null');
  });

  it('goes to each channel that was chosen and to no other, and a press that is repeated changes nothing', async () => {
    const preview = await it_.preview(mara, honest, [learning, withHarbour]);
    expect(preview).toContain('is shared with another organisation. Its people will read this too.');
    const view = it_.sandbox.world.modals.find(({ userId }) => userId === mara);
    await Promise.all(
      [1, 2].map(() => it_.sandbox.page('submit', { as: mara, viewId: view?.id, inputs: {} })),
    );
    await it_.settle();
    expect([learning, withHarbour, website].map((channel) => it_.posted(channel).length)).toEqual([1, 1, 0]);
  });

  it('is kept while it is typed, for its author alone, and stands in the form again', async () => {
    await it_.who(seun).say(learning, '/journey write');
    await it_.type(seun, { text: 'Half a sent' });
    await it_.who(seun).closeAll();
    await it_.who(mara).say(learning, '/journey write');
    expect(it_.modal(mara)).not.toContain('Half a sent');
    expect(await it_.export(mara)).not.toContain('Half a sent');
    await it_.who(seun).say(learning, '/journey write');
    expect(it_.modal(seun)).toContain('"initial_value":"Half a sent"');
    expect(it_.modal(seun)).toContain('It isn’t published yet.');
    await it_.who(seun).pressInModal('journey.discard');
    await it_.modalWith(seun, 'Nothing is posted until you publish it');
    expect(await it_.tables()).toBe('[[],[],[],[]]');
  });

  it('can begin with what was typed after the command; what was kept is offered beside it, never mixed into it', async () => {
    await it_.who(seun).say(learning, '/journey I was wrong');
    expect(it_.modal(seun)).toContain('"initial_value":"I was wrong"');
    expect(it_.modal(seun)).not.toContain('You kept a draft');
    await it_.who(seun).closeAll();
    await it_.who(seun).say(learning, '/lore journey And I asked');
    expect(it_.modal(seun)).toContain('"initial_value":"And I asked"');
    expect(it_.modal(seun)).toContain('You kept a draft: “I was wrong”');
    await it_.type(seun, { text: 'And I asked Noor' });
    await it_.who(seun).pressInModal('journey.use-draft');
    expect(await it_.modalWith(seun, '"initial_value":"I was wrong"')).toContain(
      'You kept a draft: “And I asked Noor”',
    );
    await it_.who(seun).closeAll();
    // The same said twice is no third.
    await it_.who(seun).say(learning, '/journey I was wrong');
    expect(it_.modal(seun)).toContain('You kept a draft: “And I asked Noor”');
    await it_.who(seun).pressInModal('journey.use-draft');
    expect(await it_.modalWith(seun, '"initial_value":"And I asked Noor"')).toContain(
      'You kept a draft: “I was wrong”',
    );
  });

  it('that is offered goes when it is discarded, and what is being typed stays and is published alone', async () => {
    await it_.who(seun).say(learning, '/journey I was wrong');
    await it_.who(seun).closeAll();
    await it_.who(seun).say(learning, '/journey And I asked');
    await it_.type(seun, { text: 'And I asked Noor' });
    await it_.who(seun).pressInModal('journey.discard', { holds: 'aside' });
    await until(async () => !it_.modal(seun).includes('I was wrong'), 'the draft is gone from the form');
    // The input keeps its name, and so what is typed.
    expect(it_.modal(seun)).toContain('"block_id":"text"');
    expect(await it_.tables()).not.toContain('I was wrong');
    expect(await it_.tables()).toContain('And I asked Noor');
    await it_.who(seun).submit({ text: 'And I asked Noor', channels: [learning] });
    await it_.modalWith(seun, 'As it will be posted');
    await it_.who(seun).submit();
    await it_.settle();
    expect(it_.posted(learning)[0]?.text).toContain('And I asked Noor');
    expect(it_.posted(learning)[0]?.text).not.toContain('I was wrong');
  });

  it('waits while another is published, and is in the form the next time', async () => {
    await it_.who(seun).say(learning, '/journey I was wrong');
    await it_.who(seun).closeAll();
    await it_.who(seun).say(learning, '/journey And I asked');
    await it_.who(seun).submit({ text: 'And I asked', channels: [learning] });
    await it_.modalWith(seun, 'As it will be posted');
    await it_.who(seun).submit();
    await it_.settle();
    await it_.who(seun).say(learning, '/journey write');
    expect(it_.modal(seun)).toContain('"initial_value":"I was wrong"');
    expect(it_.modal(seun)).not.toContain('You kept a draft');
  });

  it('that is too long after the command is handed back, and nothing is lost', async () => {
    const long = 'word '.repeat(700).trim();
    await it_.who(seun).say(learning, `/journey ${long}`);
    expect(it_.modal(seun)).toBe('null');
    expect(it_.who(seun).told(learning).at(-1)).toContain(long);
    expect(it_.who(seun).told(learning).at(-1)).toContain('an entry of 3,499 characters');
  });

  it('that changed after it was looked at is looked at again before it is posted', async () => {
    await it_.preview(seun, honest, [learning]);
    await it_.who(seun).say(learning, '/journey write');
    // In another window, with the first still open.
    await it_.type(seun, { text: 'Something else', channels: [learning] });
    const [first] = it_.sandbox.world.modals.filter(({ userId }) => userId === seun);
    await it_.sandbox.page('submit', { as: seun, viewId: first?.id, inputs: {} });
    await it_.settle();
    expect(it_.posted(learning)).toEqual([]);
  });

  it('is not posted anywhere when a channel is lost between looking and publishing, and says what to do', async () => {
    await it_.preview(mara, honest, [learning, website]);
    await it_.sandbox.page('membership', { as: seun, channelId: learning, change: 'remove bot' });
    await it_.settle();
    await it_.who(mara).submit();
    const form = await it_.modalWith(mara, 'Nothing was published.');
    expect(form).toContain(honest);
    await it_.settle();
    expect(it_.posted(website)).toEqual([]);
    await it_.who(mara).submit({ channels: [website] });
    await it_.modalWith(mara, 'As it will be posted');
    await it_.who(mara).submit();
    await it_.settle();
    expect(it_.posted(website)).toHaveLength(1);
  });

  it('is changed in place in all its channels, and says so; its draft is nobody else’s', async () => {
    await it_.tell(mara, honest, [learning, website]);
    const [message] = it_.posted(learning);
    if (message === undefined) throw new Error('nothing was posted');
    await it_.who(mara).press(message, 'journey.manage', { holds: '"edit"' });
    await it_.type(mara, { text: 'Half a chan' });
    await it_.who(mara).closeAll();
    expect(JSON.stringify(it_.posted(learning))).not.toContain('Half a chan');
    await it_.who(mara).press(message, 'journey.manage', { holds: '"edit"' });
    expect(it_.modal(mara)).toContain('Half a chan');
    await it_.who(mara).submit({ text: 'I asked Noor, and now I know' });
    await it_.settle();
    for (const channel of [learning, website]) {
      const all = it_.posted(channel);
      expect(all).toHaveLength(1);
      expect(all[0]?.text).toContain('I asked Noor, and now I know');
      expect(all[0]?.text).toContain('Edited.');
      expect(all[0]?.text).not.toContain(honest);
    }
  });

  it('cannot be changed or taken back by anybody else', async () => {
    await it_.tell(mara, honest, [learning]);
    const [message] = it_.posted(learning);
    if (message === undefined) throw new Error('nothing was posted');
    for (const what of ['"edit"', '"back"']) {
      await it_.who(priya).press(message, 'journey.manage', { holds: what });
      expect(it_.modal(priya)).toBe('null');
    }
    expect(it_.who(priya).told(learning)).toEqual([
      'This entry isn’t yours, or you’ve already deleted it. `/journey` shows your own.',
      'This entry isn’t yours, or you’ve already deleted it. `/journey` shows your own.',
    ]);
  });

  it('takes on nothing that somebody else types, though their form names it', async () => {
    await it_.tell(mara, honest, [learning]);
    const rows = z.array(z.array(z.object({ entry_id: z.string().optional() })));
    const entry = rows.parse(JSON.parse(await it_.tables()))[0]?.[0]?.entry_id ?? '';
    await it_.who(priya).say(learning, '/journey write');
    const form = it_.sandbox.world.modals.find(({ userId }) => userId === priya);
    const right = String(form?.view['private_metadata']);
    const forged = right.replace(/"entry":"[^"]+"/, `"entry":"${entry}"`);
    expect(forged).not.toBe(right);
    Object.assign(form?.view ?? {}, { private_metadata: forged });
    const answer = await it_.who(priya).submit({ text: 'About what is not mine', channels: [learning] });
    expect(JSON.stringify(answer)).toContain('This draft is gone');
    await it_.who(priya).type('text', 'About what is not mine');
    Object.assign(form?.view ?? {}, { private_metadata: right });
    // What is typed after it is kept after it.
    await it_.type(priya, { text: 'Of my own' });
    const [, , drafts = []] = rows.parse(JSON.parse(await it_.tables()));
    expect(drafts).toHaveLength(1);
    expect(drafts).not.toContainEqual({ entry_id: entry });
  });

  it('that is taken back is erased, and its message says only that it was', async () => {
    await it_.tell(mara, honest, [learning, website]);
    const [message] = it_.posted(learning);
    if (message === undefined) throw new Error('nothing was posted');
    await it_.who(mara).press(message, 'journey.manage', { holds: '"back"' });
    expect(it_.modal(mara)).toContain('Replies in the thread stay.');
    await it_.who(mara).submit();
    await it_.settle();
    for (const channel of [learning, website])
      expect(it_.posted(channel).map(({ text }) => text)).toEqual(['Mara deleted this entry.']);
    expect(await it_.tables()).not.toContain(honest);
    await it_.who(priya).say(learning, '/journey see');
    await it_.who(priya).submit({ person: mara });
    expect(await it_.modalWith(priya, '’s journey, as shared')).not.toContain(honest);
  });

  it('is in the timeline of its author, for each with their own access', async () => {
    await it_.tell(seun, 'For all who learn', [learning]);
    await it_.tell(seun, 'Said in confidence', [secretly]);
    const [message] = it_.posted(learning);
    if (message === undefined) throw new Error('nothing was posted');
    await it_.who(priya).press(message, 'journey.timeline');
    const seen = await it_.modalWith(priya, 'For all who learn');
    expect(seen).not.toContain('confidence');
    expect(seen).not.toContain(secretly);
    await it_.who(seun).say(learning, '/lore journey');
    expect(await it_.modalWith(seun, 'Said in confidence')).toContain('For all who learn');
    // Sam is in neither channel.
    await it_.who(sam).say(website, '/journey see');
    await it_.who(sam).submit({ person: seun });
    expect(await it_.modalWith(sam, 'There’s nothing here that you can see.')).not.toContain('For all');
  });

  it.each([
    ['nothing', { text: '  ' }, 'There’s nothing to publish yet'],
    ['emoji alone', { text: '🎉 :tada: !!' }, 'emoji and signs alone'],
    ['a channel that its author is not in', { channels: [secretly] }, 'Choose channels you’re in'],
    ['a channel that Lore is not in', { channels: ['C0COFFEE'] }, '/invite @Lore'],
  ])('with %s is refused at its field, and what was typed stays', async (_what, fields, sentence) => {
    await it_.who(mara).say(learning, '/journey write');
    const answer = await it_.who(mara).submit({ text: honest, channels: [learning], ...fields });
    expect(JSON.stringify(answer)).toContain(sentence);
    await it_.settle();
    expect(it_.posted(learning)).toEqual([]);
  });

  it('may be written by a guest, for the channels that they are in', async () => {
    await it_.tell(sam, 'I asked what a redirect is', [website]);
    expect(it_.posted(website)).toHaveLength(1);
  });

  it('goes with everything else of its author when they erase it, out of Slack too', async () => {
    await it_.tell(mara, honest, [learning]);
    await it_.who(mara).say(learning, '/journey write');
    await it_.type(mara, { text: 'Half a sent' });
    const exported = await it_.export(mara);
    expect(exported).toContain(honest);
    expect(exported).toContain('Half a sent');
    await it_.erase(mara);
    await it_.settle();
    expect(await it_.tables()).toBe('[[],[],[],[]]');
    expect(it_.posted(learning)).toEqual([]);
  });
});
