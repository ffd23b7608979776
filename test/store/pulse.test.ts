/** The pulse from its tree to its end, as people do it. On both engines. */
import { day, hour } from '../../src/core/clock.ts';
import { carriedBy, pressPayload, sendPayload, submissionPayload } from '../support/forged.ts';
import { channelId, userId } from '../../src/core/ids.ts';
import { findRows } from '../../src/core/rows.ts';
import { reminderPost } from '../../src/features/pulse/ids.ts';
import { places, windowPlaces, windows } from '../../src/features/pulse/rows.ts';
import { diego, hana, ines, katrin, mara, priya, sam, seun, team, website } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import {
  asked,
  askedInLearning,
  askedInWebsite,
  general,
  leaders,
  pulseOn,
  type PulseHere,
  tree,
} from '../support/pulse-here.ts';

/** Of the form that opens a window. */
const least = (value: string) => ({ least: { least: { type: 'number_input', value } } });

const noor = 'U0NOOR';
const jonas = 'U0JONAS';

describe.each(engines())('on $name', (engine) => {
  let here: PulseHere;
  beforeEach(async () => {
    here = await pulseOn(engine);
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });
  const now = () => here.sandbox.core.clock.now();
  const read = <T>(run: Parameters<typeof here.lore.store.read<T>>[2]) =>
    here.lore.store.read(team, { kind: 'person', userId: userId(ines) }, run);
  const window = async () => {
    const [row] = await read((scope) => findRows(scope.from(windows), {}, '-opened_at'));
    if (row === undefined) throw new Error('there is no window');
    return row;
  };
  /** How many rows a table has. */
  const counted = async (table: string) => (await here.rows(table)).match(/"ballot_id"/g)?.length ?? 0;
  const preview = async () => {
    await here.type(ines, '/pulse');
    await here.who(ines).pressInModal('pulse.preview');
    await here.settle();
    return here.modal(ines);
  };
  const ready = async (lines = tree, ...agreed: readonly string[]) => {
    await here.setUp();
    await here.paste(lines);
    await here.settle();
    await here.agree(...(agreed.length === 0 ? leaders : agreed));
  };

  it('is set up by an admin, agreed to by leaders, opened, answered, and closed with its key destroyed', async () => {
    await here.setUp();
    expect(await here.paste(tree)).toContain('not yet agreed');
    await here.settle();
    await here.agree(...leaders);
    expect(await here.type(ines, '/pulse')).toContain('leads it and has agreed');
    expect(await here.openIt()).toContain('11 people are asked');
    await here.playUntil(now() + day);
    expect(here.keys()).toHaveLength(1);
    for (const who of asked) expect(here.asking(who).text).toContain('How safe is it to learn in');
    expect(await here.answer(diego, '6')).toContain('Counted.');
    expect(await here.rows('ballot_cast')).toContain('PS1');
    await here.toTheEnd();
    expect(here.keys()).toEqual([]);
    expect((await window()).state).not.toBe('open');
    expect(here.direct(diego).map(({ text }) => text)).toContain('This safety pulse is over.');
  });

  it('only an admin sets up and opens; what others press is refused, a forged press too', async () => {
    await ready();
    const page = await here.type(mara, '/pulse');
    expect(page).toContain('Who is asked');
    expect(page).not.toMatch(/pulse\.(preview|add|paste|change)/);
    await preview();
    // Somebody who was an admin when the form was opened.
    await here.lore.store.write(async (db) => {
      await db.updateTable('person').set({ is_admin: 0 }).where('user_id', '=', userId(ines)).execute();
    });
    expect(JSON.stringify(await here.who(ines).submit())).toContain('Only an admin');
    await here.who(ines).pressInModal('pulse.back');
    await here.settle();
    expect(here.modal(ines)).not.toContain('pulse.preview');
    expect(await read((scope) => findRows(scope.from(windows), {}))).toEqual([]);
  });

  it('belongs to a public channel of the workspace alone: another kind is refused with the reason', async () => {
    await here.type(ines, '/pulse');
    await here.who(ines).pressInModal('pulse.channel');
    await here.settle();
    const refusal = async (channel: string) => JSON.stringify(await here.who(ines).submit({ channel }));
    expect(await refusal('C0PEOPLE')).toContain('has to be a public channel');
    expect(await refusal(website)).toContain('You or Lore aren’t in this channel');
    await here.lore.store.write(async (db) => {
      await db
        .updateTable('channel')
        .set({ is_shared: 1 })
        .where('channel_id', '=', channelId(general))
        .execute();
    });
    expect(await refusal(general)).toContain('shared with another organisation');
  });

  it('a team without a channel is asked for one, where it is missing', async () => {
    await ready(tree);
    await here.type(ines, '/pulse');
    await here.who(ines).pressInModal('pulse.add');
    await here.settle();
    const said = JSON.stringify(await here.who(ines).submit({ name: 'Night' }));
    expect(said).toContain('"channel":"Choose a channel."');
  });

  it('another channel takes the tree along: who agreed has agreed, and who has not is asked again', async () => {
    await ready(tree, katrin, mara);
    const made = await here.sandbox.page('channel', {
      as: ines,
      channelId: '',
      change: 'create',
      name: 'pulse',
    });
    const channel = String(made['channelId']);
    await here.sandbox.page('membership', { as: ines, channelId: channel, change: 'add bot' });
    await here.settle();
    await here.setUp(channel);
    const page = await here.type(ines, '/pulse');
    expect(page).toContain(`The pulse belongs to <#${channel}>`);
    expect(page).toMatch(/U0MARA>? leads it and has agreed/);
    expect(page).toMatch(/U0SEUN>? leads it, not yet agreed/);
    await here.playUntil(now() + day);
    await here.agree(seun);
    expect(await here.type(ines, '/pulse')).toMatch(/U0SEUN>? leads it and has agreed/);
  });

  it('a pasted list is saved whole or not at all, and says of each line what is wrong', async () => {
    await here.setUp();
    const wrong = await here.paste(
      [
        'name;part of;people;leader',
        'Product;Lindgrove;;',
        ';Product;#website-relaunch;Mara',
        'Website;Product;website-relaunch;Mara',
        'Learning;Product;#learnin;Nobody',
        'learning;Product;@no-such;Sam',
        'Quoted;"Product;;',
        'Wide;Product;;;;more',
      ].join('\n'),
    );
    for (const sentence of [
      'Line 2: nothing is called “Lindgrove”',
      'Line 3: the name is missing',
      'Line 4: “website-relaunch” needs a sign in front',
      'Line 5: I don’t know a channel #learnin',
      'Line 5: I don’t know anybody called “Nobody”',
      'Line 6: the name stands in an earlier line',
      'Line 7: a quotation mark isn’t closed',
      'Line 8: it has more than four columns',
    ])
      expect(wrong).toContain(sentence);
    expect(await read((scope) => findRows(scope.from(places), {}))).toEqual([]);
  });

  it('a list of 200 lines with quotes is saved whole, pasted again it changes nothing, and the page turns', async () => {
    await here.setUp();
    const names = Array.from({ length: 200 }, (_, at) => (at === 0 ? 'All' : `D, ${at}`));
    const lines = names.map((name, at) => (at === 0 ? name : `"${name}",All`)).join('\n');
    await here.paste(lines);
    const saved = () => read((scope) => findRows(scope.from(places), {}, 'sort', 'id'));
    const rows = await saved();
    expect(rows.map(({ name }) => name)).toEqual(names);
    expect(new Set(rows.map(({ under_id: under }) => under)).size).toBe(2);
    await here.paste(lines);
    expect(await saved()).toEqual(rows);
    await here.type(ines, '/pulse');
    expect(here.modal(ines)).toContain('D, 20');
    expect(here.modal(ines)).not.toContain('D, 190');
  });

  it('a list that names a user group, a guest as leader, or a private channel', async () => {
    await here.setUp();
    expect(await here.paste('Leads,,@leads,Sam')).toContain('isn’t a full member');
    expect(await here.paste('Secret,,#people-private,Mara')).toContain('has to be a public channel');
    expect(await here.paste('Leads,,@leads,Mara')).toContain('people of a user group');
  });

  it('a team of a user group is asked, however long ago Slack named the groups', async () => {
    await here.setUp();
    await here.paste('Front end,,@front-end,Mara\nLearning,,#learning,Seun');
    await here.settle();
    await here.agree(mara, seun);
    await here.playUntil(now() + 3 * day);
    const shown = await preview();
    expect(shown).toContain('Front end: 4');
    expect(shown).not.toContain('I don’t know who is in it');
    await here.who(ines).submit({});
    await here.settle();
    await here.playUntil(now() + day);
    expect(here.asking('U0ELLIOT').text).toContain('Front end');
  });

  it('a tree with a loop, in a list or in the form, is refused and says where', async () => {
    await here.setUp();
    expect(await here.paste('One,Two,,\nTwo,One,,')).toContain('“One” is part of itself');
    await here.paste('One,,,\nTwo,One,,\nThree,Two,,');
    await here.type(ines, '/pulse');
    const [one, , three] = await read((scope) => findRows(scope.from(places), {}, 'sort'));
    await here.who(ines).pressInModal('pulse.change', { holds: one?.id ?? '' });
    await here.settle();
    expect(JSON.stringify(await here.who(ines).submit({ under: three?.id ?? '' }))).toContain(
      'part of itself',
    );
  });

  it('two teams of the same people, a name that stands twice, and a team with parts are refused', async () => {
    await here.setUp();
    await here.paste('Website,,#website-relaunch,Mara');
    expect(await here.paste('Shop,,#website-relaunch,Mara')).toContain('have the same people');
    expect(await here.paste('Part,Website,#learning,Mara')).toContain('has people of its own and parts');
    await here.type(ines, '/pulse');
    await here.who(ines).pressInModal('pulse.add');
    await here.settle();
    const answer = await here.who(ines).submit({ name: 'website', people: 'channel', channel: 'C0LEARNING' });
    expect(JSON.stringify(answer)).toContain('There are two called “website”');
  });

  it('what is made of teams and has none is a fault that stands beside the tree, and nothing opens', async () => {
    await ready(`${tree}\nSales,Lindgrove,,Seun`, ...leaders, seun);
    expect(await here.type(ines, '/pulse')).toContain('“Sales” is made of teams, and has none yet');
    const shown = await preview();
    expect(shown).toContain('“Sales” is made of teams');
    expect(shown).not.toContain('Open the pulse');
  });

  it('a person in two teams counts in the first of the tree, and the admin reads who before opening', async () => {
    await ready();
    const shown = await preview();
    expect(shown).toMatch(/U0NOOR>? counts in Website, and not in Learning/);
    expect(shown).toContain('Website, in Lindgrove: 6');
    expect(shown).toContain('Learning, in Lindgrove: 5');
    await here.openIt();
    await here.playUntil(now() + day);
    expect(here.asking(noor).text).toContain('learn in Website');
  });

  it('a leader is not asked about their own team, counts in another where they are one among others, or not at all', async () => {
    await ready();
    const shown = await preview();
    expect(shown).toMatch(/U0MARA>? leads Website, and is asked in Learning/);
    expect(shown).toMatch(/U0SEUN>? leads Learning, and isn’t asked/);
    await here.openIt();
    await here.playUntil(now() + day);
    expect(here.asking(mara).text).toContain('learn in Learning');
    expect(() => here.asking(seun)).toThrow('was not asked');
  });

  it('a team of two is said before opening to be in no figure, or with other small teams', async () => {
    await ready(`${tree}\nLeads,Lindgrove,@leads,Katrin`);
    await here.agree(katrin);
    const shown = await preview();
    expect(shown).toMatch(/Leads \(1\): in no figure/);
    expect(shown).toContain('Too small to be shown alone');
  });

  it('a place whose leader has not agreed is not asked, and nobody is told whether they declined', async () => {
    await ready(tree, katrin, seun);
    await here.who(mara).press(here.asking(mara, 'Would you agree'), 'pulse.agree-not-now');
    await here.settle();
    expect(here.direct(mara).at(-1)?.text).toContain('Would you agree');
    expect(await here.type(ines, '/pulse')).toMatch(/U0MARA>? leads it, not yet agreed/);
    expect(await preview()).toContain('no leader has agreed yet*: Website');
    await here.openIt();
    await here.playUntil(now() + day);
    expect(() => here.asking(hana)).toThrow('was not asked');
    // Who is in both teams counts in the one that is asked.
    expect(here.asking(noor).text).toContain('learn in Learning');
  });

  it('a change of leader asks again, and what the one before agreed to holds no longer', async () => {
    await ready();
    await here.paste(tree.replace('Mara', 'Priya'));
    await here.settle();
    await here.playUntil(now() + day);
    expect(await here.type(ines, '/pulse')).toMatch(/U0PRIYA>? leads it, not yet agreed/);
    expect(here.direct(mara).map(({ text }) => text)).toContainEqual(
      expect.stringContaining('someone else leads it now'),
    );
    await here.agree(priya);
    expect(await here.type(ines, '/pulse')).toMatch(/U0PRIYA>? leads it and has agreed/);
  });

  it('a leader who agreed is asked again when their place has other people, and not when it is only renamed', async () => {
    await ready();
    await here.type(ines, '/pulse');
    const [, row] = await read((scope) => findRows(scope.from(places), {}, 'sort'));
    const change = async (fields: Parameters<typeof here.openIt>[0]) => {
      await here.who(ines).pressInModal('pulse.change', { holds: row?.id ?? '' });
      await here.settle();
      await here.who(ines).submit(fields);
      await here.settle();
      return here.modal(ines);
    };
    expect(await change({ name: 'Web' })).toMatch(/U0MARA>? leads it and has agreed/);
    const before = here.asking(mara, 'You’ve agreed to answer for');
    await here.who(ines).closeAll();
    // The people of a user group instead of a channel’s.
    expect(await here.paste('Web,Lindgrove,@front-end,Mara')).toMatch(/U0MARA>? leads it, not yet agreed/);
    await here.settle();
    await here.playUntil(now() + day);
    expect(here.direct(mara).find(({ ts }) => ts === before.ts)?.text).toContain('it has other people now');
    expect(await preview()).toContain('no leader has agreed yet*: Web');
    expect(here.asking(mara, 'Would you agree').text).toContain('Its people are those of a user group');
    await here.agree(mara);
    expect(await here.type(ines, '/pulse')).toMatch(/U0MARA>? leads it and has agreed/);
    // Pasted once more, nothing changes.
    expect(await here.paste('Web,Lindgrove,@front-end,Mara')).toMatch(/U0MARA>? leads it and has agreed/);
  });

  it.each([
    [
      'who is in a team, though as many as before',
      async () => {
        const at = { channelId: website } as const;
        await here.sandbox.page('membership', { ...at, as: diego, change: 'leave' });
        await here.sandbox.page('membership', { ...at, as: 'U0WILL', change: 'join' });
      },
      'Website, in Lindgrove: 6',
    ],
    ['which leaders have agreed', () => here.agree(seun), 'Learning, in Lindgrove: 5'],
    [
      'the tree',
      async () => {
        const [, row] = await read((scope) => findRows(scope.from(places), {}, 'sort'));
        await here.lore.store.transact(team, { kind: 'person', userId: userId(mara) }, (scope) =>
          scope.update(places, row?.id as never, { name: 'Web' }),
        );
      },
      'Web, in Lindgrove: 6',
    ],
  ])(
    '%s changed since the admin read whom it would ask: they read what it is now, and press again',
    async (_what, change, shown) => {
      await ready(tree, katrin, mara, ...(shown.startsWith('Learning') ? [] : [seun]));
      await preview();
      await change();
      await here.settle();
      await here.who(ines).submit({ least: '6' });
      await here.settle();
      const again = here.modal(ines);
      expect(again).toContain('this has changed since you read it');
      expect(again).toContain(shown);
      expect(again).toContain('"initial_value":"6"');
      expect(again.match(/private_metadata.*/)?.[0]).not.toMatch(/U0|Web|Lindgrove/);
      expect(await read((scope) => findRows(scope.from(windows), {}))).toEqual([]);
      await here.who(ines).submit({});
      await here.settle();
      expect(here.modal(ines)).toContain('11 people are asked');
      expect((await window()).least).toBe(6);
    },
  );

  it('a k of 3 in the form is refused with the reason, and more than five is taken', async () => {
    await ready();
    expect(await here.openIt({ least: '3' })).toContain('easier it is to work out a single answer');
    expect(await here.openIt({ least: '6' })).toContain('11 people are asked');
    expect((await window()).least).toBe(6);
  });

  it('a second window is refused while one is open, and within 90 days', async () => {
    await ready();
    await preview();
    const [form] = here.sandbox.world.modals;
    await here.openIt();
    await here.type(mara, '/pulse');
    expect(await here.type(ines, '/pulse')).toContain('A pulse is open');
    expect(here.modal(ines)).not.toContain('pulse.preview');
    // A form that was opened before, sent now.
    if (form === undefined) throw new Error('no form was open');
    const late = await sendPayload(here.sandbox, submissionPayload(here.sandbox, ines, form, least('5')));
    expect(late.body).toContain('A pulse is open already');
    await here.toTheEnd();
    expect(await here.type(ines, '/pulse')).toContain('at least 90 days');
    // Played day by day, it would take a minute and show nothing more.
    here.sandbox.core.clock.set((await window()).opened_at + 90 * day + hour);
    await here.settle();
    expect(await here.type(ines, '/pulse')).toContain('pulse.preview');
  });

  it('two admins opening at once open one', async () => {
    await ready();
    await here.lore.store.write(async (db) => {
      await db.updateTable('person').set({ is_admin: 1 }).where('user_id', '=', userId(mara)).execute();
    });
    for (const who of [ines, mara]) {
      await here.type(who, '/pulse');
      await here.who(who).pressInModal('pulse.preview');
      await here.settle();
    }
    const answers = await Promise.all([here.who(ines).submit(), here.who(mara).submit()]);
    await here.settle();
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await read((scope) => findRows(scope.from(windows), {}))).toHaveLength(1);
  });

  it('says before the first item what is stored, what not, who sees what, what cannot be undone, and until when a key could link', async () => {
    await here.openPulse();
    const promise = await here.begin(diego);
    for (const words of [
      'without your name and without a time',
      'Until this pulse ends on',
      'the people of Website, who leads it',
      'never of fewer than 5 people',
      'can’t be found again',
      'They are not anonymous to Slack',
    ])
      expect(promise).toContain(words);
    expect(promise).not.toContain('radio_buttons');
  });

  it('asks all 13 items in one view, a radio each of seven points and “prefer not to say”, in another order for each opening, nothing preselected and nothing carried', async () => {
    await here.openPulse();
    const orders = new Set<string>();
    for (let time = 0; time < 4; time += 1) {
      await here.begin(diego);
      await here.who(diego).pressInModal('pulse.go-on');
      await here.settle();
      const shown = here.modal(diego);
      expect(shown.match(/radio_buttons/g)).toHaveLength(13);
      expect(shown.match(/Prefer not to say/g)).toHaveLength(14);
      expect(shown).not.toContain('initial_option');
      expect(shown).not.toContain('"optional":false');
      expect(shown.match(/private_metadata.*/)?.[0]).not.toMatch(/PS1|SL1|RR1/);
      orders.add(shown.match(/"action_id":"(?:PS|SL|RR)\d"/g)?.join() ?? '');
    }
    expect(orders.size).toBeGreaterThan(1);
  });

  it('reads in German to who reads German', async () => {
    await here.openPulse();
    await here.set(jonas, { locale: 'de' });
    await here.type(jonas, '/pulse');
    await here.who(jonas).pressInModal('pulse.begin');
    await here.settle();
    expect(here.modal(jonas)).toContain('Nicht rückgängig zu machen');
    await here.who(jonas).pressInModal('pulse.go-on');
    await here.settle();
    expect(here.modal(jonas)).toContain('Wenn ich hier einen Fehler zugebe');
    expect(here.modal(jonas)).toContain('Möchte ich nicht sagen');
  });

  it('two submissions at once count once, and pressing again says that it is counted', async () => {
    await here.openPulse();
    for (let form = 0; form < 2; form += 1) {
      await here.who(diego).press(here.asking(diego), 'pulse.begin');
      await here.settle();
      await here.who(diego).pressInModal('pulse.go-on');
      await here.settle();
    }
    const forms = here.sandbox.world.modals.filter(({ userId: who }) => who === diego);
    await Promise.all(
      forms.map(({ id }) => here.sandbox.page('submit', { as: diego, viewId: id, inputs: {} })),
    );
    await here.settle();
    expect(await counted('ballot_part')).toBe(1);
    expect(await here.begin(diego)).toContain('It is counted, and stays as it is');
  });

  it('closed meanwhile: nothing is stored, and the form says so', async () => {
    await here.openPulse();
    await here.begin(diego);
    await here.who(diego).pressInModal('pulse.go-on');
    await here.settle();
    await here.toTheEnd();
    await here.who(diego).submit({ PS1: '7' });
    await here.settle();
    expect(here.modal(diego)).toContain('nothing you chose was stored');
    expect(await here.rows('ballot_cast', 'ballot_part')).toBe('[[],[]]');
  });

  it('a joiner, a guest, somebody else and a leader are told kindly that they are not asked', async () => {
    await here.openPulse();
    const message = here.asking(diego);
    const value = carriedBy(message, 'pulse.begin');
    const forge = async (who: string) => {
      const press = pressPayload(here.sandbox, who, message, { action_id: 'pulse.begin', value });
      await sendPayload(here.sandbox, press);
      await here.settle();
      return here.modal(who);
    };
    for (const who of [seun, 'U0WILL'])
      expect(await forge(who)).toContain('You’re not among those who are asked');
    expect(await forge(sam)).toContain('Only full members');
    expect(await here.type(sam, '/pulse', website)).toContain('Only full members');
  });

  it('reminds everybody once, after a week, in words that fit who has answered, too', async () => {
    await here.openPulse();
    await here.answer(diego, '5');
    const reminded = (who: string) =>
      here.direct(who).flatMap(({ text }) => (text.includes('A reminder') ? [text] : []));
    await here.playUntil((await window()).opened_at + 13 * day);
    for (const who of [diego, hana])
      expect(reminded(who)).toEqual([expect.stringContaining('If you’ve answered, there’s nothing to do')]);
  });

  it('a reminder is drawn again, as when an admin is renamed, without saying who has answered since', async () => {
    await here.openPulse();
    await here.playUntil((await window()).opened_at + 9 * day);
    const { id, channel_id: channel, closes_at: ends } = await window();
    const said = here.asking(hana, 'A reminder').text;
    await here.answer(hana, '5');
    await here.who(hana).closeAll();
    await here.lore.store.transact(team, { kind: 'channel', channelId: channel }, (scope) =>
      scope.refresh(...[hana, noor].map((who) => reminderPost(id, ends, userId(who)))),
    );
    await here.settle();
    expect(here.asking(hana, 'A reminder').text).toBe(said);
    expect(await here.rows('delivery')).not.toContain('withdrawn');
  });

  it('a leaver in the middle is not reminded, and what they answered stays counted', async () => {
    await here.openPulse();
    await here.answer(diego, '5');
    await here.set(diego, { standing: 'deactivated' });
    await here.set(hana, { standing: 'deactivated' });
    await here.playUntil((await window()).opened_at + 9 * day);
    expect(here.direct(hana).filter(({ text }) => text.includes('A reminder'))).toEqual([]);
    expect(await counted('ballot_cast')).toBe(1);
  });

  it('a team renamed, split or taken out during a window changes nothing: the frozen tree stands', async () => {
    await here.openPulse();
    const before = await read((scope) => findRows(scope.from(windowPlaces), {}, 'sort'));
    await here.type(ines, '/pulse');
    const [, row] = await read((scope) => findRows(scope.from(places), {}, 'sort'));
    await here.who(ines).pressInModal('pulse.change', { holds: row?.id ?? '' });
    await here.settle();
    await here.who(ines).submit({ name: 'Web' });
    await here.settle();
    await here.who(ines).pressInModal('pulse.change', { holds: row?.id ?? '' });
    await here.settle();
    await here.who(ines).pressInModal('pulse.take-out');
    await here.settle();
    expect(here.modal(ines)).not.toContain('Website');
    expect(await read((scope) => findRows(scope.from(windowPlaces), {}, 'sort'))).toEqual(before);
    expect(await here.answer(diego, '4')).toContain('Counted.');
    expect(before.map(({ name, asked: count }) => [name, count])).toEqual([
      ['Lindgrove', 0],
      ['Website', askedInWebsite.length],
      ['Learning', askedInLearning.length],
    ]);
  });

  it('an admin ends it early, told before what follows; a second press says that it is over', async () => {
    await here.openPulse();
    const page = await here.type(ines, '/pulse');
    expect(page).toContain('Nobody can answer any more, and the key is destroyed');
    await here.who(ines).pressInModal('pulse.end');
    await here.settle();
    expect(here.keys()).toEqual([]);
    expect((await window()).state).not.toBe('open');
    expect(await here.begin(diego).catch(String)).toContain('U0DIEGO was not asked');
  });

  it('everyone declining and nobody answering end like any other', async () => {
    await here.openPulse();
    for (const who of askedInWebsite) expect(await here.answer(who, 'no')).toMatch(/Counted\.|Gezählt\./);
    await here.toTheEnd();
    expect((await window()).state).not.toBe('open');
    expect(here.keys()).toEqual([]);
  });

  it.each([
    ['archived', 'channel', 'archive'],
    ['made private', 'channel', 'make private'],
    ['left by Lore', 'membership', 'remove bot'],
  ] as const)(
    'a channel %s ends it without a result, its key destroyed, and the admin reads why',
    async (_, page, change) => {
      const made = await here.sandbox.page('channel', {
        as: ines,
        channelId: '',
        change: 'create',
        name: 'pulse',
      });
      const at = { as: ines, channelId: String(made['channelId']) };
      await here.sandbox.page('membership', { ...at, change: 'add bot' });
      await here.settle();
      await here.openPulse(at.channelId);
      await here.answer(diego, '6');
      expect((await here.sandbox.page(page, { ...at, change }))['ok']).toBe(true);
      await here.settle();
      await here.toTheEnd();
      expect(here.keys()).toEqual([]);
      expect(await here.rows('ballot_cast', 'ballot_part')).toBe('[[],[]]');
      expect(here.direct(ines).map(({ text }) => text)).toContainEqual(
        expect.stringContaining('the channel it belongs to was archived'),
      );
    },
  );

  it('who opened it is forgotten: it still ends on its day, its key is destroyed, and its answers count', async () => {
    await here.openPulse();
    for (const who of askedInWebsite) await here.answer(who, '5');
    await here.lore.store.erasing(team, userId(ines), { kind: 'person', userId: userId(ines) });
    await here.toTheEnd();
    expect(here.keys()).toEqual([]);
    expect(await here.rows('ballot_cast', 'ballot_part')).toBe('[[],[]]');
    expect(await here.rows('pulse_figure')).toContain('half_steps');
  });

  it('the channel to which it belongs is forgotten: it ends at once, its key destroyed and what was answered deleted', async () => {
    await here.openPulse();
    await here.answer(diego, '6');
    await here.lore.store.erasing(team, 'operator', { kind: 'channel', channelId: channelId(general) });
    expect(here.keys()).toEqual([]);
    expect(await here.rows('ballot_cast', 'ballot_part')).toBe('[[],[]]');
    expect(await here.rows('ballot')).not.toContain('"closed_at":null');
  });

  it('Lore was uninstalled for a month: its key went, and when Lore is back it ends without a result', async () => {
    await here.openPulse();
    await here.answer(diego, '6');
    const { store } = here.lore;
    const removed = (at: number | null) =>
      store.write((db) => db.updateTable('workspace').set({ removed_at: at }).execute());
    await removed(now());
    await here.playUntil(now() + 30 * day);
    expect(here.keys()).toEqual([]);
    expect(await here.rows('ballot_cast', 'ballot_part')).toBe('[[],[]]');
    await removed(null);
    await here.playUntil(now() + day);
    expect((await window()).state).toBe('void');
  });

  it('a key that is lost ends it without a result, and the admin reads why', async () => {
    await here.openPulse();
    await here.answer(diego, '6');
    here.loseKeys();
    expect(await here.begin(hana)).toContain('This one is over');
    await here.toTheEnd();
    expect((await window()).state).toBe('void');
    expect(await here.rows('ballot_cast', 'ballot_part')).toBe('[[],[]]');
    expect(here.direct(ines).map(({ text }) => text)).toContainEqual(
      expect.stringContaining('its key was lost'),
    );
  });

  it('Lore is down when it ends: nobody can answer after that, and it closes once Lore is back', async () => {
    await here.openPulse();
    await here.begin(diego);
    await here.who(diego).pressInModal('pulse.go-on');
    await here.settle();
    here.sandbox.core.clock.set((await window()).closes_at + hour);
    await here.who(diego).submit({ PS1: '7' });
    expect(await here.modalWith(diego, 'nothing you chose was stored')).toContain('This one is over');
    await here.settle();
    expect(here.keys()).toEqual([]);
    expect((await window()).state).not.toBe('open');
  });

  it('turned off while it is open, it still ends on its day, and its key is destroyed', async () => {
    await here.openPulse();
    const switched = [{ practice: 'pulse', position: 'off' as const, prompts: [] }];
    await here.lore.store.workspaceSettings.change(team, userId(ines), { days: new Map(), switched });
    await here.toTheEnd();
    expect(here.keys()).toEqual([]);
    expect(await here.rows('ballot_part')).toBe('[[]]');
  });

  it('the next one waits until leaders have said what they heard', async () => {
    await here.openPulse();
    for (const who of askedInWebsite) await here.answer(who, '5');
    await here.toTheEnd();
    // Played day by day, it would take a minute and show nothing more.
    here.sandbox.core.clock.set((await window()).opened_at + 90 * day + hour);
    await here.settle();
    const page = await here.type(ines, '/pulse');
    expect(page).toContain('said yet what they heard');
    expect(page).not.toContain('pulse.preview');
  });

  it('says the same in App Home before and after an answer, so that nobody reads there who answered', async () => {
    await here.openPulse();
    // Slack numbers blocks anew each time.
    const home = async () => (await here.home(diego)).replaceAll(/"block_id":"[^"]*"/g, '');
    const before = await home();
    expect(before).toContain('How safe is it to learn in Website?');
    await here.answer(diego, '3');
    expect(await home()).toBe(before);
    expect(await here.home(seun)).not.toContain('How safe is it to learn in');
  });

  it('an export says in which pulse and team one was asked, and nothing of an answer', async () => {
    await here.openPulse();
    await here.answer(diego, '2');
    const exported = await here.export(diego);
    expect(exported).toContain('"askedIn":"Website"');
    expect(exported).not.toContain('PS1');
    expect(await here.export(hana)).toBe(exported);
  });

  it('asking for raw answers is refused with the reason, also to an admin', async () => {
    for (const text of ['/pulse raw', '/lore pulse raw answers'])
      expect(await here.type(ines, text)).toContain('There are no raw answers to read, for anybody');
    expect(await here.type(ines, '/pulse help')).toContain('Nobody can read single answers');
    expect(await here.type(ines, '/pulse everything')).toContain('I don’t know “everything” here');
  });
});

describe.each(engines())('without a folder for keys, on $name', (engine) => {
  it('nothing opens, and the admin reads what those who run Lore have to set', async () => {
    const here = await pulseOn(engine, { hasNoKeys: true });
    await here.setUp();
    await here.paste(tree);
    await here.settle();
    await here.agree(...leaders);
    expect(await here.openIt()).toContain('LORE_PULSE_KEYS');
    expect(await here.rows('ballot', 'pulse_window')).toBe('[[],[]]');
    await here.close();
  });
});
