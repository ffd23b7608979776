/** Buttons that are old, forged, pressed by somebody who may not, or pressed twice. */
import type { Message } from '../../sandbox/state/world.ts';
import { called } from '../support/called.ts';
import { carriedBy, pressPayload, sendPayload, submissionPayload, type Sent } from '../support/forged.ts';
import { startLoreHere, type LoreHere } from '../support/lore-here.ts';
import {
  addCards,
  beginRetro,
  cancelAll,
  endPhase,
  posts,
  readAllCards,
  retroPost,
  website,
  toActions,
} from '../support/retro-path.ts';

let here: LoreHere;
beforeAll(async () => {
  here = await startLoreHere();
});
afterAll(() => here.close());
afterEach(async () => {
  await here.settle();
  await cancelAll(here.sandbox, mara(), website);
  await here.settle();
  expect(here.wrong()).toEqual([]);
});

const mara = () => here.who('U0MARA');
const priya = () => here.who('U0PRIYA');
const noor = () => here.who('U0NOOR');

async function startedBy(person: string, about: string, fields = {}): Promise<Message> {
  expect(await beginRetro(here.who(person), website, about, fields)).toEqual({ ok: true });
  await here.settle();
  return retroPost(here.sandbox, website, about);
}

/** Presses a button with any value, and tells what was said to that person alone. */
async function pressAnyhow(userId: string, message: Message, actionId: string, value?: string) {
  const pressed = { action_id: actionId, ...(value === undefined ? {} : { value }) };
  const sent = await sendPayload(here.sandbox, pressPayload(here.sandbox, userId, message, pressed));
  expect(sent).toEqual({ status: 200, body: '' });
  await here.settle();
  return here.who(userId).told(message.channelId).at(-1);
}

const threadOf = ({ ts }: Message) => posts(here.sandbox, website).filter(({ threadTs }) => threadTs === ts);

describe('a button that cannot be read', () => {
  it.each([
    ['unknown', 'retro.no-such-thing', '{}'],
    ['of no feature', 'gone.vote', '1'],
    ['without a value', 'retro.add', undefined],
    ['with a value from an earlier version', 'retro.add', '17'],
    ['with nothing for a value', 'retro.add', 'null'],
    ['with a value that is no JSON', 'retro.add', '{"retro"'],
    ['with an id that is none', 'retro.add', '{"retro":"<!channel> or 1=1"}'],
    ['of App Home, forged', 'lore.is_there', '{"no":"id"}'],
  ])('that is %s gets a kind sentence', async (what, actionId, value) => {
    const message = await startedBy('U0MARA', `Unreadable ${what}`);
    const before = here.lore.store.system.selectFrom('delivery').selectAll();
    const rows = await before.execute();
    expect(await pressAnyhow('U0PRIYA', message, actionId, value)).toContain('earlier version');
    expect(await before.execute()).toEqual(rows);
  });

  it('with the id of something that is not there says so', async () => {
    const message = await startedBy('U0MARA', 'Erased');
    const gone = '{"retro":"0123456789abcdefghjkmnpqrs"}';
    expect(await pressAnyhow('U0PRIYA', message, 'retro.add', gone)).toContain('can’t find');
    expect(await pressAnyhow('U0PRIYA', message, 'lore.post_again', '{"id":"0001.x"}')).toContain(
      'somebody else decides about it',
    );
  });

  it('of a kind that Lore never made is acknowledged and changes nothing', async () => {
    const message = await startedBy('U0MARA', 'Attachment');
    const payload = pressPayload(here.sandbox, 'U0PRIYA', message, { action_id: 'x' });
    const legacy = { ...payload, type: 'interactive_message', actions: [{ name: 'x', type: 'button' }] };
    expect(await sendPayload(here.sandbox, legacy)).toEqual({ status: 200, body: '' });
  });
});

describe('a button pressed by somebody who may not', () => {
  it('because they left the channel', async () => {
    const message = await startedBy('U0MARA', 'Left');
    const add = carriedBy(message, 'retro.add');
    await here.sandbox.page('membership', { as: 'U0DIEGO', channelId: website, change: 'leave' });
    await here.settle();
    expect(await pressAnyhow('U0DIEGO', message, 'retro.add', add)).toContain('not in its channel');
    expect(here.who('U0DIEGO').modal()).toBeUndefined();
  });

  it('because they left while their form was open: what they typed stays in sight, and is not taken', async () => {
    const message = await startedBy('U0MARA', 'Left with a form');
    await here.who('U0HANA').press(message, 'retro.add');
    await here.sandbox.page('membership', { as: 'U0HANA', channelId: website, change: 'leave' });
    await here.settle();
    expect(await here.who('U0HANA').submit({ column0: 'Too late' })).toMatchObject({
      errors: { column0: expect.stringContaining('not in its channel') as unknown },
    });
    await here.who('U0HANA').closeAll();
  });

  it('because they do not facilitate', async () => {
    const message = await startedBy('U0MARA', 'Not the facilitator');
    await priya().press(message, 'retro.manage', { holds: '"end"' });
    expect(priya().told(website).at(-1)).toContain('Only the facilitator');
    await priya().press(message, 'retro.manage', { holds: '"over"' });
    expect(priya().told(website).at(-1)).toContain('Someone is facilitating');
  });

  it('because they were not asked', async () => {
    const message = await startedBy('U0MARA', 'Few', { people: ['U0MARA', 'U0NOOR'] });
    await priya().press(message, 'retro.add');
    expect(priya().told(website).at(-1)).toContain('for the people who were chosen');
  });
});

