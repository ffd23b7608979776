/**
 * Every kind of place in which somebody acts, times every way in which Slack fails to show what came of it: whoever acted is told something, where
 * they are or in App Home.
 */
import type { Json } from '../../sandbox/json.ts';
import { userId } from '../../src/core/ids.ts';
import { seenNotShown } from '../../src/system/home/ids.ts';
import { Fault, team, users } from '../support/fake-slack.ts';
import { type LoreUnderTest, startLore } from '../support/lore-under-test.ts';
import { type Kind, shownFeature } from '../support/shown-feature.ts';
import { unhurried, unhurriedMs, until } from '../support/unhurried.ts';

interface Place {
  readonly name: string;
  readonly send: (one: Case) => Promise<{ readonly status: number; readonly json: Json }>;
}

type Pace = 'QUICK' | 'SLOW';

/** One request of one person. */
interface Case {
  readonly t: LoreUnderTest;
  readonly user: string;
  readonly trigger: string;
  readonly view: string;
  readonly responseUrl: string;
  readonly kind: Kind;
}

/** One that is never late, and one that always is; of each, one that gives up calls that are not answered. */
const lores = new Map<`${Pace}${'' | ' HASTY'}`, LoreUnderTest>();
const at = (pace: Pace, isHasty = false): LoreUnderTest => {
  const lore = lores.get(isHasty ? `${pace} HASTY` : pace);
  if (lore === undefined) throw new Error(`nothing is ${pace} yet`);
  return lore;
};
const shown = shownFeature();

const by = ({ user, trigger }: Case) => ({ user: { id: user, team_id: team }, trigger_id: trigger });
const modal = ({ view, kind }: Case): Json => ({
  id: view,
  type: 'modal',
  callback_id: 'shown.form',
  private_metadata: JSON.stringify({ k: view, m: kind }),
  title: { type: 'plain_text', text: 'Shown' },
  submit: { type: 'plain_text', text: 'Save' },
  close: { type: 'plain_text', text: 'Close' },
  blocks: [{ type: 'input', block_id: 'words', element: {} }],
  state: {
    values: { words: { words: { value: 'typed' } }, kind: { kind: { selected_option: { value: 'one' } } } },
  },
});
const pressed = (where: (one: Case) => Json) => (one: Case) =>
  one.t.interact({
    type: 'block_actions',
    actions: [{ action_id: 'shown.press', block_id: 'b', type: 'button', value: JSON.stringify(one.kind) }],
    ...by(one),
    ...where(one),
  });
const inConversation = ({ responseUrl }: Case): Json => ({
  response_url: responseUrl,
  channel: { id: 'CONE', name: 'one' },
});

const places = {
  command: {
    name: 'a command',
    send: (one) =>
      one.t.command(`/shown ${one.kind}`, {
        user_id: one.user,
        trigger_id: one.trigger,
        response_url: one.responseUrl,
      }),
  },
  global: {
    name: 'a global shortcut',
    send: (one) => one.t.interact({ type: 'shortcut', callback_id: `shown.global_${one.kind}`, ...by(one) }),
  },
  picked: {
    name: 'a shortcut of a message',
    send: (one) =>
      one.t.interact({
        type: 'message_action',
        callback_id: `shown.message_${one.kind}`,
        ...by(one),
        ...inConversation(one),
      }),
  },
  message: { name: 'a button in a message', send: pressed(inConversation) },
  home: { name: 'a button in App Home', send: pressed(() => ({ view: { id: 'VH', type: 'home' } })) },
  modal: { name: 'a button in a modal', send: pressed((one) => ({ view: modal(one) })) },
  change: {
    name: 'a choice in a form',
    send: (one) =>
      one.t.interact({
        type: 'block_actions',
        actions: [{ action_id: 'kind', block_id: 'kind', type: 'radio_buttons' }],
        ...by(one),
        view: modal(one),
      }),
  },
  form: {
    name: 'a submission',
    send: (one) => one.t.interact({ type: 'view_submission', ...by(one), view: modal(one) }),
  },
} satisfies Record<string, Place>;

