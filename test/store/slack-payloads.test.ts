/** Whoever does something is answered, whatever is missing in what Slack says of it; and nothing that Slack says ends the process. */
import type { Parcel } from '../../sandbox/app/parcel.ts';
import type { Json } from '../../sandbox/json.ts';
import { chunks } from '../../src/core/chunks.ts';
import { sendSigned, team } from '../support/fake-slack.ts';
import { type LoreUnderTest, startLore } from '../support/lore-under-test.ts';
import {
  changed,
  eventSamples,
  fieldsOf,
  filledEvent,
  filledSample,
  isUnread,
  type Path,
} from '../support/samples.ts';
import { typedFeature } from '../support/typed-feature.ts';

const metadata = (key: string) => JSON.stringify({ k: key, m: null });
const press = (action: Json = {}): Json => ({
  actions: [
    {
      type: 'button',
      block_id: 'b',
      action_ts: '1.1',
      action_id: 'typed.press',
      value: '{"id":"i"}',
      ...action,
    },
  ],
});
const modal = (values: Json): Json => ({
  id: 'V1',
  type: 'modal',
  callback_id: 'typed.form',
  private_metadata: metadata('k1'),
  team_id: team,
  app_installed_team_id: team,
  state: { values },
});
const field = (name: string, value: unknown) => ({ [name]: { [name]: { type: 'plain_text_input', value } } });
const conversation = { id: 'CONE', name: 'one' };

interface Kind {
  readonly name: string;
  readonly encoding: Parcel['encoding'];
  /** @param responseUrl where answers can be sent @param times how often there was one before, so that none is the same twice */
  readonly body: (responseUrl: string, times: number) => Json;
  /** Nobody waits for an answer. */
  readonly isQuiet?: boolean;
}

const byPerson: readonly Kind[] = [
  {
    name: 'a command',
    encoding: 'form',
    body: (url, n) => {
      const over = { command: '/typed', text: '', team_id: team, user_id: 'UANN', channel_id: 'CONE' };
      return {
        ...filledSample('command', { ...over, response_url: url, trigger_id: `c${n}` }),
        team: undefined,
        user: undefined,
      };
    },
  },
  {
    name: 'a press in a message',
    encoding: 'payload',
    body: (url, n) =>
      filledSample('block_actions', {
        ...press(),
        view: undefined,
        channel: conversation,
        container: { type: 'message', channel_id: 'CONE', message_ts: '1795599600.000100' },
        message: { team, app_id: 'A0LORE0001', user: 'UBOT', ts: '1795599600.000100' },
        response_url: url,
        trigger_id: `m${n}`,
      }),
  },
  {
    name: 'a press in a modal',
    encoding: 'payload',
    body: (_, n) =>
      filledSample('block_actions', {
        ...press(),
        view: modal({ ...field('words', 'some'), ...field('kind', null) }),
        message: undefined,
        channel: undefined,
        response_url: undefined,
        trigger_id: `w${n}`,
      }),
  },
  {
    name: 'a press in App Home',
    encoding: 'payload',
    body: (_, n) =>
      filledSample('block_actions', {
        ...press(),
        view: { id: 'V1', type: 'home', team_id: team, app_installed_team_id: team, state: { values: {} } },
        message: undefined,
        channel: undefined,
        response_url: undefined,
        trigger_id: `h${n}`,
      }),
  },
  {
    name: 'a submission',
    encoding: 'payload',
    body: (_, n) =>
      filledSample('view_submission', {
        type: 'view_submission',
        view: { ...modal(field('words', 'some')), private_metadata: metadata(`s${n}`) },
        trigger_id: `s${n}`,
      }),
  },
  {
    name: 'a global shortcut',
    encoding: 'payload',
    body: (_, n) => ({
      ...filledSample('command', {
        type: 'shortcut',
        callback_id: 'typed.global',
        action_ts: '1.1',
        trigger_id: `g${n}`,
      }),
      command: undefined,
      user_id: undefined,
      response_url: undefined,
    }),
  },
  {
    name: 'a shortcut of a message',
    encoding: 'payload',
    body: (url, n) =>
      filledSample('message_action', {
        type: 'message_action',
        callback_id: 'typed.message',
        channel: conversation,
        response_url: url,
        trigger_id: `a${n}`,
      }),
  },
];

const liveField: Kind = {
  name: 'a change of a live field',
  encoding: 'payload',
  isQuiet: true,
  body: (_, n) =>
    filledSample('block_actions', {
      actions: [
        {
          type: 'plain_text_input',
          block_id: 'words',
          action_id: 'words',
          action_ts: '1.1',
          value: 'some',
        },
      ],
      view: modal({ ...field('words', 'some'), ...field('kind', null) }),
      message: undefined,
      channel: undefined,
      response_url: undefined,
      trigger_id: `q${n}`,
    }),
};

const quiet: readonly Kind[] = [
  liveField,
  {
    name: 'a closed modal',
    encoding: 'payload',
    isQuiet: true,
    body: () => filledSample('view_closed', { type: 'view_closed', view: modal({}) }),
  },
  ...eventSamples.map((name): Kind => ({
    name: `the event ${name}`,
    encoding: 'json',
    isQuiet: true,
    body: (_, n) => {
      // Of somebody and something that nobody knows; what is said of the workspace was before it was installed.
      return filledEvent(name, `E${name}${n}`, { event_ts: '1.1' });
    },
  })),
];

