/** What is typed, and by whom and where: too little, too much, meant to ping everybody, in the wrong place, or not by Slack at all. */
import { everyObject } from '../../sandbox/json.ts';
import { textsIn } from '../support/colleague.ts';
import {
  commandBody,
  sendCommand,
  sendPayload,
  sendRaw,
  submissionPayload,
  typed,
} from '../support/forged.ts';
import { startLoreHere, type LoreHere } from '../support/lore-here.ts';
import {
  addCards,
  beginRetro,
  endPhase,
  posts,
  propose,
  readAllCards,
  retroPost,
  retroPosts,
  website,
  toActions,
} from '../support/retro-path.ts';

let here: LoreHere;
beforeAll(async () => {
  here = await startLoreHere();
});
afterAll(() => here.close());
/** Calls that a test knows Slack to refuse. */
let expected: readonly string[] = [];
afterEach(() => {
  expect(here.wrong()).toEqual(expected);
  expected = [];
});

const mara = () => here.who('U0MARA');
const priya = () => here.who('U0PRIYA');
const containing = (text: string): unknown => expect.stringContaining(text);
const countRetros = () =>
  here.lore.store.system.selectFrom('delivery').select('id').where('post', '=', 'retro.main').execute();

describe('text that is too little or too much', () => {
  it('an empty card is refused at its field, also when it is only spaces and lines', async () => {
    await beginRetro(mara(), website, 'Empty');
    await here.settle();
    const message = retroPost(here.sandbox, website, 'Empty');
    await priya().press(message, 'retro.add');
    const empty = { errors: { column0: containing('Write at least one card') } };
    expect(await priya().submit()).toMatchObject(empty);
    expect(await priya().submit({ column0: ' \n \n', column2: '\u00a0' })).toMatchObject(empty);
    expect(await priya().submit({ column0: 'One at last' })).toEqual({ ok: true });
  });

  it('a name of 10,000 characters is answered with its length, whether typed or forged', async () => {
    const name = 'n'.repeat(10_000);
    const before = await countRetros();
    await mara().say(website, `/retro ${name}`);
    expect(mara().told(website).at(-1)).toContain('10,000');
    await mara().say(website, '/retro Long');
    const view = mara().modal();
    if (view === undefined) throw new Error('no form');
    const payload = submissionPayload(here.sandbox, 'U0MARA', view, typed('about', name));
    const { status, body } = await sendPayload(here.sandbox, payload);
    expect([status, JSON.parse(body)]).toEqual([
      200,
      { response_action: 'errors', errors: { about: containing('10,000 characters') } },
    ]);
    // What an input holds is put into it, to be shortened there.
    await mara().closeAll();
    expect(await beginRetro(mara(), website, 'm'.repeat(2_900))).toMatchObject({
      errors: { about: containing('2,900 characters') },
    });
    expect(await mara().submit({ about: '   ' })).toMatchObject({
      errors: { about: containing('Write what') },
    });
    await mara().closeAll();
    await here.settle();
    expect(await countRetros()).toEqual(before);
  });

  it('a forged card of 10,000 characters is refused at its field with its length', async () => {
    await beginRetro(mara(), website, 'Forged length');
    await here.settle();
    await priya().press(retroPost(here.sandbox, website, 'Forged length'), 'retro.add');
    const view = priya().modal();
    if (view === undefined) throw new Error('no form');
    const values = typed('column1', 'c'.repeat(10_000));
    const sent = await sendPayload(here.sandbox, submissionPayload(here.sandbox, 'U0PRIYA', view, values));
    expect(JSON.parse(sent.body)).toMatchObject({ errors: { column1: containing('10,000') } });
    await priya().closeAll();
  });
});

