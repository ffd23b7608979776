/** A message that begins a form names people as they are called, and no channel that its readers may not know. On both engines. */
import { everyObject, textAt } from '../../sandbox/json.ts';
import { learning, priya, secretly, seun, website } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { type LearnedHere, learnedOn } from '../support/learned-here.ts';

describe.each(engines())('on $name, one’s own message that is saved as a share', (engine) => {
  let it_: LearnedHere;
  beforeEach(async () => {
    it_ = await learnedOn(engine);
  });
  afterEach(async () => {
    expect(it_.wrong()).toEqual([]);
    await it_.close();
  });

  /** What the form begins with. */
  const begun = async (who: string, channel: string, mrkdwn: string): Promise<string> => {
    await it_.who(who).say(channel, 'to be saved');
    const said = (it_.sandbox.world.messages[channel] ?? []).findLast(({ text }) => text === 'to be saved');
    if (said === undefined) throw new Error('nothing was said');
    Object.assign(said, { text: mrkdwn });
    await it_.save(who, channel, said.ts);
    const inputs = [...everyObject(it_.who(who).modal()?.view ?? {})];
    return inputs.map((one) => textAt(one, 'initial_value')).find((text) => text !== '') ?? '';
  };

  it('names people as Lore knows them, and an unknown one as someone', async () => {
    expect(await begun(seun, learning, '<@U0MARA|mm> asked <@U0NOBODY|Nemo> &amp; <@U0ARJUN>')).toBe(
      'Mara asked someone & Arjun',
    );
  });

  it('never names a private channel, not even for those who are in it, since a share can be shown to more people later', async () => {
    const text = `In <#${secretly}|people> we rehearse, as in <#${learning}|learning> and <#${website}|website-relaunch>`;
    const told = await begun(seun, learning, text);
    expect(told).toBe('In a private channel we rehearse, as in #learning and #website-relaunch');
    expect(await begun(seun, secretly, `Only in <#${secretly}|people>`)).toBe('Only in a private channel');
    await it_.who(seun).submit();
    await it_.settle();
    expect(JSON.stringify(it_.posted(secretly))).not.toContain('#people');
  });

  it('names no other channel where guests read', async () => {
    expect(await begun(priya, website, `See <#${learning}|learning> and <#${website}|website>`)).toBe(
      'See (a channel not visible here) and #website-relaunch',
    );
  });

  it('has groups and broadcasts as text, which ping nobody when it is posted', async () => {
    const told = await begun(seun, learning, '<!here> and <!channel|@channel>, <!subteam^S0GONE|@ops> too');
    expect(told).toBe('@here and @channel, @ops too');
    await it_.who(seun).submit();
    await it_.settle();
    const { text, blocks } = it_.messageWith(learning, '@here and @channel');
    expect(text).not.toMatch(/<!/);
    expect([...everyObject(blocks)].filter((one) => one['type'] === 'broadcast')).toEqual([]);
  });

  it('has the address of a mailbox and of a page as they are typed', async () => {
    const text =
      '<mailto:ops@a.example|ops@a.example>, <https://a.example|the guide>, <http://a.example|a.example>';
    expect(await begun(seun, learning, text)).toBe(
      'ops@a.example, the guide (https://a.example), http://a.example',
    );
  });
});