const cases = [...byPerson, ...quiet].map((kind) => [kind.name, kind] as const);

describe.each([
  ['over HTTP', false],
  ['in Socket Mode', true],
])('%s', (_, usesSocketMode) => {
  let t: LoreUnderTest;
  let { feature, heard } = typedFeature();
  const died: unknown[] = [];
  const die = (error: unknown) => void died.push(error);
  let times = 0;
  const start = async () => {
    ({ feature, heard } = typedFeature());
    t = await startLore([feature], { usesSocketMode });
  };
  beforeAll(async () => {
    process.on('unhandledRejection', die);
    await start();
  });
  // With each event Lore looks through those that wait.
  afterEach(() => t.lore.store.system.deleteFrom('inbox').execute());
  afterAll(async () => {
    await t.stop();
    process.off('unhandledRejection', die);
  });

  /** @returns what is wrong with how Lore took it; `null`: nothing */
  const send = async (kind: Kind, paths: readonly Path[], to: unknown): Promise<string | null> => {
    t.slack.calls.length = 0;
    const whole = JSON.parse(JSON.stringify(kind.body(t.slack.responseUrl, (times += 1)))) as Json;
    const payload = paths.reduce<unknown>((body, path) => changed(body, path, to), whole) as Json;
    const answer = usesSocketMode ? await inSocket(kind, payload) : await overHttp(kind, payload);
    if (answer.status !== 200) return `was answered with ${answer.status}`;
    if (kind.isQuiet === true || answer.body !== '') return null;
    const isTold = t.slack.calls.some(({ method }) => method === 'respond' || method.startsWith('views.'));
    if (isTold) return null;
    const waits = await t.lore.store.system.deleteFrom('not_shown').executeTakeFirst();
    return waits.numDeletedRows > 0n ? null : 'says nothing';
  };
  const overHttp = async ({ encoding }: Kind, payload: Json) => {
    const text = JSON.stringify(payload);
    if (encoding === 'json') return sendSigned(t.port, text, { json: true });
    const form = encoding === 'payload' ? { payload: text } : (payload as Record<string, string>);
    return sendSigned(t.port, new URLSearchParams(form).toString());
  };
  /** What a Lore that has just started has kept, once it has stopped, of a change of a live field with something in it changed. */
  const heardOf = async (path: Path, to: unknown): Promise<readonly string[]> => {
    await t.stop();
    await start();
    expect(await send(liveField, [path], to)).toBeNull();
    await t.stop();
    const kept = [...heard];
    await start();
    return kept;
  };
  const inSocket = async ({ encoding }: Kind, payload: Json) => {
    const delivered = await t.slack.deliver({ what: '', payload, encoding });
    return delivered.kind === 'answer' ? delivered : { status: delivered.kind, body: '' };
  };

  it.each(cases)('%s is taken with every field left out, and every field null', async (_name, kind) => {
    const wrong: string[] = [];
    expect(await send(kind, [], undefined)).toBeNull();
    // Form fields cannot be null.
    const others = kind.encoding === 'form' ? [undefined, ''] : [undefined, null];
    const [unread = [], read = []] = [true, false].map((is) =>
      fieldsOf(kind.body('', 0)).filter((path) => isUnread(path) === is),
    );
    // Whether one of those is read after all shows as well with some of them at once.
    for (const paths of [...read.map((path) => [path]), ...chunks(unread, 20)])
      for (const to of paths.every(isUnread) ? [usesSocketMode ? null : undefined] : others) {
        const found = await send(kind, paths, to);
        if (found !== null)
          wrong.push(
            `${paths.map((path) => path.join('.')).join(', ')} ${to === undefined ? 'left out' : String(to)}: ${found}`,
          );
      }
    expect(wrong).toEqual([]);
    expect(died).toEqual([]);
  });

  it.each(byPerson.map((kind) => [kind.name, kind] as const))(
    '%s that says neither what it is nor who did it is answered as well',
    async (_name, kind) => {
      const who = kind.encoding === 'form' ? [['command'], ['user_id']] : [['type'], ['user']];
      expect(await send(kind, who, undefined)).toBeNull();
    },
  );

  it('a field that is emptied is empty, however Slack says so', async () => {
    for (const to of [null, undefined, '']) {
      expect(await heardOf(['view', 'state', 'values', 'words', 'words', 'value'], to)).toEqual(['']);
      expect(await heardOf(['actions', 0, 'value'], to)).toEqual(['some']);
    }
  });

  it.each([[['view', 'state']], [['view', 'state', 'values']], [['view', 'state', 'values', 'words']]])(
    'a form of which Slack does not say %j leaves what was typed before',
    async (path) => {
      expect(await heardOf(path, undefined)).toEqual([]);
    },
  );

  it('nothing that is no envelope of Slack’s ends the connection', async () => {
    if (!usesSocketMode) return;
    for (const payload of [
      {},
      { event: null },
      { event: { type: 'error' } },
      { event: { type: 'disconnected' } },
    ])
      await t.slack.deliver({ what: '', payload: { type: 'event_callback', ...payload }, encoding: 'json' });
    const [command] = byPerson;
    if (command === undefined) throw new Error('there is no such kind');
    expect(await send(command, [], undefined)).toBeNull();
    expect(died).toEqual([]);
  });
});
