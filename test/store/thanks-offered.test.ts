/** Thanks are offered to the person alone, after something of somebody else's was of use. On both engines. */
import type { Message } from '../../sandbox/state/world.ts';
import { userId } from '../../src/core/ids.ts';
import { widely } from '../support/colleague.ts';
import { diego, hana, ines, learning, mara, seun, team, website } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { pressPayload, sendPayload } from '../support/forged.ts';
import { type LoreHere, startLoreHere } from '../support/lore-here.ts';

const arjun = 'U0ARJUN';
const noor = 'U0NOOR';
const dryRun = 'A dry run with the real data saves a night';
const rehearse = {
  title: 'Rehearse moves',
  happened: 'A rehearsal showed us two wrong records before the night of the move',
  useWhen: 'Before a move to a new server',
};

describe.each(engines())('on $name, thanks are offered', (engine) => {
  let here: LoreHere;
  beforeEach(async () => {
    here = await startLoreHere({ engine });
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });
  const message = (channel: string, text: string): Message => {
    const found = here.posted(channel).find((one) => one.text.includes(text));
    if (found === undefined) throw new Error(`nothing says “${text}”`);
    return found;
  };
  const share = async (who = arjun, channel = learning) => {
    await here.who(who).say(channel, `/learned ${dryRun}`);
    await here.who(who).submit(widely(here.who(who)));
    await here.settle();
  };
  const use = async (who: string, how = 'We rehearsed on Tuesday', channel = learning) => {
    await here.who(who).press(message(channel, dryRun), 'learned.use');
    await here.who(who).submit({ how });
    await here.settle();
  };
  const write = async () => {
    await here.who(arjun).say(learning, '/lore add');
    await here.who(arjun).submit({ ...widely(here.who(arjun)), ...rehearse });
    await here.settle();
    await here.who(arjun).closeAll();
  };
  const openLesson = async (who: string) => {
    await here.who(who).say(learning, '/lore search rehearse');
    await here.who(who).pressInModal('lessons.open');
    await here.modalWith(who, rehearse.useWhen);
  };
  /** The form of thanks as it stands after a press whose value nobody vouches for. */
  const forged = async (who: string, channel: string, value: object) => {
    const [any] = (here.sandbox.world.messages[channel] ?? []).slice(-1);
    if (any === undefined) throw new Error('nothing stands there');
    const pressed = { action_id: 'thanks.say', value: JSON.stringify(value) };
    expect((await sendPayload(here.sandbox, pressPayload(here.sandbox, who, any, pressed))).status).toBe(200);
    await here.settle();
    return here.modal(who);
  };

  it('after “Used it” on a share: its author is chosen, in the channel where it was shared', async () => {
    await share();
    await use(noor);
    expect(here.modal(noor)).toContain('say what it changed for you');
    await here.who(noor).pressInModal('thanks.say');
    const form = await here.modalWith(noor, 'What did it change?');
    expect(form).toContain(`"initial_users":["${arjun}"]`);
    expect(form).toContain(`"initial_conversation":"${learning}"`);
    await here.who(noor).submit({ what: 'Nobody had to be called at night' });
    await here.settle();
    expect(await here.home(arjun)).toContain('<@U0NOOR> thanks you:');
    expect(await here.home(mara)).not.toContain('Nobody had to be called');
  });

  it('in German, too', async () => {
    await share(hana, website);
    await use('U0JONAS', '', website);
    expect(here.modal('U0JONAS')).toContain('Notiert: Du hast es verwendet.');
    expect(here.modal('U0JONAS')).toContain('Danke sagen');
  });

  it('not where thanks are off: then “Used it” closes the form as it always did', async () => {
    await here.lore.store.workspaceSettings.change(team, userId(ines), {
      days: new Map(),
      switched: [{ practice: 'thanks', position: 'off', prompts: [] }],
    });
    await share();
    await use(noor);
    expect(here.who(noor).modal()).toBeUndefined();
  });

  it('after a lesson was used, on its page and in the answer to “I used it”', async () => {
    await write();
    await openLesson(seun);
    await here.who(seun).pressInModal('lessons.try');
    await here.modalWith(seun, 'Noted: you used it');
    await here.who(seun).submit({ went: 'helped', how: 'No surprises', team: learning });
    const page = await here.modalWith(seun, 'thanks.say');
    expect(page).toContain('Say thanks');
    await here.who(seun).pressInModal('thanks.say');
    expect(await here.modalWith(seun, 'What did it change?')).toContain(`"initial_users":["${arjun}"]`);
  });

  it('to the person alone: the channel and the author read nothing of it', async () => {
    await share();
    await use(noor);
    const seen = JSON.stringify([here.posted(learning), here.direct(arjun), await here.home(arjun)]);
    expect(seen).not.toContain('thanks.say');
  });

  it.each([
    ['oneself', website, { to: mara }, 'choose someone else who helped you'],
    ['a bot', website, { to: 'U0LOREBOT' }, 'An app can’t read this'],
    ['somebody who left', website, { to: 'U0LEILA' }, 'has no account here any more'],
    ['somebody of another organisation', website, { to: 'U0FREYA' }, 'from another organisation'],
  ])('by a forged press to %s: the form says why, and chooses nobody', async (_what, channel, value, why) => {
    const form = await forged(mara, channel, value);
    expect(form).toContain(why);
    expect(form).not.toContain('initial_users');
  });

  it.each([
    ['<!channel>', { to: '<!channel>' }],
    ['40 people', { to: Array.from({ length: 40 }, (_, at) => `U0NAME${at}`) }],
    ['nobody', {}],
  ])('by a forged press to %s: nothing opens, and the answer is kind', async (_what, value) => {
    await forged(mara, website, value);
    expect(here.modal(mara)).not.toContain('multi_users_select');
    expect(here.who(mara).told(website).at(-1)).toContain('earlier version');
    expect(await here.rows('thanks')).toBe('[[]]');
  });

  it('proposes no channel that one of the two is not in', async () => {
    expect(await forged(mara, website, { to: diego, at: 'C0PEOPLE' })).toContain(
      `"initial_conversation":"${website}"`,
    );
    await here.who(mara).closeAll();
    const form = await forged(mara, learning, { to: hana });
    expect(form).toContain(`"initial_users":["${hana}"]`);
    expect(form).not.toContain('initial_conversation');
  });
});
