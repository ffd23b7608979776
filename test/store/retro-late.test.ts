/**
 * Slack may refuse the update that takes a button away. Pressed when its time is over, it is answered to that person alone: what ended, when, and what
 * can be done now.
 */
import { rowId } from '../../src/core/ids.ts';
import { mainPost } from '../../src/features/retro/session/ids.ts';
import { retros } from '../../src/features/retro/session/rows.ts';
import { engines } from '../support/databases.ts';
import type { SlackMessage } from '../support/fake-messenger.ts';
import { ann, ben, cat, team, type Team, teamsOn, typed, words } from './support/retro-team.ts';

/** As Slack writes an instant, whatever stands around it. */
const moment = /<!date\^(\d+)\^/;

describe.each(engines())('on $name, a button that Slack let stand says', (engine) => {
  const teams = teamsOn(engine);
  let it_: Team;
  beforeEach(async () => {
    it_ = await teams.fresh();
    await it_.store.workspaces.isAt(team, 'https://lindgrove.slack.com/');
    await it_.start();
  });

  /** The message as it stands, which nothing takes away any more. */
  const kept = async (): Promise<SlackMessage> => structuredClone(await it_.main());
  const everyoneWrites = async () => {
    for (const who of [ann, ben, cat]) await it_.addCards(who, `of ${who}`, `${who} again`);
  };
  const pressed = async (message: SlackMessage, label: string, who = ben) => {
    const reply = await it_.press(who, message, label);
    expect(reply.kind).toBe('message');
    return words(reply);
  };
  const isAt = (said: string, iso: string) =>
    expect(new Date(Number(moment.exec(said)?.[1]) * 1_000).toISOString().slice(0, 16)).toBe(iso);
  const address = () =>
    it_.store.read(team, { kind: 'person', userId: ben }, async (read) => {
      const row = await read.from(retros).selectAll().executeTakeFirstOrThrow();
      return read.linkTo(mainPost({ ...row, id: rowId(row.id) }));
    });

  it('when collecting ended, and leads to its thread', async () => {
    const old = await kept();
    await everyoneWrites();
    it_.clock.set(Date.parse('2026-11-24T11:00:00Z'));
    for (const label of ['Add cards', 'Nothing to add']) {
      const said = await pressed(old, label);
      expect(said).toContain('Collecting cards for “Website relaunch” ended on');
      isAt(said, '2026-11-24T10:00');
      expect(said).toContain('You can still bring it up in its thread.');
      expect(await address()).toMatch(/^https:/);
      expect(said).toContain(await address());
    }
  });

  it('when voting ended, or by when it was over, and where to go', async () => {
    await everyoneWrites();
    await it_.submit(ann, await it_.press(ann, await it_.main(), 'Continue to voting (facilitator)'));
    const old = await kept();
    it_.clock.set(Date.parse('2026-11-24T12:00:00Z'));
    await it_.submit(ann, await it_.press(ann, await it_.main(), 'Close voting (facilitator)'));
    const first = await pressed(old, 'Vote');
    expect(first).toContain('Voting on “Website relaunch” ended on');
    isAt(first, '2026-11-24T12:00');
    expect(first).toContain('App Home shows what you can do in it now.');
    expect(first).toContain(await address());

    const inDiscussion = await kept();
    it_.clock.set(Date.parse('2026-11-24T13:00:00Z'));
    await it_.toActions();
    expect(await pressed(old, 'Vote')).toContain('Voting on “Website relaunch” was over by');
    expect(await pressed(inDiscussion, 'I’m done')).toContain('Talking about “Website relaunch” ended on');
  });

  it('when it was closed, and where the results are', async () => {
    const old = await kept();
    await everyoneWrites();
    await it_.toActions();
    const last = await kept();
    it_.clock.set(Date.parse('2026-11-24T14:00:00Z'));
    await it_.submit(ann, await it_.press(ann, last, 'Close the retrospective (facilitator)'));
    for (const [message, label] of [
      [old, 'Add cards'],
      [old, 'Nothing to add'],
      [last, 'Propose an action'],
      [last, 'I’m done'],
    ] as const) {
      const said = await pressed(message, label);
      expect(said).toContain('The retrospective “Website relaunch” was closed on');
      isAt(said, '2026-11-24T14:00');
      expect(said).toContain('You can read the results in its message, or with `/retro history`.');
      expect(said).toContain(await address());
    }
  });

  it('that it was cancelled, and how to start another', async () => {
    const old = await kept();
    it_.clock.set(Date.parse('2026-11-24T14:00:00Z'));
    await it_.submit(ann, await it_.press(ann, old, 'Cancel the retrospective (facilitator)'));
    const said = await pressed(old, 'Add cards');
    expect(said).toContain('The retrospective “Website relaunch” was cancelled on');
    isAt(said, '2026-11-24T14:00');
    expect(said).toContain('You can start a new one with `/retro`.');
  });

  it('what became of an action, and when it was done', async () => {
    await everyoneWrites();
    await it_.toActions();
    await it_.submit(ann, await it_.press(ann, await it_.main(), 'Propose an action'), {
      what: typed('Fix the tests'),
      owner: { selected_user: ben },
    });
    await it_.settle();
    const list = await it_.command(ben, 'actions');
    await it_.press(ben, list, 'I’ll do it');
    const accepted = await it_.command(ben, 'actions');
    it_.clock.set(Date.parse('2026-11-24T14:00:00Z'));
    await it_.press(ben, accepted, 'Done');
    it_.clock.set(Date.parse('2026-11-24T15:00:00Z'));
    const said = words(await it_.press(ben, accepted, 'Done'));
    expect(said).toContain('“Fix the tests” was done on');
    isAt(said, '2026-11-24T14:00');
    expect(said).toContain('`/retro actions` shows what is still open.');
  });

  it('nothing of it to whoever may not see it', async () => {
    const old = await kept();
    await it_.leaves(cat);
    const said = await pressed(old, 'Add cards', cat);
    expect(said).toContain('I can’t find this retrospective for you');
    expect(said).not.toMatch(/Website relaunch|https:/);
  });
});
