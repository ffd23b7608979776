/** Who stands in a post with their name is noted when it is drawn, so that another name, or none, is drawn wherever it can be. */
import { type Instant, minute } from '../../src/core/clock.ts';
import { defineCopy } from '../../src/core/copy.ts';
import { type UserId, userId } from '../../src/core/ids.ts';
import { section } from '../../src/core/kit/blocks.ts';
import { messageOf } from '../../src/core/kit/message.ts';
import type { Locale } from '../../src/core/languages.ts';
import type { PostRef } from '../../src/core/post-ref.ts';
import { atMoment, mention, nameOf, type Token } from '../../src/core/sentence.ts';
import type { PersonFacts } from '../../src/store/directory/facts.ts';
import { engines } from '../support/databases.ts';
import {
  ana,
  ben,
  channel,
  type Harness,
  inChannel,
  inThread,
  openCompany,
  other,
  team,
  toPerson,
} from '../support/later.ts';

const copy = defineCopy<{ by: { who: Token } }>({
  en: { by: 'Set up by {who}.' },
  de: { by: 'Eingerichtet von {who}.' },
});
const ends = (at: Instant) => messageOf(section(copy.in('en', 'UTC').mrkdwn('by', { who: atMoment(at) })));
const by = (who: Token) => messageOf(section(copy.in('en', 'UTC').mrkdwn('by', { who })));

const facts = (user: UserId, name: string | null, locale: Locale = 'en'): PersonFacts => ({
  userId: user,
  memberType: 'member',
  isAdmin: false,
  tz: 'Europe/Berlin',
  locale,
  awayUntil: null,
  name,
});

