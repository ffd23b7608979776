/** Setting up a forum: who is asked, what they read, and how it begins. On both engines. */
import { hana, katrin, learning, mara, priya, sam, seun } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { type ForumsHere, forumsOn, subject } from '../support/forums-here.ts';

describe.each(engines())('on $name, a forum', (engine) => {
  let here: ForumsHere;
  beforeEach(async () => {
    here = await forumsOn(engine);
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });
  const inChannel = (channel = learning) => here.posted(channel).filter(({ text }) => text.includes(subject));

  it('asks each in a direct message, and tells only who set it up what is missing', async () => {
    expect(await here.setUp()).not.toContain('errors');
    expect(here.directWith(mara, subject).text).toContain('2 are missing');
    await here.agrees(priya);
    expect(here.directWith(mara, subject).text).toContain('one is missing');
    expect(here.directWith(mara, subject).text).toContain(`<@${priya}> agreed: core group`);
    expect(here.directWith(mara, subject).text).toContain(`<@${seun}> is asked: core group`);
    expect(inChannel()).toEqual([]);
    expect(here.directWith(priya, subject).text).not.toContain(seun);
  });

  it('begins once three have agreed, with the sponsor whenever they do, and the channel reads so once', async () => {
    await here.begun();
    expect(inChannel()).toHaveLength(1);
    expect(inChannel()[0]?.text).toContain('Mara, Priya, and Seun prepare it');
    expect(inChannel()[0]?.text).not.toContain('sponsor');
    expect(here.directWith(mara, 'has begun').text).toContain(subject);
    await here.agrees(katrin);
    expect(inChannel()[0]?.text).toContain('Katrin is its sponsor');
    expect(inChannel()).toHaveLength(1);
  });

  it('who declines is left alone, and nobody learns of it', async () => {
    await here.setUp();
    const before = here.directWith(mara, subject).text;
    await here.who(priya).press(await here.reads(priya, subject), 'forums.decline');
    await here.settle();
    expect(here.directWith(priya, subject).text).toContain('doesn’t hear of it');
    expect(here.directWith(mara, subject).text).toBe(before);
    for (const who of [mara, seun, katrin]) expect(await here.export(who)).not.toContain('"no"');
    expect(await here.export(priya)).toContain('"no"');
  });

  it('who declined is asked no more for the same by somebody else, who learns nothing of it', async () => {
    await here.setUp();
    await here.who(priya).press(await here.reads(priya, subject), 'forums.decline');
    await here.settle();
    const count = here.direct(priya).length;
    expect(await here.setUp({ core: [seun, priya, 'U0NOOR'] }, seun)).not.toContain('errors');
    await here.playUntil(here.sandbox.core.clock.now() + 7 * 86_400_000);
    expect(here.direct(priya)).toHaveLength(count);
    expect(await here.home(priya)).not.toContain('forums.agree');
    expect(here.directWith(seun, subject).text).toContain(`<@${priya}> is asked: core group`);
    // A forum on something else is another question.
    await here.setUp({ subject: 'Testing together', core: ['U0ARJUN', priya, seun] }, 'U0ARJUN');
    expect((await here.reads(priya, 'Testing together')).text).toContain('<@U0ARJUN>');
  });

  it('refuses what cannot begin, with what to choose instead', async () => {
    const refused = async (more: Readonly<Record<string, string | readonly string[]>>) => {
      const answer = await here.setUp(more);
      await here.who(mara).closeAll();
      return answer;
    };
    expect(await refused({ subject: '  ' })).toContain('in one line');
    expect(await refused({ core: [mara, priya] })).toContain('Choose three people');
    expect(await refused({ core: [mara, priya, hana] })).toContain('isn’t in this channel');
    expect(await refused({ core: [mara, priya, 'U0LEILA'] })).toContain('no account here any more');
    expect(await refused({ core: [mara, priya, sam] })).toContain('is a guest');
    expect(await refused({ core: [mara, priya, 'U0FREYA'] })).toContain('another organisation');
    expect(await refused({ sponsor: seun })).toContain('Choose a fourth person');
    expect(await refused({ sponsor: 'U0FREYA' })).toContain('another organisation');
    expect(await here.rows('forum_plan', 'forum_ask')).toBe('[[],[]]');
  });
});
