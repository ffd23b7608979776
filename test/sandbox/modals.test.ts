import type { App, ViewResponseAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { listAt, type Json } from '../../sandbox/json.ts';
import type { Inputs, OpenView } from '../../sandbox/protocol.ts';
import { openViews } from '../../sandbox/page-api/shown.ts';
import { startFixture, type Fixture } from './fixture.ts';
import { unhurriedMs, until } from '../support/unhurried.ts';

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const form = (over: Partial<ModalView> = {}): ModalView => ({
  type: 'modal',
  callback_id: 'form',
  title: plain('Form'),
  submit: plain('Save'),
  notify_on_close: true,
  blocks: [
    {
      type: 'input',
      block_id: 'name',
      label: plain('Name'),
      element: { type: 'plain_text_input', action_id: 'n', max_length: 10 },
    },
    {
      type: 'input',
      block_id: 'kind',
      optional: true,
      label: plain('Kind'),
      element: {
        type: 'static_select',
        action_id: 'k',
        options: [
          { text: plain('One'), value: '1' },
          { text: plain('Two'), value: '2' },
        ],
      },
    },
    {
      type: 'actions',
      block_id: 'more',
      elements: [{ type: 'button', action_id: 'push', text: plain('More') }],
    },
  ],
  ...over,
});
const typed = (value: string): Inputs => ({ name: { n: { kind: 'text', value } } });

let fixture: Fixture;
let answer: ViewResponseAction | Json | 'nothing' | undefined;
const seen: { submitted: Json[]; closed: Json[]; actions: Json[] } = {
  submitted: [],
  closed: [],
  actions: [],
};
let onPush: (triggerId: string) => Promise<unknown>;

const listen = (app: App): void => {
  app.command('/retro', async ({ ack, client, body }) => {
    await ack();
    await client.views.open({ trigger_id: body.trigger_id, view: form() });
  });
  app.view('form', async ({ ack, body }) => {
    seen.submitted.push(body as object as Json);
    if (answer === 'nothing') return;
    await (answer === undefined ? ack() : ack(answer as ViewResponseAction));
  });
  app.view({ callback_id: 'form', type: 'view_closed' }, async ({ ack, body }) => {
    seen.closed.push(body as object as Json);
    await ack();
  });
  app.action('push', async ({ ack, body }) => {
    seen.actions.push(body as object as Json);
    await ack();
    await onPush('trigger_id' in body ? body.trigger_id : '');
  });
};

beforeEach(async () => {
  answer = undefined;
  onPush = async () => undefined;
  for (const list of Object.values(seen)) list.length = 0;
  fixture = await startFixture(listen, { triggerMs: unhurriedMs });
});
afterEach(() => fixture.close());

const views = (): OpenView[] => openViews(fixture.sandbox.core, 'U0MARA');
const top = (): OpenView => {
  const view = views().at(-1);
  if (!view) throw new Error('No modal is open');
  return view;
};
const openForm = async (): Promise<OpenView> => {
  await fixture.sandbox.page('say', { as: 'U0MARA', channelId: 'C0WEBSITE', text: '/retro' });
  await until(() => views().length > 0);
  return top();
};
const submit = (inputs: Inputs = typed('Anna'), viewId = top().id) =>
  fixture.sandbox.page('submit', { as: 'U0MARA', viewId, inputs });
const press = (inputs: Inputs = {}) =>
  fixture.sandbox.page('act', {
    as: 'U0MARA',
    where: { kind: 'view', viewId: top().id },
    blockId: 'more',
    actionId: 'push',
    value: { kind: 'button' },
    inputs,
  });
const TROUBLE = { ok: false, message: 'We had some trouble connecting. Try again?' };

describe('submitting a modal', () => {
  it('sends what stands in the inputs, in Slack’s words, and an empty answer closes it', async () => {
    const view = await openForm();
    expect(await submit({ ...typed('Anna'), kind: { k: { kind: 'one', value: '2' } } })).toEqual({
      ok: true,
    });
    expect(seen.submitted[0]).toMatchObject({
      type: 'view_submission',
      user: { id: 'U0MARA', team_id: 'T0LINDGROVE' },
      team: { id: 'T0LINDGROVE', domain: 'lindgrove' },
      view: {
        id: view.id,
        hash: view.hash,
        root_view_id: view.id,
        previous_view_id: null,
        state: {
          values: {
            name: { n: { type: 'plain_text_input', value: 'Anna' } },
            kind: { k: { type: 'static_select', selected_option: { text: { text: 'Two' }, value: '2' } } },
          },
        },
      },
      response_urls: [],
    });
    expect(views()).toHaveLength(0);
  });

  it('is held back by the client while a required input is empty or too long', async () => {
    await openForm();
    expect(await submit({})).toEqual({ ok: false, errors: { name: 'Please complete this required field.' } });
    expect(await submit(typed('x'.repeat(11)))).toEqual({
      ok: false,
      errors: { name: 'Please use at most 10 characters.' },
    });
    expect(seen.submitted).toHaveLength(0);
  });

  it('shows errors at inputs, and a general failure for errors that belong to no input', async () => {
    await openForm();
    answer = { response_action: 'errors', errors: { name: 'Taken, try Anna 2.' } };
    expect(await submit()).toEqual({ ok: false, errors: { name: 'Taken, try Anna 2.' } });
    answer = { response_action: 'errors', errors: { more: 'not an input' } };
    expect(await submit()).toEqual(TROUBLE);
    expect(views()).toHaveLength(1);
  });

  it('can be answered with another view in its place, where what was typed stays', async () => {
    const before = await openForm();
    answer = { response_action: 'update', view: form({ title: plain('Second') }) };
    expect(await submit()).toEqual({ ok: true });
    expect(top()).toMatchObject({ id: before.id, view: { title: { text: 'Second' } } });
    expect(top().hash).not.toBe(before.hash);
    expect(fixture.sandbox.world.modals[0]?.values).toMatchObject({ name: { n: { value: 'Anna' } } });
    answer = { response_action: 'update', view: form({ title: plain('x'.repeat(25)) }) };
    expect(await submit()).toEqual(TROUBLE);
  });

  it('can push up to three views, and clear them all', async () => {
    await openForm();
    answer = { response_action: 'push', view: form({ title: plain('On top') }) };
    await submit();
    await submit();
    expect(views()).toHaveLength(3);
    expect(await submit()).toEqual(TROUBLE);
    answer = { response_action: 'clear' };
    expect(await submit()).toEqual({ ok: true });
    expect(views()).toHaveLength(0);
  });

  it('that the app does not acknowledge keeps the modal open and says so', async () => {
    await openForm();
    answer = 'nothing';
    Object.assign(fixture.sandbox.core, { ackMs: 200 });
    expect(await submit()).toEqual(TROUBLE);
    expect(views()).toHaveLength(1);
  });

  it('of somebody else’s modal is refused', async () => {
    const { id } = await openForm();
    expect(await fixture.sandbox.page('submit', { as: 'U0PRIYA', viewId: id, inputs: {} })).toMatchObject({
      ok: false,
    });
  });
});

describe('a press inside a modal', () => {
  it('carries the view with its state, and its trigger can push', async () => {
    await openForm();
    onPush = (trigger_id) =>
      fixture.client.views.push({ trigger_id, view: form({ title: plain('Pushed') }) });
    expect(await press(typed('half'))).toEqual({ ok: true });
    await until(() => views().length === 2);
    expect(seen.actions[0]).toMatchObject({
      type: 'block_actions',
      container: { type: 'view' },
      view: { state: { values: { name: { n: { value: 'half' } } } } },
      actions: [{ type: 'button', action_id: 'push', block_id: 'more', text: { text: 'More' } }],
    });
    expect(fixture.sandbox.world.modals[1]).toMatchObject({
      rootId: views()[0]?.id,
      previousId: views()[0]?.id,
    });
  });

  it('finds views.update refused with a stale hash and taken with the fresh one', async () => {
    const { id, hash } = await openForm();
    const update = (over: object) =>
      fixture.client.views.update({ view_id: id, view: form({ title: plain('New') }), ...over }).then(
        () => 'ok',
        (error: unknown) => (error as { data: { error: string } }).data.error,
      );
    expect(await update({ hash: 'old' })).toBe('hash_conflict');
    expect(await update({ hash })).toBe('ok');
    expect(await update({ hash })).toBe('hash_conflict');
    expect(await update({ view_id: 'V0NONE' })).toBe('not_found');
  });
});

describe('closing a modal', () => {
  it('tells the app when it asked for it', async () => {
    const { id } = await openForm();
    await fixture.sandbox.page('close-view', { as: 'U0MARA', viewId: id });
    expect(seen.closed).toMatchObject([{ type: 'view_closed', is_cleared: false, view: { id } }]);
    expect(views()).toHaveLength(0);
  });

  it('with everything below it is one clearing', async () => {
    await openForm();
    answer = { response_action: 'push', view: form({ title: plain('On top') }) };
    await submit();
    await fixture.sandbox.page('close-view', { as: 'U0MARA', viewId: top().id, all: true });
    expect(seen.closed.map((body) => body['is_cleared'])).toEqual([true, true]);
    expect(views()).toHaveLength(0);
  });
});

describe('a press that is on its way while what was pressed is redrawn', () => {
  const actions = {
    type: 'actions' as const,
    elements: [{ type: 'button' as const, action_id: 'push', text: plain('More') }],
  };
  const idOf = (blocks: readonly Json[]) => String(blocks[0]?.['block_id']);
  const pressed = (where: Json, blockId: string) =>
    fixture.sandbox.page('act', {
      ...{ as: 'U0MARA', where, blockId, actionId: 'push' },
      ...{ value: { kind: 'button' }, inputs: {} },
    });

  it('arrives, in App Home', async () => {
    const draw = () =>
      fixture.client.views.publish({ user_id: 'U0MARA', view: { type: 'home', blocks: [actions] } });
    await draw();
    const seenBlock = idOf(listAt(fixture.sandbox.world.homes['U0MARA']?.view ?? {}, 'blocks'));
    await draw();
    expect(await pressed({ kind: 'home' }, seenBlock)).toEqual({ ok: true });
    expect(seen.actions).toHaveLength(1);
  });

  it('arrives, in a message; what never stood there does not', async () => {
    const { ts = '' } = await fixture.client.chat.postMessage({
      channel: 'C0WEBSITE',
      text: 'x',
      blocks: [actions],
    });
    const message = fixture.sandbox.world.messages['C0WEBSITE']?.find((one) => one.ts === ts);
    const seenBlock = idOf(message?.blocks ?? []);
    await fixture.client.chat.update({ channel: 'C0WEBSITE', ts, text: 'y', blocks: [actions] });
    const where = { kind: 'message', channelId: 'C0WEBSITE', ts };
    expect(await pressed(where, seenBlock)).toEqual({ ok: true });
    expect(await pressed(where, 'never')).toEqual({ ok: false, message: 'This is no longer here.' });
    expect(seen.actions).toHaveLength(1);
  });
});