describe.each(engines())('on $name, a name in a post', (engine) => {
  let system: Harness;
  beforeEach(async () => {
    system = await openCompany({ engine });
    await call(ana, 'Ana');
  });
  afterEach(() => system.close());

  const call = (user: UserId, name: string | null) =>
    system.store.directory.savePerson(team, facts(user, name), system.clock.now());
  const post = async (...posts: readonly PostRef[]) => {
    await system.act(async (scope) => {
      for (const one of posts) await scope.publish(one);
    });
    await soon();
  };
  const soon = () => system.runUntil(system.clock.now() + 60_000);
  const texts = () => system.slack.messages.map(({ text }) => text);
  const noted = async () => {
    const rows = await system.store.system.selectFrom('delivery_person').select('user_id').execute();
    return rows.map(({ user_id: user }) => user);
  };

  it('is text in a channel and in a thread, and a mention to a person alone', async () => {
    for (const n of [1, 2, 3]) system.says.set(n, by(nameOf(ana)));
    await post(inChannel(1), inThread(2, inChannel(1)), toPerson(3, ben, 'answer'));
    expect(texts().sort()).toEqual(['Set up by <@U1>.', 'Set up by Ana.', 'Set up by Ana.']);
  });

  it('stands beside a moment that is in numbers while the Slack of somebody there is in another language', async () => {
    const { store, says, clock } = system;
    for (const n of [1, 2]) says.set(n, ends(clock.now()));
    await post(inChannel(1));
    await store.directory.savePerson(team, facts(ben, 'Ben', 'de'), clock.now());
    await post(inChannel(2));
    expect(texts().map((text) => /\{.*?\}/.exec(text)?.[0])).toEqual(['{date_short}', '{date_num}']);
  });

  it('changes when they are called otherwise, and nothing else is drawn again', async () => {
    system.says.set(1, by(nameOf(ana)));
    await post(inChannel(1), inChannel(2));
    await call(ben, 'Benjamin');
    await call(ana, 'Ana');
    await soon();
    expect(system.slack.calls.filter((one) => one === 'update')).toEqual([]);
    await call(ana, 'Anastasia');
    await soon();
    expect(texts()).toEqual(['Set up by Anastasia.', 'note 2']);
    expect(system.slack.messages.map(({ updates }) => updates)).toEqual([1, 0]);
  });

  it.each(['claimed', 'before the call', 'after the call'] as const)(
    'is the newest, even of somebody who is called otherwise while it is sent (%s)',
    async (when) => {
      const { clock, store, says, slack } = system;
      says.set(1, by(nameOf(ana)));
      const runner = system.newRunner({
        at: async (here) => {
          if (here === when) await store.directory.savePerson(team, facts(ana, 'Anastasia'), clock.now());
        },
      });
      await system.act((scope) => scope.publish(inChannel(1)));
      await system.runUntil(clock.now() + 60_000, runner);
      expect(texts()).toEqual(['Set up by Anastasia.']);
      expect(slack.messages).toHaveLength(1);
    },
  );

  it('is drawn again if it changed between reading it and noting it', async () => {
    system.says.set(1, by(nameOf(ana)));
    await system.act((scope) => scope.publish(inChannel(1)));
    const [key] = await system.store.system.selectFrom('delivery').select(['key', 'wanted']).execute();
    if (key === undefined) throw new Error('it was published');
    const drawn = { people: new Set([ana]), names: new Map([[ana, 'An']]) };
    await system.store.standing.note(team, key.key, drawn);
    const [again] = await system.store.system.selectFrom('delivery').select('wanted').execute();
    expect(again?.wanted).toBe(key.wanted + 1);
    await system.store.standing.note(team, key.key, drawn);
    expect(await noted()).toEqual([ana]);
  });

  it('is gone from what can still be changed once they are erased, mentions included, and with it who stood where', async () => {
    system.says.set(1, by(nameOf(ana)));
    system.says.set(2, by(mention(ana)));
    system.says.set(3, by(nameOf(ana)));
    // Where they are not, too.
    await system.store.directory.setMembers(team, other, [ben], system.clock.now());
    await post(inChannel(1), inChannel(2), inChannel(3, other));
    expect(await noted()).toEqual([ana, ana, ana]);
    // The practice has nothing of theirs any more.
    system.says.set(2, by(nameOf(null)));
    await system.store.erasing(team, 'operator', { kind: 'person', userId: ana });
    await soon();
    expect(texts()).toEqual(Array.from({ length: 3 }, () => 'Set up by someone.'));
    expect(await noted()).toEqual([]);
    expect(await system.store.directory.nameOf(team, ana)).toBeNull();
  });

  it('goes after their own posts have left Slack, however many these are', async () => {
    system.says.set(0, by(nameOf(ana)));
    const own = Array.from({ length: 60 }, (_, n) => toPerson(n + 1, ana, 'answer'));
    await system.act(async (scope) => {
      for (const one of [inChannel(0), ...own]) await scope.publish(one);
    });
    await system.runUntil(system.clock.now() + 5 * minute);
    expect(system.slack.messages).toHaveLength(61);
    system.slack.calls.length = 0;
    await system.store.erasing(team, ana, { kind: 'person', userId: ana });
    await system.runUntil(system.clock.now() + 5 * minute);
    const calls = system.slack.calls.filter((one) => ['remove', 'update'].includes(one));
    expect(calls).toEqual([...own.map(() => 'remove'), 'update']);
    expect(texts()).toEqual(['Set up by someone.']);
  });

  it('stays when they left, and Lore keeps none of somebody who is not here any more', async () => {
    system.says.set(1, by(nameOf(ana)));
    await post(inChannel(1));
    const gone = { ...facts(ana, 'Ana (left)'), memberType: 'deactivated' } as const;
    await system.store.directory.savePerson(team, gone, system.clock.now());
    await soon();
    expect(texts()).toEqual(['Set up by Ana.']);
    await system.store.erasing(team, 'operator', { kind: 'person', userId: ana });
    await system.store.directory.savePerson(team, gone, system.clock.now());
    expect(await system.store.directory.nameOf(team, ana)).toBeNull();
  });

  it('is that of a guest and of somebody of another organisation, too', async () => {
    const others = [userId('UGUEST'), userId('UEXT')] as const;
    for (const [index, memberType] of (['guest', 'external'] as const).entries()) {
      const user = others[index] ?? ana;
      await system.store.directory.savePerson(team, { ...facts(user, user), memberType }, system.clock.now());
      system.says.set(index, by(nameOf(user)));
    }
    await system.store.directory.setMembers(team, channel, [ana, ben, ...others], system.clock.now());
    await post(inChannel(0), inChannel(1));
    expect(texts()).toEqual(['Set up by UGUEST.', 'Set up by UEXT.']);
  });

  it('goes with the record of its message, and with the workspace', async () => {
    system.says.set(1, by(nameOf(ana)));
    await post(inChannel(1));
    await system.store.erasing(team, 'operator', { kind: 'channel', channelId: channel });
    expect(await noted()).toEqual([]);
  });
});
