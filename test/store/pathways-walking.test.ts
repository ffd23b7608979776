/** A pathway is followed in private: what one finishes, what one is asked, and who may see how far one is. */
import { channelId, rowId, userId } from '../../src/core/ids.ts';
import type { Practised } from '../../src/core/practised.ts';
import type { Setting } from '../../src/features/pathways/walking/operations.ts';
import { development, practised, toLearn } from '../../src/features/pathways/others.ts';
import { quarterAt } from '../../src/core/time/quarter.ts';
import {
  diego,
  hana,
  ines,
  katrin,
  learning,
  mara,
  priya,
  sam,
  seun,
  team,
  website,
} from '../support/company.ts';
import { textsIn } from '../support/colleague.ts';
import { engines } from '../support/databases.ts';
import { type PathwaysHere, pathwaysOn, role } from '../support/pathways-here.ts';

const question = 'wanted to use:\nThe three questions';

describe.each(engines())('on $name', (engine) => {
  let here: PathwaysHere;
  beforeEach(async () => {
    here = await pathwaysOn(engine);
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });

  const follows = async (who = seun) => {
    await here.open(who);
    return here.press(who, 'follow');
  };
  /** @param fields what they will use, and when */
  const finishes = async (title: string, fields: Readonly<Record<string, string>> = {}, who = seun) => {
    await here.open(who);
    await here.press(who, 'finish', await here.idOf(title));
    return here.submit(who, fields);
  };
  const showsTo = async (to: string, who = seun) => {
    await here.open(who);
    await here.press(who, 'show');
    return here.submit(who, { to });
  };
  const counts = async (in_: string = learning) => {
    const channel = channelId(in_);
    return here.lore.store.read(team, { kind: 'channel', channelId: channel }, (read) =>
      development(read, channel, quarterAt(here.now(), 'Europe/Berlin')),
    );
  };
  const chooses = async (who: string, { channel, isQuiet }: Setting) => {
    await here.type(who, 'mine');
    await here.press(who, 'settings');
    return here.submit(who, { channel, quiet: isQuiet ? ['quiet'] : [] });
  };
  const counted = { channel: channelId(learning), isQuiet: false };

  it('is followed without anybody learning of it, and stands in one’s own Home and export alone', async () => {
    await here.published();
    expect(await follows()).toContain('You follow it. Nobody else sees that');
    await finishes('Read the guide');
    expect(await here.home(seun)).toContain('*Data engineer*: 1 of 3 activities');
    expect(await here.home(seun)).toContain('Draw a model');
    expect(await here.export(seun)).toContain('Read the guide');
    for (const who of [mara, priya]) {
      expect(await here.home(who)).not.toContain('1 of 3');
      expect(await here.export(who)).not.toContain('"pathwaysFollowed":[{');
    }
    expect(await counts()).toEqual({ finished: 0 });
    await here.later(3);
    for (const who of [mara, priya]) expect(here.said(who)).not.toContain('U0SEUN');
    expect(
      here
        .posted(learning)
        .map(({ text }) => text)
        .join(),
    ).not.toContain('Seun');
  });

  it('asks what one will use, and once, a month later, whether one did; the answer is theirs alone', async () => {
    await here.published();
    await follows();
    expect(await finishes('Read the guide', { use: 'The three questions' })).toContain('I ask you once');
    await here.later(29);
    expect(here.said(seun)).not.toContain(question);
    await here.later(6);
    expect(here.said(seun)).toContain(question);
    expect(await here.home(seun)).toContain('pathways.did-partly');
    await here.who(seun).press(here.directWith(seun, question), 'pathways.did-partly');
    await here.settle();
    expect(here.said(seun)).toContain('You did, in part.');
    expect(await here.home(seun)).not.toContain('pathways.did-partly');
    expect(await here.export(seun)).toContain('"did":{"choice":"partly"}');
    await here.later(100);
    expect(here.direct(seun).filter(({ text }) => text.includes(question))).toHaveLength(1);
    expect(await here.export(mara)).not.toContain('The three questions');
  });

  it('asks after the day that one named, where that is later than a month, and refuses one that is past', async () => {
    await here.published();
    await follows();
    expect(await finishes('Read the guide', { use: 'The three questions', on: '2026-11-01' })).toContain(
      'That day is over',
    );
    const on = new Date(here.now() + 60 * 86_400_000).toISOString().slice(0, 10);
    await here.submit(seun, { on });
    await here.later(59);
    expect(here.said(seun)).not.toContain(question);
    await here.later(8);
    expect(here.said(seun)).toContain(question);
  });

  it('does not ask where nothing is to be used, what is not finished after all, or whom asks for silence', async () => {
    await here.published();
    await follows();
    await finishes('Read the guide');
    await finishes('Draw a model', { use: 'The three questions' });
    await here.open(seun);
    await here.press(seun, 'unfinish');
    await here.open(seun);
    await here.press(seun, 'unfinish');
    await finishes('Present it to the team', { use: 'My own slides' });
    await chooses(seun, { channel: null, isQuiet: true });
    await here.later(60);
    expect(here.direct(seun)).toEqual([]);
  });

  it('one press on the question ends all of these messages', async () => {
    await here.published();
    await follows();
    await finishes('Read the guide', { use: 'The three questions' });
    await here.later(35);
    await here.who(seun).press(here.directWith(seun, question), 'pathways.quiet');
    await here.settle();
    expect(here.said(seun)).toContain('There’s nothing to say about this any more.');
    await finishes('Draw a model', { use: 'My own slides' });
    await here.later(60);
    expect(here.said(seun)).not.toContain('My own slides');
  });

  it('takes a course from elsewhere in the same way, also of somebody who follows nothing', async () => {
    await here.type(seun, 'mine');
    await here.press(seun, 'elsewhere');
    expect(await here.submit(seun, { what: ' ', use: 'The three questions' })).toContain(
      'Say what you finished',
    );
    expect(await here.submit(seun, { what: 'A course on negotiating' })).toContain('A course on negotiating');
    await here.later(35);
    expect(here.said(seun)).toContain('A course on negotiating');
  });

  it('shows how far one is to whom one names, as a number, and not a moment longer than one likes', async () => {
    await here.published();
    await follows();
    await finishes('Read the guide', { use: 'The three questions' });
    expect(await here.home(mara)).not.toContain('1 of 3');
    await showsTo(mara);
    await here.later(1);
    expect(here.said(mara)).toContain(
      'shows you how far they are on the pathway “Data engineer”: 1 of 3 activities',
    );
    expect(await here.home(mara)).toContain('1 of 3 activities');
    await finishes('Draw a model');
    expect(here.said(mara)).toContain('2 of 3 activities');
    for (const text of [here.said(mara), await here.home(mara), await here.export(mara)])
      expect(text).not.toContain('The three questions');
    expect(await here.home(priya)).not.toContain('of 3 activities');
    await here.type(seun, 'mine');
    await here.press(seun, 'take-back');
    expect(here.said(mara)).toContain('How far someone is isn’t shown to you any more.');
    expect(here.said(mara)).not.toContain('2 of 3');
    expect(await here.home(mara)).not.toContain('of 3 activities');
    expect(await here.export(mara)).not.toContain('"pathwayShown":[{');
  });

  it('shows it of the pathway as it stands now, also of what was added and taken out since', async () => {
    await here.published();
    await follows();
    await finishes('Read the guide');
    await showsTo(mara);
    await here.later(1);
    await here.add('One more thing');
    expect(here.said(mara)).toContain('1 of 4 activities');
    expect(await here.home(mara)).toContain('1 of 4 activities');
    await here.open(mara);
    await here.press(mara, 'activity', await here.idOf('Read the guide'));
    await here.press(mara, 'activity-out');
    expect(here.said(mara)).toContain('1 of 3 activities');
    await here.later(1);
    expect(here.said(mara)).toContain('0 of 3 activities');
    expect(await here.home(mara)).toContain('0 of 3 activities');
    await here.type(seun, 'mine');
    await here.press(seun, 'take-back');
    await here.add('And another');
    await here.later(2);
    expect(here.said(mara)).not.toContain('of 4 activities');
  });

  it('shows what somebody had finished, not nothing, once they left the channel of the pathway', async () => {
    await here.published({ reach: 'conversation' });
    await follows();
    await finishes('Read the guide');
    await showsTo(mara);
    await here.later(1);
    await here.sandbox.page('membership', { as: seun, channelId: learning, change: 'leave' });
    await here.later(2);
    expect(here.said(mara)).toContain('1 of 3 activities');
    expect(await here.home(mara)).toContain('1 of 3 activities');
  });

  it('can be put away by whom it is shown to, which the other reads; following no longer takes it back', async () => {
    await here.published();
    await follows();
    await showsTo(mara);
    await here.later(1);
    await here.who(mara).press(here.directWith(mara, 'shows you'), 'pathways.put-away');
    await here.settle();
    expect(await here.type(seun, 'mine')).toContain('put it away');
    await showsTo(mara);
    await here.later(2);
    expect(await here.home(mara)).toContain('0 of 3');
    await here.open(seun);
    await here.press(seun, 'unfollow');
    expect(await here.home(mara)).not.toContain('0 of 3');
  });

  it('is shown to nobody who is a guest, was deactivated or is oneself, and of nobody who left', async () => {
    await here.published();
    await follows();
    expect(await showsTo(seun)).toContain('That’s you');
    expect(await showsTo(sam)).toContain('Only full members who are still here');
    await here.deactivates(priya);
    expect(await showsTo(priya)).toContain('Only full members who are still here');
    await showsTo(mara);
    await here.deactivates(seun);
    expect(await here.home(mara)).not.toContain('of 3 activities');
  });

  it('is shown to five people at most, each of whom it can be taken back from', async () => {
    await here.published();
    await follows();
    for (const to of [mara, priya, diego, hana, ines])
      expect(await showsTo(to)).toContain('sees how far you are');
    expect(await showsTo(katrin)).toContain('You show this to 5 people already');
    await here.type(seun, 'mine');
    const page = await here.press(seun, 'take-back');
    expect(page).toContain('they don’t see it any more');
    expect(page.match(/"pathways\.take-back"/g)).toHaveLength(4);
    expect(await showsTo(katrin)).toContain('sees how far you are');
  });

  it('is shown from a channel that one is in, where one is not in the pathway’s', async () => {
    await here.published({ reach: 'workspace' });
    await here.type(diego, '', website);
    await here.press(diego, 'open');
    await here.press(diego, 'follow');
    await here.press(diego, 'show');
    expect(await here.submit(diego, { to: mara, channel: null })).toContain('Choose a channel');
    await here.submit(diego, { channel: website });
    expect(await here.home(mara)).toContain('0 of 3 activities');
  });

  it('counts only who agreed, only what nobody required, once for a channel and a quarter, until it is taken back', async () => {
    await here.published();
    await follows();
    await finishes('Read the guide');
    await here.later(1);
    await chooses(seun, counted);
    expect(await counts()).toEqual({ finished: 0 });
    await here.type(seun, 'mine');
    await here.press(seun, 'elsewhere');
    await here.submit(seun, { what: 'Fire safety', required: ['required'] });
    expect(await counts()).toEqual({ finished: 0 });
    await finishes('Draw a model');
    await finishes('Present it to the team');
    expect(await counts()).toEqual({ finished: 1 });
    expect(await counts(website)).toEqual({ finished: 0 });
    await chooses(seun, { channel: null, isQuiet: false });
    expect(await counts()).toEqual({ finished: 0 });
  });

  it('what is tied to a first retrospective or project is told to who follows, once, and to nobody else', async () => {
    await here.published();
    await here.open(mara);
    await here.press(mara, 'activity', await here.idOf('Present it to the team'));
    await here.submit(mara, { moment: 'facilitated' });
    const did = async (kind: Practised['kind'], by: string, id: string) => {
      const channel = channelId(learning);
      await here.lore.store.transact(team, { kind: 'channel', channelId: channel }, (scope) =>
        practised(
          { scope, now: here.now(), newId: here.newId },
          { kind, by: userId(by), channel, id: rowId(id), called: 'Relaunch' },
        ),
      );
      await here.later(1);
    };
    await did('facilitated', seun, 'before');
    expect(here.direct(seun)).toEqual([]);
    await follows();
    await did('planned', seun, 'plan');
    expect(here.direct(seun)).toEqual([]);
    await did('facilitated', seun, 'one');
    expect(here.said(seun)).toContain('You facilitated a retrospective.');
    expect(here.said(seun)).toContain('Present it to the team');
    await did('facilitated', seun, 'two');
    expect(here.direct(seun)).toHaveLength(1);
    await did('facilitated', priya, 'three');
    expect(here.said(priya)).not.toContain('You facilitated');
    await finishes('Present it to the team');
    expect(here.said(seun)).toContain('There’s nothing left to do about this.');
  });

  it('tells of published pathways that fit what somebody wants to learn, as far as they may see them', async () => {
    await here.published({ reach: 'conversation' });
    const found = async (who: string, words: string) =>
      here.lore.store.read(team, { kind: 'person', userId: userId(who) }, async (read) => {
        const all = await toLearn(read, words, { now: here.now(), locale: 'en', tz: 'UTC' });
        return all.map(({ kind, block }) => [kind, textsIn([block])[0]]);
      });
    const [[kind, text] = []] = await found(seun, 'I would like to get better at modelling data');
    expect(kind).toBe('pathway');
    expect(text).toContain('Pathway *Data engineer*: Modelling data');
    expect(await found(diego, 'modelling data')).toEqual([]);
    expect(await found(seun, 'knitting')).toEqual([]);
    await here.open(mara);
    await here.press(mara, 'name');
    await here.press(mara, 'end');
    expect(await found(seun, 'modelling data')).toEqual([]);
  });

  it('forgets all of it with the person, also what others were shown', async () => {
    await here.published();
    await follows();
    await chooses(seun, counted);
    await finishes('Read the guide', { use: 'The three questions' });
    await showsTo(mara);
    await here.later(1);
    await here.erase(seun);
    expect(
      await here.rows(
        'pathway_follow',
        'pathway_done',
        'pathway_setting',
        'pathway_counted',
        'pathway_shown',
      ),
    ).toBe('[[],[],[],[],[]]');
    expect(here.said(mara)).not.toContain('1 of 3');
    await here.later(60);
    expect(here.said(seun)).not.toContain(question);
  });

  it('goes with a person to whom it was shown, when their data is erased', async () => {
    await here.published();
    await follows();
    await showsTo(priya);
    await here.erase(priya);
    expect(await here.rows('pathway_shown')).not.toContain(priya);
    const mine = await here.type(seun, 'mine');
    expect(mine).toContain(role);
    expect(mine).not.toContain(priya);
  });

  it('what one finished stays when the pathway grows old and goes', async () => {
    await here.published();
    await follows();
    await finishes('Read the guide');
    await here.open(mara);
    await here.press(mara, 'name');
    await here.press(mara, 'end');
    await here.later(735);
    expect(await here.rows('pathway', 'pathway_activity', 'pathway_follow', 'pathway_change')).toBe(
      '[[],[],[],[]]',
    );
    expect(await here.type(seun, 'mine')).toContain('Read the guide');
  });
});