describe('text that would ping everybody', () => {
  it('in a title, a card or an action pings nobody, disguises no link, and is read as it was typed otherwise', async () => {
    const about = '<!channel> & <@U0NOOR> *now*';
    const card = '<!channel> <!here> <https://evil.example|look> &amp; <!everyone>';
    expect(await beginRetro(mara(), website, 'Ping', { about })).toEqual({ ok: true });
    await here.settle();
    const message = posts(here.sandbox, website).at(-1);
    if (message === undefined) throw new Error('nothing was posted');
    expect(textsIn(message.blocks)[0]).toBe(`Retrospective: ${about}`);
    await addCards(priya(), message, { column0: card });
    for (const person of [mara(), priya()]) await person.openHome();
    await toActions(mara(), message, () => here.settle());
    // A link says where it leads, whatever it calls itself.
    const shownCard = '<!channel> <!here> look (evil.example) &amp; <!everyone>';
    expect(await readAllCards(priya(), message)).toEqual([shownCard]);
    const action = { what: '<!channel> do it', whenThen: 'When <!here>, then I will <!everyone>' };
    expect(await propose(priya(), message, { ...action, owner: 'U0PRIYA' })).toEqual({ ok: true });
    await here.settle();
    await priya().press(message, 'retro.manage', { holds: '"drop"' });
    const shown = [
      ...posts(here.sandbox, website).map(({ blocks, text }) => ({ blocks, text })),
      ...here.sandbox.world.modals.map(({ view }) => view),
      ...Object.values(here.sandbox.world.homes).map(({ view }) => view),
    ];
    await priya().closeAll();
    expect(posts(here.sandbox, website).filter(({ isBroadcast }) => isBroadcast)).toEqual([]);
    expect(message.text).toContain('&lt;!channel&gt; do it');
    const parsed = [...everyObject(shown)].filter(({ type }) => type === 'mrkdwn' || type === undefined);
    const pings = parsed
      .map(({ text }) => text)
      .filter((text) => typeof text === 'string' && /<!(channel|here|everyone)|<https:/.test(text));
    expect(pings).toEqual([]);
    // A person's words never stand where mrkdwn would be made of them.
    expect(parsed.filter(({ type, verbatim }) => type === 'mrkdwn' && verbatim !== true)).toEqual([]);
    expect(JSON.stringify(message.blocks)).toContain('<!channel> do it');
    await mara().say(website, '/retro <!channel>');
    await mara().say(website, '/lore <!channel>');
    await mara().closeAll();
    expect(here.sandbox.world.messages[website]?.filter((one) => one.isBroadcast)).toEqual([]);
  });
});

describe('a retrospective in the wrong place', () => {
  it.each([
    ['a direct message', 'U0MARA', 'D0MARA', 'this is a direct message', []],
    ['a channel where Lore is not', 'U0MARA', 'C0COFFEE', '/invite @Lore', []],
    // Lore cannot see it, and finds out by asking.
    ['a private channel where Lore is not', 'U0SEUN', 'C0BUDGET', '/invite @Lore', ['channel_not_found']],
  ])('%s is refused with what to do instead', async (_where, person, channelId, answer, refused) => {
    expected = refused.map((error) => `conversations.info: HTTP 200, ${error}`);
    await here.who(person).say(channelId, '/retro Look back');
    expect(here.who(person).told(channelId).at(-1)).toContain(answer);
    expect(here.who(person).modal()).toBeUndefined();
  });

  it('where Lore was taken out while the form was open is refused at the form', async () => {
    const id = 'C0LEARNING';
    await here.who('U0MARA').say(id, '/retro Taken out');
    await here.sandbox.page('membership', { as: 'U0ARJUN', channelId: id, change: 'remove bot' });
    await here.settle();
    expect(await mara().submit()).toMatchObject({ errors: { about: containing('/invite @Lore') } });
    await mara().closeAll();
    expect(retroPosts(here.sandbox, id, 'Taken out')).toEqual([]);
  });

  it('in an archived channel is refused at the form that was open', async () => {
    await here.who('U0WILL').say('C0HARBOUR', '/retro Archived');
    await here.sandbox.page('channel', { as: 'U0WILL', channelId: 'C0HARBOUR', change: 'archive' });
    await here.settle();
    expect(await here.who('U0WILL').submit()).toMatchObject({ errors: { about: containing('archived') } });
    await here.who('U0WILL').closeAll();
    await here.sandbox.page('channel', { as: 'U0WILL', channelId: 'C0HARBOUR', change: 'unarchive' });
    await here.settle();
  });
});