describe('a button pressed too late', () => {
  it('because the retrospective was closed meanwhile', async () => {
    const message = await startedBy('U0MARA', 'Closed meanwhile');
    const add = carriedBy(message, 'retro.add');
    await priya().press(message, 'retro.add');
    await addCards(noor(), message, { column0: 'In time' });
    await endPhase(mara(), message);
    await here.settle();
    // What was typed stays in sight, in the form that says what can become of it, and is not taken by itself.
    expect(await priya().submit({ column0: 'Too late' })).toEqual({ ok: true });
    expect(JSON.stringify(priya().modal()?.view)).toMatch(/Late cards.*Collecting cards.*ended on.*Too late/);
    await priya().closeAll();
    await toActions(mara(), message, () => here.settle());
    await endPhase(mara(), message);
    await here.settle();
    await pressAnyhow('U0PRIYA', message, 'retro.add', add);
    expect(JSON.stringify(priya().modal()?.view)).toMatch(/for the next retrospective.*Too late/);
    await priya().closeAll();
    expect(await readAllCards(mara(), message)).toEqual(['In time']);
  });
});

describe('two presses at once', () => {
  it('by the last two who answer end collecting once, with the cards of both', async () => {
    const message = await startedBy('U0MARA', 'Both at once', { people: ['U0PRIYA', 'U0NOOR'] });
    await mara().press(message, 'retro.nothing');
    await Promise.all([priya().press(message, 'retro.add'), noor().press(message, 'retro.add')]);
    const answers = await Promise.all([
      priya().submit({ column0: 'From Priya' }),
      noor().submit({ column0: 'From Noor' }),
    ]);
    expect(answers).toEqual([{ ok: true }, { ok: true }]);
    await here.settle();
    expect(threadOf(message)).toHaveLength(1);
    await toActions(mara(), message, () => here.settle());
    expect((await readAllCards(mara(), message)).sort()).toEqual(['From Noor', 'From Priya']);
  });

  it('of the facilitator in two windows end one phase, not two', async () => {
    const message = await startedBy('U0MARA', 'Two windows');
    await addCards(priya(), message, { column0: 'One' });
    await mara().press(message, 'retro.manage', { holds: '"end"' });
    const first = mara().modal();
    await mara().press(message, 'retro.manage', { holds: '"end"' });
    const second = mara().modal();
    if (first === undefined || second === undefined) throw new Error('no two windows');
    const sent = await Promise.all(
      [first, second].map((view) =>
        sendPayload(here.sandbox, submissionPayload(here.sandbox, 'U0MARA', view)),
      ),
    );
    expect(sent.map(({ status }) => status)).toEqual([200, 200]);
    expect(sent.map(({ body }) => body).join()).toMatch(/Collecting cards for .* ended on/);
    await here.settle();
    expect(threadOf(message)).toHaveLength(1);
    expect(message.text).toContain('Talk about it');
    await mara().closeAll();
  });

  it('of one submission take it once, also when it comes again later', async () => {
    const message = await startedBy('U0MARA', 'Twice');
    await priya().press(message, 'retro.add');
    const view = priya().modal();
    if (view === undefined) throw new Error('no form');
    const values = { column0: { column0: { type: 'plain_text_input', value: 'Once' } } };
    const send = (): Promise<Sent> =>
      sendPayload(here.sandbox, submissionPayload(here.sandbox, 'U0PRIYA', view, values));
    expect(await Promise.all([send(), send()])).toEqual(Array(2).fill({ status: 200, body: '' }));
    expect(await send()).toEqual({ status: 200, body: '' });
    await priya().closeAll();
    await endPhase(mara(), message);
    await here.settle();
    expect(await readAllCards(mara(), message)).toEqual(['Once']);
  });

  it('of "start" start one retrospective', async () => {
    await mara().say(website, '/retro Started twice');
    const view = mara().modal();
    if (view === undefined) throw new Error('no form');
    const payload = submissionPayload(here.sandbox, 'U0MARA', view);
    await Promise.all([sendPayload(here.sandbox, payload), sendPayload(here.sandbox, payload)]);
    await mara().closeAll();
    await here.settle();
    expect(retroPost(here.sandbox, website, 'Started twice')).toBeDefined();
  });
});

describe('a facilitator who was deactivated', () => {
  it('is followed by the person who takes over first; who is second is told that somebody facilitates', async () => {
    const message = await startedBy('U0ELLIOT', 'Deactivated');
    await addCards(priya(), message, { column0: 'One' });
    await here.sandbox.page('person', { as: 'U0INES', userId: 'U0ELLIOT', change: { kind: 'deactivate' } });
    await here.settle();
    await Promise.all([
      priya().press(message, 'retro.manage', { holds: '"over"' }),
      noor().press(message, 'retro.manage', { holds: '"over"' }),
    ]);
    await here.settle();
    const [taken, ...more] = threadOf(message);
    expect(more).toEqual([]);
    const isPriya = taken?.text.includes('U0PRIYA') === true;
    const [winner, other] = isPriya ? [priya(), noor()] : [noor(), priya()];
    expect(other.told(website).at(-1)).toContain('Someone is facilitating');
    expect(message.text).toContain(`${called(winner.id)} facilitates`);
    await endPhase(winner, message);
    await here.settle();
    expect(await readAllCards(winner, message)).toEqual(['One']);
  });
});
