import type { View } from '@slack/types';
import type { MessageView, PersonView, Snapshot } from '../../../sandbox/protocol.ts';
import { apply, start, thread, topLevel, withHistory, withHome } from '../../../sandbox/page/store.ts';

const mara: PersonView = {
  id: 'U1',
  name: 'Mara',
  title: '',
  teamId: 'T1',
  teamName: 'Northwind',
  tz: 'Europe/Berlin',
  locale: 'de-DE',
  standing: 'member',
  isAdmin: false,
  statusText: '',
  statusEmoji: '',
  quietUntil: null,
};
const snapshot: Snapshot = {
  appId: 'A1',
  appName: 'Lore',
  me: mara,
  people: [mara],
  conversations: [],
  commands: [],
  shortcuts: [],
  prompts: [],
  clock: { at: 0, nextDue: null, isMoving: false, isArriving: false },
  hasPast: false,
  views: [],
  exchanges: [],
  journal: [],
  methods: [],
  faults: [],
};
const message = (ts: string, more: Partial<MessageView> = {}): MessageView => ({
  ts,
  channelId: 'C1',
  userId: 'U1',
  author: 'Mara',
  isBot: false,
  previews: [],
  text: ts,
  blocks: [],
  threadTs: null,
  replyCount: 0,
  isEdited: false,
  isEphemeral: false,
  isBroadcast: false,
  files: [],
  ...more,
});
const empty = start(snapshot);
const pushed = (...messages: MessageView[]) =>
  messages.reduce((state, each) => apply(state, { type: 'message', message: each }), empty);
const texts = (messages: readonly MessageView[]) => messages.map(({ text }) => text);

describe('the state of the sandbox page', () => {
  it('keeps messages in the order of their time, whatever the order of their coming', () => {
    expect(
      texts(topLevel(pushed(message('3.000000'), message('1.000000'), message('2.000000')), 'C1')),
    ).toEqual(['1.000000', '2.000000', '3.000000']);
  });

  it('replaces an edited message in its place, and takes out a deleted one', () => {
    const edited = pushed(message('1.0'), message('2.0'), message('1.0', { text: 'new', isEdited: true }));
    expect(texts(topLevel(edited, 'C1'))).toEqual(['new', '2.0']);
    const left = apply(edited, { type: 'message_deleted', channelId: 'C1', ts: '1.0' });
    expect(texts(topLevel(left, 'C1'))).toEqual(['2.0']);
  });

  it('shows replies in their thread, counts them at the root, and shows a broadcast in both', () => {
    const state = pushed(
      message('1.0'),
      message('2.0', { threadTs: '1.0' }),
      message('3.0', { threadTs: '1.0', isBroadcast: true }),
    );
    expect(topLevel(state, 'C1').map(({ ts, replyCount }) => [ts, replyCount])).toEqual([
      ['1.0', 2],
      ['3.0', 0],
    ]);
    expect(texts(thread(state, 'C1', '1.0'))).toEqual(['1.0', '2.0', '3.0']);
  });

  it('lets a history replace what was known, and keeps ephemeral messages and other threads', () => {
    const before = pushed(
      message('1.0'),
      message('2.0', { isEphemeral: true }),
      message('3.0', { threadTs: '1.0' }),
    );
    const after = withHistory(before, 'C1', null, [message('4.0')], before.messages);
    expect(texts(topLevel(after, 'C1'))).toEqual(['2.0', '4.0']);
    expect(texts(thread(after, 'C1', '1.0'))).toEqual(['3.0']);
    expect(texts(thread(withHistory(after, 'C1', '1.0', [], after.messages), 'C1', '1.0'))).toEqual([]);
  });

  it('lets no history that was read before undo what was pushed meanwhile', () => {
    const asked = pushed(message('1.0'), message('2.0'));
    const edited = apply(asked, {
      type: 'message',
      message: message('1.0', { text: 'new', isEdited: true }),
    });
    const left = apply(edited, { type: 'message_deleted', channelId: 'C1', ts: '2.0' });
    const now = apply(left, { type: 'message', message: message('3.0') });
    const after = withHistory(now, 'C1', null, [message('1.0'), message('2.0')], asked.messages);
    expect(texts(topLevel(after, 'C1'))).toEqual(['new', '3.0']);
  });

  it('keeps messages and Home when it is loaded again after the stream broke', () => {
    const before = pushed(message('1.0'));
    expect(topLevel(start(snapshot, before), 'C1')).toHaveLength(1);
  });

  it('keeps a Home that was pushed while it was opened: what that was answered with is older', () => {
    const view = (callback_id: string): View => ({ type: 'home', blocks: [], callback_id });
    const answered = { view: view('old'), hash: '1' };
    expect(withHome(empty, answered, empty.home).home).toEqual(answered);
    const now = apply(empty, { type: 'home', view: view('new'), hash: '2' });
    expect(withHome(now, answered, empty.home).home).toEqual({ view: view('new'), hash: '2' });
  });

  it('follows a change of the person one acts as', () => {
    const moved = { ...mara, tz: 'Asia/Tokyo' };
    expect(apply(empty, { type: 'people', people: [moved] }).me.tz).toBe('Asia/Tokyo');
  });

  it('updates one exchange in place', () => {
    const exchange = {
      id: 1,
      at: 0,
      direction: 'to app' as const,
      what: 'slash_command /retro',
      outcome: '…',
      durationMs: 0,
      detail: '',
    };
    const first = apply(empty, { type: 'exchange', exchange });
    const second = apply(first, { type: 'exchange', exchange: { ...exchange, outcome: 'HTTP 200' } });
    expect(second.exchanges.map(({ outcome }) => outcome)).toEqual(['HTTP 200']);
  });
});