/** What is answered where, quickly and late. A quick submission is answered in its acknowledgement, which cannot fail. */
const answers: readonly (readonly [place: keyof typeof places, kind: Kind, pace: Pace])[] = [
  ...(['QUICK', 'SLOW'] as const).flatMap((pace) => [
    ['command', 'open', pace] as const,
    ['global', 'open', pace] as const,
    ['global', 'say', pace] as const,
    ['picked', 'open', pace] as const,
    ['picked', 'say', pace] as const,
    ['message', 'open', pace] as const,
    ['message', 'say', pace] as const,
    ['message', 'break', pace] as const,
    ['home', 'open', pace] as const,
    ['home', 'say', pace] as const,
    ['home', 'break', pace] as const,
    ['modal', 'push', pace] as const,
    ['modal', 'update', pace] as const,
    ['modal', 'say', pace] as const,
    ['modal', 'break', pace] as const,
  ]),
  ['change', 'update', 'QUICK'],
  ['change', 'say', 'QUICK'],
  ['change', 'break', 'QUICK'],
  ['command', 'say', 'SLOW'],
  ['form', 'nothing', 'SLOW'],
  ['form', 'update', 'SLOW'],
  ['form', 'push', 'SLOW'],
  ['form', 'say', 'SLOW'],
  ['form', 'errors', 'SLOW'],
  ['form', 'break', 'SLOW'],
];

const refusal = (error: string) => ({ answer: () => ({ ok: false, error }), hasEffect: false });
const broken = (kind: Fault['kind'], hasEffect = false) => ({ answer: () => new Fault(kind), hasEffect });
/** How a call can fail. `hasEffect`: what was asked for is done all the same. */
const failures: Readonly<
  Record<string, { readonly answer: () => Json | Fault; readonly hasEffect: boolean }>
> = {
  ...Object.fromEntries(
    [
      'expired_trigger_id',
      'trigger_expired',
      'exchanged_trigger_id',
      'trigger_exchanged',
      'invalid_trigger_id',
      'invalid_blocks',
      'invalid_arguments',
      'view_too_large',
      'push_limit_reached',
      'not_found',
      'missing_scope',
      'account_inactive',
      'token_revoked',
      'internal_error',
    ].map((error) => [error, refusal(error)]),
  ),
  'a short wait': broken({ status: 429, retryAfter: 1 }),
  'a long wait': broken({ status: 429, retryAfter: 30 }),
  'a server error before': broken({ status: 500 }),
  'a server error after': broken({ status: 500 }, true),
  'a connection that breaks before': broken('reset'),
  'a connection that breaks after': broken('reset', true),
  'half an answer': broken('half an answer', true),
  'no answer': broken('hang'),
  'no answer, after it was done': broken('hang', true),
};

/** `once`: the first call fails. `windows`: no modal can be shown. `all`: nor anything else. `never`: all works. */
const breadths = ['once', 'windows', 'all'] as const;
type Breadth = (typeof breadths)[number] | 'never';

