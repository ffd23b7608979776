/** "Reply" under an entry about a mistake: what each person who presses it is told, alone. On each engine. */
import { elementsOf } from '../../sandbox/blocks/inside.ts';
import { textAt } from '../../sandbox/json.ts';
import type { Message } from '../../sandbox/state/world.ts';
import { katrin, learning, mara, ines, priya, secretly, seun } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { pressPayload, sendPayload } from '../support/forged.ts';
import { type JourneyHere, journeyOn } from '../support/journey-here.ts';

const curious = 'What did you notice first?';
const thread = 'Answers stand in the thread of this entry.';

describe.each(engines())('on $name, Reply under an entry', (engine) => {
  let it_: JourneyHere;
  beforeEach(async () => {
    it_ = await journeyOn(engine);
  });
  afterEach(async () => {
    expect(it_.wrong()).toEqual([]);
    await it_.close();
  });
  const tell = async (who: string, question: string, channel: string): Promise<Message> => {
    await it_.who(who).say(channel, '/journey write');
    await it_.who(who).submit({ text: 'The price was wrong for an hour', question, channels: [channel] });
    await it_.modalWith(who, 'As it will be posted');
    await it_.who(who).submit();
    await it_.settle();
    const message = it_.posted(channel).at(-1);
    if (message === undefined) throw new Error('nothing was posted');
    return message;
  };
  const invited = async (who: string): Promise<void> => {
    await it_.who(ines).say(secretly, '/journey invite');
    await it_.who(ines).submit({ people: [who] });
    await it_.who(ines).closeAll();
    await it_.playUntil(Date.parse('2026-11-24T15:00:00Z'));
    const [invitation] = it_.direct(who);
    if (invitation === undefined) throw new Error(`${who} was not invited`);
    await it_.who(who).press(invitation, 'journey.rhythm');
    await it_.who(who).submit({ rhythm: 'fortnight' });
    await it_.who(who).closeAll();
    await it_.settle();
  };
  const replies = async (who: string, message: Message): Promise<string> => {
    const before = it_.who(who).told(message.channelId).length;
    await it_.who(who).press(message, 'journey.reply');
    await it_.settle();
    return it_.who(who).told(message.channelId).slice(before).join('\n');
  };
  const buttonsOf = (message: Message) =>
    message.blocks.flatMap(elementsOf).map((element) => textAt(element, 'action_id'));

  it('leads everybody to the thread, and offers a curious way to begin to who was invited to lead, alone', async () => {
    await invited(mara);
    const message = await tell(seun, 'mistake', learning);
    const stored = await it_.tables();
    const written = it_.posted(learning).length;
    expect(await replies(mara, message)).toMatch(
      new RegExp(`${thread.replaceAll('.', '\\.')}[^]*${curious.replace('?', '\\?')}`),
    );
    const other = await replies(priya, message);
    expect(other).toContain(thread);
    expect(other).not.toContain(curious);
    expect(other).not.toContain('invited');
    const german = await replies(katrin, message);
    expect(german).toContain('Antworten stehen im Thread dieses Eintrags.');
    expect(german).not.toContain('Was ist dir');
    expect(await it_.tables()).toBe(stored);
    expect(it_.posted(learning)).toHaveLength(written);
    expect(it_.direct(seun)).toEqual([]);
  });

  it('offers nothing under one’s own entry, and has no button under an entry about something else', async () => {
    await invited(seun);
    const own = await replies(seun, await tell(seun, 'mistake', learning));
    expect(own).toContain(thread);
    expect(own).not.toContain(curious);
    expect(buttonsOf(await tell(seun, 'unknown', learning))).not.toContain('journey.reply');
  });

  it('says kindly that an entry is gone, to who presses late or was never in its channel', async () => {
    await invited(mara);
    const secret = await tell(seun, 'mistake', secretly);
    const value = secret.blocks
      .flatMap(elementsOf)
      .filter((element) => textAt(element, 'action_id') === 'journey.reply')
      .map((element) => textAt(element, 'value'))[0];
    const open = await tell(seun, 'mistake', learning);
    const forged = { action_id: 'journey.reply', value: value ?? '' };
    expect((await sendPayload(it_.sandbox, pressPayload(it_.sandbox, mara, open, forged))).status).toBe(200);
    expect(it_.who(mara).told(learning).at(-1)).toContain('isn’t here any more');
    await it_.who(seun).press(open, 'journey.manage', { holds: 'back' });
    await it_.who(seun).submit();
    expect(await replies(mara, open)).toContain('isn’t here any more');
  });
});
