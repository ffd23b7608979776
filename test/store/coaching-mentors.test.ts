/** Mentors: offering, finding by what both said, asking one at a time, room, and what nobody learns. On both engines. */
import { day, hour } from '../../src/core/clock.ts';
import { channelId, userId } from '../../src/core/ids.ts';
import { blocks } from '../../src/features/coaching/rows.ts';
import { toLearn } from '../../src/features/coaching/mentors/learn.ts';
import { offers as offerTable } from '../../src/features/coaching/mentors/rows.ts';
import { propose } from '../../src/features/coaching/pairs/operations.ts';
import { diego, hana, mara, priya, sam, seun, team, website } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { type TalkingHere, talkingOn, withoutIds } from '../support/talking-here.ts';

describe.each(engines())('on $name', (engine) => {
  let here: TalkingHere;
  beforeEach(async () => {
    here = await talkingOn(engine);
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });
  const ask = async (who: string, mentor: string) => {
    await here.looks(who);
    return here.asks(who, mentor);
  };
  const blocksPerson = (who: string, other: string) =>
    here.lore.store.transact(team, { kind: 'person', userId: userId(who) }, (scope) =>
      scope.upsertOwn(blocks, {
        channel_id: channelId(website),
        other_id: userId(other),
        since: here.sandbox.core.clock.now(),
      }),
    );
  const isAsked = (who: string) => here.sent(who).includes('would like to have you as a mentor');
  /** Without the name of the mentor and the day, so that two can be compared. */
  const readBy = async (who: string) =>
    withoutIds([here.sent(who), JSON.parse(await here.home(who)), await here.export(who)]).replaceAll(
      /U0\w+|\d{4}-\d\d-\d\dT[\d:.]+Z|\\*"pair\\*":\\*"\w+\\*"/g,
      '…',
    );

  it('anybody offers to be a mentor, and stops, for themself', async () => {
    expect(await here.offers(seun)).toContain('Saved');
    expect(await here.home(seun)).toContain('You offer to be a mentor for up to one person at a time');
    await here.who(seun).pressInHome('coaching.offer-stop');
    await here.settle();
    expect(await here.all('coaching_offer')).toEqual([]);
  });

  it('an offer holds what one helps with and how, and nothing about the person', async () => {
    await here.offers(seun);
    expect(Object.keys(await here.row('coaching_offer')).toSorted()).toEqual([
      'audience_id',
      'capacity',
      'full',
      'goals',
      'offered_at',
      'seal_id',
      'styles',
      'team_id',
      'topics',
      'user_id',
    ]);
  });

  it('what is missing is said at its field', async () => {
    expect(await here.offers(seun, { topics: ' , ' })).toContain('"topics":"What is it about?');
    expect(await here.offers(seun, { topics: 'a,b,c,d,e,f,g,h,i' })).toContain('up to 8 that matter most');
    expect(await here.looks(mara, { topics: 'x'.repeat(41) })).toContain('Each in up to 40 characters');
  });

  it('finds who fits, with the reason in words, and what one looks for is shown to nobody', async () => {
    await here.offers(seun, { topics: 'PostgreSQL', capacity: '2' });
    await here.offers('U0KATRIN', { topics: 'Painting', goals: ['voice'] });
    const found = await here.looks(mara);
    expect(found).toContain('helps with PostgreSQL');
    expect(found).toContain('shares a goal: Getting better at a craft');
    expect(found).toContain('likes what you like: A fixed hour');
    expect(found).not.toContain('U0KATRIN');
    for (const other of [seun, 'U0KATRIN', priya]) {
      expect(await here.home(other)).not.toContain('first talks');
      expect(here.direct(other)).toEqual([]);
    }
    expect(await here.all('coaching_pair')).toEqual([]);
  });

  it('who wants to learn something is shown who offers to help with it, as far as they may be asked', async () => {
    await here.offers(seun, { topics: 'Databases, public speaking', capacity: '2' });
    await here.offers('U0KATRIN', { topics: 'Painting' });
    const found = (who: string, words: string) =>
      here.lore.store.read(team, { kind: 'person', userId: userId(who) }, async (read) =>
        toLearn(read, words, { now: here.sandbox.core.clock.now(), locale: 'en', tz: 'UTC' }),
      );
    const [one, ...more] = await found(
      mara,
      'I would like to speak in public, and to know our database well',
    );
    expect(more).toEqual([]);
    expect(one?.kind).toBe('mentor');
    expect(JSON.stringify(one?.block)).toMatch(/Databases, public speaking.*coaching\.find/);
    expect(await found(mara, 'Gardening')).toEqual([]);
    expect(await found(seun, 'databases')).toEqual([]);
    expect(await found(sam, 'databases')).toEqual([]);
    await blocksPerson(mara, seun);
    expect(await found(mara, 'databases')).toEqual([]);
  });

  it('asks one, who reads what is wanted; with a yes both read the guide, each theirs', async () => {
    await here.offers(seun);
    expect(await ask(mara, seun)).toContain('On its way');
    await here.later(hour);
    expect(isAsked(seun)).toBe(true);
    expect(here.sent(seun)).toContain('Postgres, first talks');
    await here.press(seun, 'coaching.yes');
    await here.later(day);
    expect(here.sent(mara)).toContain('has said yes to being your mentor');
    expect(here.sent(seun)).toContain('You’re a mentor for <@U0MARA> now');
    expect(await here.row('coaching_offer')).toMatchObject({ full: 1 });
  });

  it('what is asked of a mentor is what somebody waits for; the one who asks reads the answer to their own press', async () => {
    await here.offers(seun);
    await ask(mara, seun);
    await here.later(hour);
    const sent = (await here.all('delivery')).filter(({ post }) => post === 'coaching.round');
    expect(new Map(sent.map(({ user_id: who, urgency }) => [who, urgency]))).toEqual(
      new Map([
        [mara, 'answer'],
        [seun, 'accept'],
      ]),
    );
  });

  it('a full mentor is suggested to nobody, and again once there is room', async () => {
    await here.offers(seun);
    await ask(mara, seun);
    await here.later(hour);
    await here.press(seun, 'coaching.yes');
    await here.later(hour);
    expect(await here.looks(diego)).toContain('Nobody who offers to be a mentor fits');
    await here.press(seun, 'coaching.end');
    await here.later(hour);
    expect(await here.looks(diego)).toContain('U0SEUN');
  });

  it('asking a second mentor while one ask is open says until when', async () => {
    await here.offers(seun);
    await here.offers('U0KATRIN');
    await ask(mara, seun);
    await here.looks(mara);
    expect(await here.asks(mara, 'U0KATRIN')).toContain('You’ve asked somebody already');
    expect(isAsked('U0KATRIN')).toBe(false);
    await here.press(mara, 'coaching.no');
    expect(here.sent(mara)).toContain('Taken back');
    expect(await ask(mara, 'U0KATRIN')).toContain('On its way');
  });

  it('for one place asked by two at once, the first has it and the other reads what silence reads', async () => {
    await here.offers(seun);
    await here.looks(mara);
    await here.looks(diego);
    const press = (who: string) => here.who(who).pressInModal('coaching.ask', { holds: seun });
    await Promise.all([press(mara), press(diego)]);
    await here.settle();
    await here.later(hour);
    expect(here.direct(seun).filter(({ text }) => text.includes('as a mentor for a while'))).toHaveLength(1);
    await here.later(4 * day);
    for (const who of [mara, diego]) expect(here.sent(who)).toContain('No pair this round.');
  });

  it('two that are proposed in transactions of their own take one place between them', async () => {
    await here.offers(seun);
    const now = here.sandbox.core.clock.now();
    const proposeBy = (who: string) =>
      here.lore.store.transact(team, { kind: 'person', userId: userId(who) }, (scope) =>
        propose(
          { scope, now, newId: here.newId },
          {
            channel: channelId(website),
            kind: 'mentor',
            people: [userId(who), userId(seun)],
            until: now + 2 * day,
          },
        ),
      );
    await Promise.all([proposeBy(mara), proposeBy(diego)]);
    await here.later(hour);
    expect(here.direct(seun).filter(({ text }) => text.includes('as a mentor for a while'))).toHaveLength(1);
  });

  it('a yes beyond what was offered is answered with how to make room', async () => {
    await here.offers(seun, { capacity: '2' });
    await ask(mara, seun);
    await ask(diego, seun);
    await here.later(2 * day - 2 * hour);
    await here.offers(seun, { capacity: '1' });
    const [first, second] = here.direct(seun).filter(({ text }) => text.includes('as a mentor'));
    expect(second).toBeDefined();
    await here.press(seun, 'coaching.yes', first);
    expect(await here.press(seun, 'coaching.yes', second)).toContain('as many people as you offered');
    await here.offers(seun, { capacity: '2' });
    await here.press(seun, 'coaching.yes', second);
    expect(await here.all('coaching_talk')).toHaveLength(2);
  });

  it.each([
    ['no', async () => here.press(seun, 'coaching.no')],
    ['a block', async () => undefined],
    ['absence', async () => undefined],
  ])('the one who asks reads the same after %s as after silence', async (how, answers) => {
    const played = async (isHow: boolean) => {
      await here.close();
      here = await talkingOn(engine);
      await here.offers(seun);
      if (isHow && how === 'a block') await blocksPerson(seun, mara);
      if (isHow && how === 'absence') {
        const until = here.sandbox.core.clock.now() + 9 * day;
        await here.lore.store.write(async (db) => {
          await db
            .updateTable('person')
            .set({ away_until: until })
            .where('user_id', '=', userId(seun))
            .execute();
        });
      }
      await ask(mara, seun);
      const form = withoutIds(here.who(mara).modal()?.view['blocks']);
      await here.later(3 * hour);
      if (isHow) await answers();
      const meanwhile = await readBy(mara);
      await here.later(4 * day);
      expect(here.sent(mara)).toContain('No pair this round.');
      return [form, meanwhile, await readBy(mara)];
    };
    const silence = await played(false);
    expect(await played(true)).toEqual(silence);
  });

  it('whom one blocks is not suggested, and who blocks is asked for nothing', async () => {
    await here.offers(seun);
    await blocksPerson(mara, seun);
    expect(await here.looks(mara)).not.toContain('U0SEUN');
    await blocksPerson(seun, diego);
    expect(await ask(diego, seun)).toContain('On its way');
    await here.later(hour);
    expect(isAsked(seun)).toBe(false);
    expect(await here.home(seun)).not.toContain('would like to have you');
  });

  it('nobody asks themself, and who left or is no member is found by nobody', async () => {
    await here.offers(mara);
    await here.offers(seun);
    const found = await here.looks(mara);
    expect(found).toContain('U0SEUN');
    expect(found).not.toContain('U0MARA');
    await here.deactivates(seun);
    expect(await here.asks(mara, 'U0SEUN')).toContain('can’t be asked at present');
    expect(await here.looks(mara)).not.toContain('U0SEUN');
  });

  it('guests neither offer nor find, and people of other organisations are in no offer', async () => {
    await here.who(sam).say(website, '/coach mentor');
    await here.settle();
    expect(here.who(sam).told(website).join()).toContain('for full members');
    expect(here.who(sam).modal()).toBeUndefined();
    const seen = await here.lore.store.read(team, { kind: 'person', userId: userId(sam) }, (read) =>
      read.offering(offerTable, {}),
    );
    expect(seen).toEqual([]);
  });

  it('a mentor who leaves in the middle: the other is told once, kindly, with what to do next', async () => {
    await here.offers(seun);
    await ask(mara, seun);
    await here.later(hour);
    await here.press(seun, 'coaching.yes');
    await here.later(day);
    await here.deactivates(seun);
    await here.later(4 * day);
    expect(here.ends(mara)).toBe(1);
    expect(here.sent(mara)).toContain('If you’d like another mentor');
    expect(here.sent(mara)).toContain('"coaching.find"');
    expect(here.sent(mara)).not.toMatch(/deactivat|left|account/);
  });

  it('a mentor who erases their data in the middle reads no differently to the other', async () => {
    await here.offers(seun);
    await ask(mara, seun);
    await here.later(hour);
    await here.press(seun, 'coaching.yes');
    await here.later(day);
    await here.erase(seun);
    await here.later(4 * day);
    expect(here.ends(mara)).toBe(1);
    expect(here.sent(mara)).not.toContain('U0SEUN');
    expect(await here.rows('coaching_offer', 'coaching_ask', 'coaching_seek')).not.toContain('U0SEUN');
  });

  it('a mentor who erases their data before they answer: until the fixed time it reads as if they had not answered', async () => {
    await here.offers(seun);
    await ask(mara, seun);
    await here.later(hour);
    await here.erase(seun);
    await here.later(hour);
    expect(here.sent(mara)).toContain('You’ve asked someone to be your mentor');
    expect(here.sent(mara)).not.toContain('No pair');
    expect(await here.home(mara)).toContain('You’ve asked someone to be your mentor');
    await here.later(4 * day);
    expect(here.sent(mara)).toContain('No pair this round');
  });

  it('who asks a mentor and erases their data before the answer: the mentor reads no pair at the fixed time, and not before', async () => {
    await here.offers(seun);
    await ask(mara, seun);
    await here.later(hour);
    await here.erase(mara);
    await here.later(hour);
    expect(here.sent(seun)).toContain('Someone would like to have you as a mentor');
    await here.press(seun, 'coaching.yes');
    expect(here.sent(seun)).toContain('You said yes.');
    await here.later(4 * day);
    expect(here.sent(seun)).toContain('No pair this round');
    expect(here.sent(seun)).not.toContain('first talks');
  });

  it('an erasure takes what the one who asks wrote, also from the mentor’s message', async () => {
    await here.offers(seun);
    await ask(mara, seun);
    await here.later(hour);
    expect(here.sent(seun)).toContain('first talks');
    await here.erase(mara);
    await here.later(hour);
    expect(here.sent(seun)).not.toContain('first talks');
    expect(await here.rows('coaching_ask', 'coaching_seek')).toBe('[[],[]]');
  });

  it('no meeting of a mentor and their mentee is counted for a channel', async () => {
    await here.offers(seun);
    await ask(mara, seun);
    await here.later(hour);
    await here.press(seun, 'coaching.yes');
    await here.later(day);
    await here.met(mara);
    const row = await here.row('coaching_note');
    expect(row['audience_id']).toBeNull();
  });

  it('without common hours one is still found, and the reason says so', async () => {
    await here.offers(hana);
    expect(await here.looks('U0ELLIOT')).toContain('no working hours in common');
  });
});
