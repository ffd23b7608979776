/** A share or an entry of a journey becomes a lesson: its author's at once, anybody else's once its author agrees. On both engines. */
import { userId } from '../../src/core/ids.ts';
import type { Message } from '../../sandbox/state/world.ts';
import { learning, team } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { type AddingHere, addingOn } from '../support/adding-here.ts';

const useWhen = 'Before a night of moving';

describe.each(engines())('on $name, a lesson of what somebody wrote in Lore', (engine) => {
  let it_: AddingHere;
  beforeEach(async () => {
    it_ = await addingOn(engine);
  });
  afterEach(async () => {
    expect(it_.wrong()).toEqual([]);
    await it_.close();
  });

  const what = 'Rehearse moves with the real data';
  const share = async (): Promise<Message> => {
    await it_.who('U0ARJUN').say(learning, `/learned ${what}`);
    await it_.fill('U0ARJUN', {});
    return it_.said(learning, what);
  };
  const entry = async (): Promise<Message> => {
    await it_.who('U0ARJUN').say(learning, '/journey write');
    await it_.who('U0ARJUN').submit({ text: what, channels: [learning] });
    await it_.modalWith('U0ARJUN', 'As it will be posted');
    await it_.fill('U0ARJUN', {});
    return it_.said(learning, what);
  };
  const keep = async (who: string, message: Message) => {
    await it_.who(who).press(message, 'lessons.of');
    return it_.modal(who);
  };
  const list = async (who: string) => {
    await it_.home(who);
    await it_.who(who).closeAll();
    await it_.who(who).pressInHome('lessons.list');
    return it_.modal(who);
  };
  const question = () => it_.asked('U0ARJUN');
  const answer = async (action: string) => {
    await it_.who('U0ARJUN').press(await question(), action);
    await it_.settle();
  };

  it.each([
    ['share', share],
    ['entry of a journey', entry],
  ])('of one’s own %s is saved at once, leads back to it, and asks nobody', async (_what, write) => {
    const message = await write();
    expect(await keep('U0ARJUN', message)).toContain(what);
    await it_.fill('U0ARJUN', { useWhen });
    expect(it_.modal('U0ARJUN')).toContain('It’s saved');
    expect(it_.modal('U0ARJUN')).toContain('For every full member of the workspace');
    expect(await list('U0ARJUN')).toContain(`archives/C0LEARNING/p${message.ts.replace('.', '')}`);
    await it_.playUntil(Date.parse('2026-11-25T12:00:00Z'));
    expect(it_.direct('U0ARJUN')).toEqual([]);
  });

  it.each([
    ['share', share],
    ['entry of a journey', entry],
  ])('of somebody else’s %s is for the two of them until they agree', async (_what, write) => {
    const message = await write();
    expect(await keep('U0MARA', message)).toContain('Until they agree, only the two of you see it');
    await it_.fill('U0MARA', { useWhen });
    expect(it_.modal('U0MARA')).toContain('I’ll ask its author');
    expect((await question()).text).toContain('something you wrote in <#C0LEARNING> as a lesson');
    expect(await keep('U0SEUN', message)).not.toContain(useWhen);
    await answer('lessons.agree');
    expect((await question()).text).toContain('You agreed: it’s for every full member');
    await it_.who('U0SEUN').closeAll();
    const there = await keep('U0SEUN', message);
    expect(there).toContain('This is already a lesson');
    expect(there).toContain(useWhen);
    expect(there).toContain('Learned by');
  });

  it('stays between the two of them when its author says no, or nothing', async () => {
    const message = await share();
    await keep('U0MARA', message);
    await it_.fill('U0MARA', { useWhen });
    await question();
    await answer('lessons.keep-here');
    expect((await question()).text).toContain('It stays between you and <@U0MARA>');
    await it_.playUntil(Date.parse('2026-12-20T12:00:00Z'));
    expect(await list('U0MARA')).toContain('it stays that way');
    expect(await keep('U0SEUN', message)).not.toContain('already a lesson');
    await it_.who('U0SEUN').closeAll();
  });

  it('that its author deletes is gone, and only they can begin again', async () => {
    const message = await share();
    await keep('U0MARA', message);
    await it_.fill('U0MARA', { useWhen });
    await question();
    await it_.who('U0ARJUN').press(await question(), 'lessons.take-out');
    await it_.who('U0ARJUN').submit();
    await it_.settle();
    expect(await it_.tables()).not.toContain(useWhen);
    expect(await it_.tables()).not.toContain('archives/C0LEARNING');
    await it_.who('U0MARA').closeAll();
    await keep('U0MARA', message);
    expect(it_.who('U0MARA').told(learning).join()).toContain('Only the author can make it one again');
    expect(await keep('U0ARJUN', message)).toContain(what);
  });

  it('that who saved it deletes, before its author agreed, is gone with its link', async () => {
    const message = await share();
    await keep('U0MARA', message);
    await it_.fill('U0MARA', { useWhen });
    await it_.who('U0MARA').pressInModal('lessons.take-out');
    await it_.who('U0MARA').submit();
    await it_.settle();
    expect(await it_.tables()).not.toContain(useWhen);
    expect(await it_.tables()).not.toContain('archives/C0LEARNING');
  });

  it('that its author has not agreed to goes when they take back what they wrote', async () => {
    const message = await share();
    await keep('U0MARA', message);
    await it_.fill('U0MARA', { useWhen });
    await it_.who('U0ARJUN').press(message, 'learned.manage', { holds: '"back"' });
    await it_.who('U0ARJUN').submit();
    await it_.settle();
    expect(await it_.tables()).not.toContain(useWhen);
    expect(await it_.home('U0MARA')).not.toContain('lessons.list');
  });

  it('that they agreed to stays when they take back what they wrote, and is theirs to delete', async () => {
    const message = await entry();
    await keep('U0MARA', message);
    await it_.fill('U0MARA', { useWhen });
    await question();
    await answer('lessons.agree');
    await it_.who('U0ARJUN').press(message, 'journey.manage', { holds: '"back"' });
    await it_.who('U0ARJUN').submit();
    await it_.settle();
    expect(await list('U0ARJUN')).toContain(useWhen);
    await it_.who('U0ARJUN').pressInModal('lessons.take-out');
    await it_.who('U0ARJUN').submit();
    await it_.settle();
    expect(await it_.tables()).not.toContain(useWhen);
  });

  it('goes with the data of who wrote it, and loses its writer with theirs', async () => {
    const message = await share();
    await keep('U0MARA', message);
    await it_.fill('U0MARA', { useWhen });
    await question();
    await answer('lessons.agree');
    const erase = (who: string) =>
      it_.lore.store.erasing(team, 'operator', { kind: 'person', userId: userId(who) });
    await erase('U0MARA');
    await it_.settle();
    expect(await it_.tables()).toContain(useWhen);
    expect(await it_.rows('lesson')).not.toContain('U0MARA');
    await erase('U0ARJUN');
    await it_.settle();
    expect(await it_.tables()).not.toContain(useWhen);
  });

  it('cannot be made where its author is no longer in the channel to be asked', async () => {
    const message = await share();
    await it_.sandbox.page('membership', { as: 'U0ARJUN', channelId: learning, change: 'leave' });
    await it_.settle();
    await keep('U0MARA', message);
    expect(it_.who('U0MARA').modal()).toBeUndefined();
    expect(it_.who('U0MARA').told(learning).join()).toContain('isn’t in the channel (any more)');
  });

  it('that two people keep at once is one: the second is told, and nothing is asked twice', async () => {
    const message = await share();
    for (const who of ['U0ARJUN', 'U0ARJUN']) await keep(who, message);
    await it_.fill('U0ARJUN', { useWhen });
    await it_.who('U0ARJUN').close();
    await it_.fill('U0ARJUN', { useWhen });
    expect(it_.modal('U0ARJUN')).toContain('This is already a lesson');
  });
});