describe('a command that names a channel in which the person who sends it is not', () => {
  it.each([
    ['a private one', 'C0PEOPLE'],
    ['a public one', 'C0LEARNING'],
  ])('%s: fills in nothing of it', async (_which, channel_id) => {
    const user_id = 'U0DIEGO';
    const told = [];
    for (const [command, text] of [
      ['/retro', ''],
      ['/retro', 'plan'],
      ['/learned', ''],
      ['/journey', ''],
    ] as const)
      told.push((await sendCommand(here.sandbox, { user_id, channel_id, command, text })).body);
    expect(told.join()).toContain('/invite @Lore');
    const forms = here.sandbox.world.modals.map(({ view }) => view['callback_id']);
    expect(forms).toEqual(['journey.list']);
    expect(told.join()).not.toMatch(/people.private|Europe/);
    await here.who('U0DIEGO').closeAll();
  });
});

describe('people from elsewhere', () => {
  it('a guest cannot start one, is told what they can do, and participates when chosen', async () => {
    const sam = here.who('U0SAM');
    await sam.say(website, '/retro As a guest');
    expect(sam.told(website).at(-1)).toContain('Guests can’t start');
    await beginRetro(mara(), website, 'With a guest', { people: ['U0SAM', 'U0PRIYA'] });
    await here.settle();
    const message = retroPost(here.sandbox, website, 'With a guest');
    expect(await addCards(sam, message, { column0: 'From a guest' })).toEqual({ ok: true });
    await toActions(mara(), message, () => here.settle());
    expect(await readAllCards(sam, message)).toEqual(['From a guest']);
  });

  it('somebody of another organisation has no commands, and no buttons unless chosen', async () => {
    const shared = 'C0HARBOUR';
    const body = { user_id: 'U0FREYA', channel_id: shared, text: 'As a stranger' };
    const { status, body: answer } = await sendCommand(here.sandbox, body);
    expect([status, JSON.parse(answer)]).toEqual([
      200,
      expect.objectContaining({ text: containing('members of the workspace') }),
    ]);
    await beginRetro(mara(), shared, 'Shared');
    await here.settle();
    const message = retroPost(here.sandbox, shared, 'Shared');
    const freya = here.who('U0FREYA');
    for (const actionId of ['retro.add', 'retro.nothing']) {
      await freya.press(message, actionId);
      expect(freya.told(shared).at(-1)).toContain('for the people who were chosen');
    }
    await freya.press(message, 'retro.manage', { holds: '"end"' });
    expect(freya.told(shared).at(-1)).toContain('for the people who were chosen');
    expect(freya.modal()).toBeUndefined();
    await beginRetro(mara(), shared, 'Together', { people: ['U0FREYA', 'U0WILL'] });
    await here.settle();
    const together = retroPost(here.sandbox, shared, 'Together');
    expect(await addCards(freya, together, { column0: 'From Harbour' })).toEqual({ ok: true });
    await endPhase(mara(), together);
    await here.settle();
    expect(await readAllCards(freya, together)).toEqual(['From Harbour']);
  });

  it('the facilitator must be a member in the channel', async () => {
    const outside = { errors: { facilitator: containing('Choose a member') } };
    expect(await beginRetro(mara(), website, 'Who', { facilitator: 'U0CAROL' })).toMatchObject(outside);
    expect(await mara().submit({ facilitator: 'U0SAM' })).toMatchObject(outside);
    // Whoever is not in the channel is named, above the field: an error at a field is plain text.
    await mara().submit({ about: 'Who else', facilitator: 'U0MARA', people: ['U0CAROL'] });
    const form = JSON.stringify(mara().modal()?.view['blocks']);
    expect(form).toContain('<@U0CAROL> isn’t in the channel');
    expect(form).toContain('"initial_value":"Who else"');
    await mara().closeAll();
  });
});

describe('a request that does not come from Slack', () => {
  const now = () => Math.floor(Date.now() / 1000);
  it.each([
    ['without a signature', { 'x-slack-signature': null }, 0],
    ['with a wrong signature', { 'x-slack-signature': 'v0=0000' }, 0],
    ['without a date', { 'x-slack-request-timestamp': null }, 0],
    ['signed ten minutes ago', {}, -600],
    ['signed for in ten minutes', {}, 600],
  ])('%s is refused and does nothing', async (_how, headers, shift) => {
    const body = commandBody(here.sandbox, { text: 'Forged' });
    const { status } = await sendRaw(here.sandbox, body, headers, now() + shift);
    expect(status).toBe(401);
    await here.settle();
    expect(mara().modal()).toBeUndefined();
  });
});
