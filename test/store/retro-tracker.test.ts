/** Actions in a tracker: their owner sees exactly what goes there and who can read it, and decides; what happens there decides nothing here. */
import type { ConnectionId, ConnectorName } from '../../src/core/connector.ts';
import type { UserId } from '../../src/core/ids.ts';
import type { Sealed } from '../../src/core/sealed.ts';
import { actionItems } from '../../src/features/retro/action-items/operations.ts';
import { engines } from '../support/databases.ts';
import { toTool } from '../support/fake-tracker.ts';
import { ann, ben, cat, chosen, team, type Team, teamsOn, typed, words } from './support/retro-team.ts';

describe.each(engines())('on $name, an action', (engine) => {
  const teams = teamsOn(engine);
  let it_: Team;
  beforeEach(async () => {
    it_ = await teams.fresh();
    await it_.start();
    await it_.addCards(ann, 'A card that nobody else may see');
    await it_.toActions();
    await it_.store.write(async (db) => {
      await db.updateTable('workspace').set({ url: 'https://acme.slack.com/' }).execute();
    });
  });

  const connect = async (id = toTool, connector: ConnectorName = 'github', called = 'GitHub') => {
    await it_.store.write(async (db) => {
      await db
        .insertInto('connection')
        .values({
          ...{ team_id: team, id, connector, called, site: 'https://tool.example', access: 'x' as Sealed },
          ...{ secret: 'x' as Sealed, secret_before: null, secret_at: 0, connected_by: ann, access_at: 0 },
          ...{ checked_at: 0, reads: null, heard_at: null, refused: null, due_at: null, attempts: 0 },
        })
        .execute();
    });
  };
  /** The tool was asked who can read there. */
  const readableBy = async (audience: 'private' | 'public' | 'unknown') => {
    it_.tool.audiences.set('acme/website', audience);
    await it_.store.write(async (db) => {
      await db
        .updateTable('connection_place')
        .set({ audience, looked_at: it_.clock.now(), due_at: null })
        .execute();
    });
  };
  const agree = async (owner: UserId = ben, what = 'Write a checklist') => {
    const form = await it_.press(ann, await it_.main(), 'Propose an action');
    const inputs = {
      ...{ what: typed(what), owner: { selected_user: owner }, due: { selected_date: '2026-12-08' } },
      whenThen: typed('When we release, then we go through it'),
    };
    expect(words(await it_.submit(ann, form, inputs))).toBe('nothing');
    await it_.settle();
    if (owner !== ann) await it_.press(owner, last(owner), 'I’ll do it');
    await it_.settle();
  };
  const to = (who: UserId) => it_.slack.messages.filter(({ channel }) => channel === `D-${who}`);
  const last = (who: UserId) => {
    const message = to(who).at(-1);
    if (message === undefined) throw new Error('nothing was sent');
    return message;
  };
  const home = async (who: UserId) => ({ blocks: JSON.parse(await it_.home(who)) as unknown[] });
  const where = (over: Record<string, ReturnType<typeof typed>> = {}) => ({
    ...{ connection: chosen(toTool), place: typed('acme/website'), called: typed('') },
    ...over,
  });
  const open = (who: UserId = ben, label = 'Put it into GitHub') =>
    home(who).then((of) => it_.press(who, of, label));
  /** @returns what they see of it before it goes there */
  const look = async (audience: 'private' | 'public' | 'unknown' = 'private', who: UserId = ben) => {
    await it_.submit(who, await open(who), where());
    await readableBy(audience);
    return it_.submit(who, await open(who), where());
  };
  const stored = async () => {
    const [row] = await it_.store.read(team, { kind: 'person', userId: ann }, async (read) =>
      read.from(actionItems).selectAll().execute(),
    );
    return row;
  };
  const soon = (hours = 1) => it_.until(new Date(it_.clock.now() + hours * 3_600_000).toISOString());
  const issues = () => it_.store.system.selectFrom('tracker_issue').selectAll().execute();
  const put = async (audience: 'private' | 'public' | 'unknown' = 'private') => {
    await agree();
    await it_.submit(ben, await look(audience));
    await it_.settle();
  };
  const happens = async (state: 'open' | 'closed' | 'gone') => {
    const [issue] = it_.tool.issues;
    if (issue === undefined) throw new Error('nothing was made');
    issue.state = state;
    await soon(25);
  };

  it('has no button where nothing is connected, and not where only events come in', async () => {
    await agree();
    expect(await it_.home(ben)).not.toContain('Put it into');
    await connect('c-2' as ConnectionId, 'webhook', 'Builds');
    expect(await it_.home(ben)).not.toContain('Put it into');
    await connect();
    expect(await it_.home(ben)).toContain('Put it into GitHub');
  });

  it('goes there exactly as its owner has seen it, once, and leads both ways', async () => {
    await connect();
    await agree();
    const form = await look();
    const seen = words(form);
    expect(seen).toContain('People with access to acme/website can read it.');
    expect(seen).toContain('no cards, no votes, no names');
    expect(it_.tool.issues).toEqual([]);
    expect(words(await it_.submit(ben, form))).toContain('is on its way to GitHub');
    await it_.settle();
    const [issue] = it_.tool.issues;
    expect(issue).toMatchObject({ place: 'acme/website', title: 'Write a checklist', assignee: null });
    expect(issue?.body).toMatch(
      /^When we release, then we go through it\n\nDue: 8 December 2026\n\nAgreed in a retrospective: https:\/\/acme\.slack\.com\/archives\/C1\/p\d+$/,
    );
    for (const line of (issue?.body ?? '').split('\n\n')) expect(seen).toContain(line);
    expect(seen).toContain(issue?.key);
    expect(it_.tool.issues).toHaveLength(1);
    expect(last(ben).text).toContain(
      '“Write a checklist” is in GitHub now: #1 https://tracker.example/acme/website/1',
    );
    expect(await it_.home(ben)).toContain('In GitHub:');
    expect(await it_.home(ben)).not.toContain('Put it into');
  });

  it('takes nobody’s name, card or vote with it', async () => {
    await connect();
    await put();
    const gone = JSON.stringify(it_.tool.issues);
    for (const word of ['Ann', 'Ben', 'ann"', 'ben"', 'A card that', 'Website relaunch', 'vote'])
      expect(gone).not.toContain(word);
  });

  it.each([
    ['public', 'Everybody on the internet can read it'],
    ['unknown', 'assume that everybody on the internet can'],
  ] as const)('says who can read it there (%s), and then has no link to Slack', async (audience, said) => {
    await connect();
    await agree();
    const form = await look(audience);
    expect(words(form)).toContain(said);
    expect(words(form)).toContain('Without a link to Slack');
    await it_.submit(ben, form);
    await it_.settle();
    expect(it_.tool.issues[0]?.body).toMatch(/Agreed in a retrospective\.$/);
  });

  it('counts as public until it is known who can read it, and that can be looked at again', async () => {
    await connect();
    await agree();
    const form = await it_.submit(ben, await open(), where());
    expect(words(form)).toContain('Until that’s known, assume that everybody on the internet can.');
    await readableBy('private');
    const known = await it_.press(ben, form, 'Look again');
    expect(words(known)).toContain('People with access to acme/website');
    // What they have seen before is not what goes there.
    const again = await it_.submit(ben, form);
    expect(words(again)).toContain('It has changed since you looked');
    expect(it_.tool.issues).toEqual([]);
    await it_.submit(ben, again);
    await it_.settle();
    expect(it_.tool.issues).toHaveLength(1);
  });

  it('is shown again when its text changed since its owner looked', async () => {
    await connect();
    await agree();
    const form = await look();
    const move = await it_.press(ben, await home(ben), 'Move the date');
    await it_.submit(ben, move, { due: { selected_date: '2026-12-09' } });
    const again = await it_.submit(ben, form);
    expect(words(again)).toContain('It has changed since you looked');
    expect(words(again)).toContain('Due: 9 December 2026');
    await it_.settle();
    expect(it_.tool.issues).toEqual([]);
  });

  it('is not made once more people can read there, and its owner is asked to look again', async () => {
    await connect();
    await agree();
    const form = await look();
    it_.tool.audiences.set('acme/website', 'public');
    await it_.submit(ben, form);
    await it_.settle();
    expect(it_.tool.issues).toEqual([]);
    expect(last(ben).text).toContain('More people can read in acme/website than when you looked.');
    await readableBy('public');
    const again = await it_.press(ben, last(ben), 'Put it into GitHub');
    await it_.submit(ben, await it_.submit(ben, again, where()));
    await it_.settle();
    expect(it_.tool.issues).toHaveLength(1);
    expect(last(ben).text).toContain('is in GitHub now');
  });

  it.each([
    ['gone', 'acme/website isn’t there any more'],
    ['moved', 'acme/website has moved. Give its new name.'],
    ['readOnly', 'acme/website takes nothing new'],
    ['forbidden', 'Lore may not add anything in acme/website'],
    ['invalid', 'perhaps every issue needs more there'],
  ] as const)('says what to do where the tool refuses it (%s)', async (why, said) => {
    await connect();
    await agree();
    it_.tool.fail('create', { refused: why });
    await it_.submit(ben, await look());
    await it_.settle();
    expect(last(ben).text).toContain('“Write a checklist” isn’t in GitHub.');
    expect(last(ben).text).toContain(said);
    expect(await it_.home(ben)).toContain('Put it into GitHub');
  });

  it('waits while the connection is refused, and its owner knows', async () => {
    await connect();
    await agree();
    it_.tool.fail('findByKey', { refused: 'revoked' });
    await it_.submit(ben, await look());
    await it_.settle();
    expect(last(ben).text).toContain('It goes there once that’s mended');
    expect(await it_.home(ben)).toContain('Waits until GitHub can be reached again.');
    it_.tool.connection = 'works';
    await soon(2);
    expect(it_.tool.issues).toHaveLength(1);
    expect(last(ben).text).toContain('is in GitHub now');
  });

  it('is its owner’s to put there, and of nobody who does not own it any more', async () => {
    await connect();
    await agree();
    const form = await look();
    expect(words(await it_.submit(ann, form))).toContain('Only its owner');
    const pass = await it_.press(ben, await home(ben), 'Pass it on: Write a checklist');
    await it_.submit(ben, pass, { to: { selected_user: cat } });
    expect(words(await it_.submit(ben, form))).toContain('Only its owner');
    await it_.settle();
    expect(it_.tool.issues).toEqual([]);
  });

  it.each([
    [
      'passed on',
      async () => {
        const pass = await it_.press(ben, await home(ben), 'Pass it on');
        await it_.submit(ben, pass, { to: { selected_user: cat } });
      },
    ],
    ['done', async () => void (await it_.press(ben, await home(ben), 'Done'))],
    [
      'dropped',
      async () => {
        const drop = await it_.press(ben, await home(ben), 'Drop it');
        await it_.submit(ben, drop, { reason: typed('Not needed') });
      },
    ],
    [
      'whose owner was erased',
      async () => void (await it_.store.erasing(team, 'operator', { kind: 'person', userId: ben })),
    ],
    [
      'whose owner left the channel',
      async () => {
        await it_.leaves(ben);
      },
    ],
  ])('that is %s before it was sent does not go there', async (_what, happen) => {
    await connect();
    await agree();
    await it_.submit(ben, await look());
    expect(await issues()).toMatchObject([{ state: 'wanted' }]);
    await happen();
    await soon(2);
    expect(it_.tool.issues).toEqual([]);
    expect(await issues()).toEqual([]);
  });

  it.each(['lost', 'happened'] as const)(
    'that is passed on while nobody knows whether it is there (%s) is not made of a press that was another’s',
    async (fault) => {
      await connect();
      await agree();
      it_.tool.fail('create', fault);
      await it_.submit(ben, await look());
      await it_.settle();
      expect(await issues()).toMatchObject([{ state: 'unknown' }]);
      const pass = await it_.press(ben, await home(ben), 'Pass it on');
      await it_.submit(ben, pass, { to: { selected_user: cat } });
      await soon(2);
      expect(it_.tool.issues).toHaveLength(fault === 'lost' ? 0 : 1);
      expect(await issues()).toMatchObject(fault === 'lost' ? [] : [{ state: 'made' }]);
    },
  );

  it('goes there once, however often its owner presses', async () => {
    await connect();
    await agree();
    const form = await look();
    await it_.submit(ben, form);
    expect(words(await it_.submit(ben, form))).toContain('is in GitHub already, or on its way there');
    await it_.settle();
    expect(words(await it_.submit(ben, form))).toContain('is in GitHub already, or on its way there');
    await soon(2);
    expect(it_.tool.issues).toHaveLength(1);
  });

  it('that was closed there is still open here: its owner is asked, and their answer counts', async () => {
    await connect();
    await put();
    await happens('closed');
    expect(last(ben).text).toContain(
      'was closed in GitHub: #1 https://tracker.example/acme/website/1. Is it done?',
    );
    expect(await stored()).toMatchObject({ state: 'open' });
    expect(await it_.home(ben)).toContain('Closed in GitHub:');
    await it_.press(ben, last(ben), 'Not yet');
    await it_.settle();
    expect(last(ben).text).toContain('isn’t done yet, as you said');
    expect(await stored()).toMatchObject({ state: 'open' });
    const before = to(ben).length;
    await soon(50);
    expect(to(ben)).toHaveLength(before);
  });

  it('that was passed on is not asked about to who owned it, whose buttons lead nowhere', async () => {
    await connect();
    await put();
    await happens('closed');
    const asked = last(ben);
    const before = structuredClone(asked);
    const pass = await it_.press(ben, await home(ben), 'Pass it on');
    await it_.submit(ben, pass, { to: { selected_user: cat } });
    await it_.settle();
    expect(JSON.stringify(asked.blocks)).not.toContain('action_id');
    await it_.press(cat, await home(cat), 'I’ll do it');
    await it_.settle();
    for (const label of ['Yes', 'Not yet'])
      expect(words(await it_.press(ben, before, label))).toContain('Only its owner');
    expect(await stored()).toMatchObject({ state: 'open', owner_id: cat });
    expect(await it_.home(cat)).toContain('Closed in GitHub:');
    await happens('open');
    await happens('closed');
    await soon(6);
    expect(last(cat).text).toContain('Is it done?');
    expect(last(ben)).toBe(asked);
  });

  it('that its owner says is done is asked a month later whether it helped, as ever', async () => {
    await connect();
    await put();
    await happens('closed');
    await it_.press(ben, last(ben), 'Yes');
    await it_.settle();
    expect(await stored()).toMatchObject({ state: 'done' });
    expect(last(ben).text).toBe('Done: Write a checklist.');
    await it_.until('2026-12-29T12:00:00Z');
    expect(last(ben).text).toContain('Did it help?');
    expect(it_.tool.calls.filter((call) => call === 'create')).toHaveLength(1);
  });

  it('that was reopened there is not asked about any more, and again once it is closed again', async () => {
    await connect();
    await put();
    await happens('closed');
    const asked = last(ben);
    await happens('open');
    expect(asked.text).toContain('is open in GitHub again');
    expect(JSON.stringify(asked.blocks)).not.toContain('action_id');
    await happens('closed');
    expect(last(ben)).not.toBe(asked);
    expect(last(ben).text).toContain('Is it done?');
  });

  it('that was deleted there says so, is not asked about, and can be put there again', async () => {
    await connect();
    await put();
    await happens('closed');
    const asked = last(ben);
    await happens('gone');
    expect(JSON.stringify(asked.blocks)).not.toContain('action_id');
    expect(await it_.home(ben)).toContain('No longer in GitHub, or Lore can’t see it there:');
    expect(await it_.home(ben)).toContain('Put it into GitHub');
    const told = to(ben).length;
    await it_.submit(ben, await look());
    await it_.settle();
    expect(it_.tool.issues).toHaveLength(2);
    expect(to(ben)).toHaveLength(told + 1);
    expect(last(ben).text).toContain('is in GitHub now: #2');
  });

  it('is assigned to what its owner is called there, whom it asks once; without a match to nobody, and they know', async () => {
    await connect();
    await agree();
    await it_.submit(ben, await open(), where({ called: typed('ben-there') }));
    await readableBy('private');
    const form = await open();
    expect(words(form)).toContain('ben-there');
    const shown = await it_.submit(ben, form);
    expect(words(shown)).toContain('It’s assigned to ben-there, if somebody there has that name.');
    await it_.submit(ben, shown);
    await it_.settle();
    expect(it_.tool.issues).toMatchObject([{ assignee: null }]);
    expect(last(ben).text).toContain('In GitHub nobody who can be assigned has the name that you gave');
  });

  it('goes where its owner put the last one, unless they choose otherwise; a wrong place is said at its field', async () => {
    await connect();
    await connect('c-jira' as ConnectionId, 'jira', 'Jira');
    await agree();
    const form = await open(ben, 'Put it into a tool');
    expect(words(await it_.submit(ben, form, where({ place: typed('just some words') })))).toContain(
      'place: That isn’t a place there.',
    );
    const jira = { connection: chosen('c-jira'), called: typed('') };
    expect(words(await it_.submit(ben, form, { ...jira, place: typed('acme/website') }))).toContain('place:');
    await it_.submit(ben, form, { ...jira, place: typed('https://acme.atlassian.net/browse/WEB-12') });
    const again = words(await open(ben, 'Put it into a tool'));
    expect(again).toMatch(/"initial_option":\{"text":\{"type":"plain_text","text":"Jira"\}/);
    expect(again).toContain('"initial_value":"WEB"');
  });

  it('goes nowhere once its tool was disconnected while the form was open', async () => {
    await connect();
    await agree();
    const form = await open();
    await it_.store.write(async (db) => {
      await db.deleteFrom('connection').execute();
    });
    expect(words(await it_.submit(ben, form, where()))).toContain('No tool is connected');
  });

  it('keeps its issue for as long as the team keeps the action, and its rows go with it', async () => {
    await connect();
    await put();
    await it_.store.erasing(team, 'operator', {
      kind: 'channel',
      channelId: (await stored())?.channel_id ?? ('' as never),
    });
    expect(await issues()).toEqual([]);
    expect(
      await it_.store.system
        .selectFrom('retro_tracker_answer' as 'audit')
        .selectAll()
        .execute(),
    ).toEqual([]);
  });

  it('has the same choices beside the button, the less likely ones in a menu', async () => {
    await connect();
    await agree();
    const shown = await it_.home(ben);
    for (const label of [
      'Done',
      'Move the date',
      'Put it into GitHub',
      'Pass it on: Write',
      'Drop it: Write',
      'Not in our control: Write',
    ])
      expect(shown).toContain(label);
    const drop = await it_.press(ben, await home(ben), 'Drop it: Write a checklist');
    expect(words(await it_.submit(ben, drop, { reason: typed('Not needed') }))).toBe('nothing');
    expect(await stored()).toMatchObject({ state: 'dropped' });
  });

  it('of somebody who is no full member any more has no button, and their form leads nowhere', async () => {
    await connect();
    await agree();
    const form = await look();
    await it_.store.write(async (db) => {
      await db.updateTable('person').set({ standing: 'guest' }).where('user_id', '=', ben).execute();
    });
    expect(await it_.home(ben)).toContain('Write a checklist');
    expect(await it_.home(ben)).not.toContain('Put it into');
    expect(words(await it_.submit(ben, form))).toContain('No tool is connected');
    await it_.settle();
    expect(it_.tool.issues).toEqual([]);
  });
});