describe('a person who did something', () => {
  /** What each person has seen, by what their request can be told by. */
  const seen = new Map<string, string[]>();
  /** Whose window it is, by the id that each Lore gave it: the ids of two are alike. */
  const ofExternal = new Map<LoreUnderTest, Map<string, string>>();
  let count = 0;
  const failing = new Map<string, { readonly failure: string; readonly breadth: Breadth; calls: number }>();

  beforeAll(async () => {
    // Whom Lore knows already: it would not ask Slack about so many at once.
    for (let nth = 1; nth <= answers.length * Object.keys(failures).length * breadths.length + 10; nth += 1)
      for (const id of [`UQUICK${nth}`, `USLOW${nth}`])
        users[id] = { id, team_id: team, tz: 'Europe/Berlin', locale: 'en-US', profile: {} };
    const late = { ...unhurried, slow: 20, slowSubmission: 20 };
    for (const [pace, patience] of [
      ['QUICK', unhurried],
      ['SLOW', late],
    ] as const) {
      const patiently = { interactive: unhurriedMs, background: unhurriedMs };
      lores.set(pace, await startLore([shown.feature], { requestTimeouts: patience, timeouts: patiently }));
      const timeouts = { ...patiently, interactive: 250 };
      lores.set(`${pace} HASTY`, await startLore([shown.feature], { requestTimeouts: patience, timeouts }));
    }
    for (const lore of lores.values()) listen(lore, new Map());
  });
  const listen = (lore: LoreUnderTest, windows: Map<string, string>): void => {
    const { slack } = lore;
    ofExternal.set(lore, windows);
    const call = (method: string, who: (args: Json, behind: string) => string | undefined) =>
      slack.answer(method, (args, behind) => {
        const key = who(args, behind);
        // Of a window that Slack has not heard of: whoever asked for it gave up waiting before it came.
        if (key === undefined) return { ok: false, error: 'not_found' };
        const view = args['view'] as Json | undefined;
        if (typeof view?.['external_id'] === 'string') windows.set(view['external_id'], key);
        const isWindow = method.startsWith('views.');
        const order = failing.get(key);
        const isFirst = order?.calls === 0;
        if (order !== undefined) order.calls += 1;
        const fails =
          order !== undefined &&
          order.breadth !== 'never' &&
          (order.breadth === 'all' || (isWindow && (order.breadth === 'windows' || isFirst)));
        const failure = fails ? failures[order.failure] : undefined;
        // A trigger opens one window.
        const isUsed = (method === 'views.open' || method === 'views.push') && seen.has(`${key} opened`);
        if (isUsed) return { ok: false, error: 'exchanged_trigger_id' };
        if (failure === undefined || failure.hasEffect) {
          if (method === 'views.open' || method === 'views.push') seen.set(`${key} opened`, []);
          seen.set(key, [...(seen.get(key) ?? []), `${method} ${JSON.stringify(args)}`]);
        }
        return failure?.answer() ?? { ok: true, view: { id: `V${key}` } };
      });
    const number = (text: unknown) => /\d+$/.exec(String(text))?.[0];
    call('views.open', (args) => number(args['trigger_id']));
    call('views.push', (args) => number(args['trigger_id']));
    call('views.update', (args) => number(args['view_id']) ?? windows.get(String(args['external_id'])));
    call('respond', (_, behind) => behind);
    call('chat.postEphemeral', (args) => number(args['user']));
  };
  afterAll(async () => {
    for (const lore of lores.values()) await lore.stop();
  });

  /** @returns what the person was told; "working on it" alone is no answer */
  const play = async (
    [place, kind, pace]: (typeof answers)[number],
    failure: string,
    breadth: Breadth,
  ): Promise<readonly string[]> => {
    const key = String((count += 1));
    const user = `U${pace}${key}`;
    const t = at(pace, failure.startsWith('no answer'));
    failing.set(key, { failure, breadth, calls: 0 });
    const one = {
      t,
      user,
      trigger: `t${key}`,
      view: `V${key}`,
      responseUrl: `${t.slack.responseUrl}/${key}`,
      kind,
    };
    const sent = await places[place].send(one);
    const pushed = (sent.json['view'] as Json | undefined)?.['external_id'];
    if (typeof pushed === 'string') ofExternal.get(t)?.set(pushed, key);
    if (sent.status !== 200) throw new Error(`was answered with ${sent.status}`);
    const inAck = JSON.stringify(sent.json);
    if (pace === 'SLOW') shown.release(user);
    const told = async () => {
      const waits = await t.lore.store.system
        .selectFrom('not_shown')
        .select('reference')
        .where('user_id', '=', userId(user))
        .execute();
      return [
        ...(/Saving|\{\}/.test(inAck) ? [] : [inAck]),
        ...(seen.get(key) ?? []).filter((text) => !text.includes('Working on it')),
        ...waits.map(() => 'App Home'),
      ];
    };
    await until(
      async () => (await told()).length > 0,
      `${place} ${kind} ${pace} is told nothing of ${failure}`,
    );
    return told();
  };

  const table = answers.map(
    (each) => [places[each[0]].name, each[1], each[2] === 'SLOW' ? 'late' : 'at once', each] as const,
  );

  /** @returns whoever was told nothing */
  const playAll = async (answer: (typeof answers)[number]): Promise<readonly string[]> => {
    const silent: string[] = [];
    await Promise.all(
      breadths.flatMap((breadth) =>
        Object.keys(failures)
          // Who closes a form in which they chose something asked for nothing.
          .filter((failure) => failure !== 'not_found' || answer[0] !== 'change')
          .map((failure) =>
            play(answer, failure, breadth).catch((error: unknown) =>
              silent.push(`${breadth}: ${String(error)}`),
            ),
          ),
      ),
    );
    return silent;
  };
  /** Most of it is waiting, so six are played at once. */
  const played = new Map<(typeof answers)[number], Promise<readonly string[]>>();
  beforeAll(() => {
    const lanes = new Map<number, Promise<unknown>>();
    for (const [nth, answer] of answers.entries()) {
      const after = lanes.get(nth % 6) ?? Promise.resolve();
      const all = after.then(() => playAll(answer));
      lanes.set(nth % 6, all);
      played.set(answer, all);
    }
  });

  it.each(table)(
    'is told something after %s that is answered with “%s” %s, however Slack fails',
    async (...[, , , answer]) => {
      expect(await played.get(answer)).toEqual([]);
      expect(at(answer[2]).slack.callsOf('users.info')).toEqual([]);
    },
  );

  it('reads in App Home that something could not be shown, until they have read it', async () => {
    await play(['home', 'open', 'QUICK'], 'expired_trigger_id', 'all');
    const user = `UQUICK${count}`;
    const t = at('QUICK');
    const home = async () => {
      t.slack.calls.length = 0;
      await t.event({ type: 'app_home_opened', user, tab: 'home' });
      await t.lore.runner.runDue();
      return JSON.stringify(t.slack.callsOf('views.publish').map(({ args }) => args));
    };
    const first = await home();
    expect(first).toContain('Slack didn’t let me show you the result');
    const [, reference = ''] = /\\"id\\":\\"([^\\]+)\\"/.exec(first) ?? [];
    const byThem = { user: { id: user, team_id: team }, view: { id: 'VH', type: 'home' } };
    const where = { ...byThem, channel: undefined, response_url: undefined };
    await t.press(seenNotShown.actionId, JSON.stringify({ id: 'another' }), where);
    expect(await home()).toContain('Slack didn’t let me show you the result');
    await t.press(seenNotShown.actionId, JSON.stringify({ id: reference }), where);
    expect(await home()).not.toContain('Slack didn’t let me show you the result');
  });

  it('keeps what they typed where the window itself says it', async () => {
    const told = await play(['modal', 'push', 'QUICK'], 'expired_trigger_id', 'once');
    expect(told).toHaveLength(1);
    const [drawn = ''] = told;
    expect(drawn).toContain('views.update');
    expect(drawn).toContain('Slack didn’t accept my reply');
    expect(drawn).toContain('"block_id":"words"');
  });

  it('reads in the form that what they typed could not be kept, and not at every letter', async () => {
    const drawn = async () => {
      const told = await play(['change', 'break', 'QUICK'], 'not_found', 'never');
      return JSON.parse((told[0] ?? '').replace('views.update ', '')) as { view: { blocks: unknown[] } };
    };
    const { view } = await drawn();
    expect(JSON.stringify(view)).toContain('nothing was changed');
    expect(view.blocks).toMatchObject([{ type: 'section' }, { type: 'input', block_id: 'words' }]);
    // The same person types on.
    const { slack } = at('QUICK');
    const before = slack.callsOf('views.update').length;
    const key = String(count);
    const again = {
      t: at('QUICK'),
      user: `UQUICK${key}`,
      trigger: `t${key}`,
      view: `V${key}`,
      responseUrl: '',
    };
    await places.change.send({ ...again, kind: 'break' });
    await places.change.send({ ...again, kind: 'update' });
    await until(() => slack.callsOf('views.update').length > before);
    expect(slack.callsOf('views.update').length).toBe(before + 1);
  });

  it('is shown once what was shown before the answer got lost', async () => {
    const told = await play(['home', 'open', 'QUICK'], 'a connection that breaks after', 'once');
    expect(told.map((each) => each.split(' ')[0])).toEqual(['views.open']);
  });
});
