/** Joining, pausing, stopping and "not with": for oneself alone, with a clear answer to what cannot be. */
import { learning, secretly, website } from '../support/company.ts';
import { closing, coachingOn, type CoachingHere, firstRound, secondRound } from '../support/coaching-here.ts';
import { engines } from '../support/databases.ts';

const [mara, priya, seun, sam] = ['U0MARA', 'U0PRIYA', 'U0SEUN', 'U0SAM'] as const;

describe.each(engines())('on $name, taking part in coaching rounds', (engine) => {
  let it_: CoachingHere;
  beforeEach(async () => {
    it_ = await coachingOn(engine);
  });
  afterEach(async () => {
    expect(it_.wrong()).toEqual([]);
    await it_.close();
  });

  it('is said for oneself, and shown to nobody else: in no Home, no export, no channel', async () => {
    await it_.join(mara, { notWith: [seun] });
    expect(await it_.home(mara)).toContain('You take part in the coaching rounds of');
    for (const who of [priya, seun]) {
      expect(await it_.home(who)).not.toContain(mara);
      expect(await it_.export(who)).not.toContain(mara);
      expect(it_.direct(who)).toEqual([]);
    }
    expect(await it_.export(mara)).toContain(seun);
    expect(it_.posted(learning)).toEqual([]);
  });

  it('never brings two together of whom one said “not with”, and works both ways', async () => {
    await it_.join(mara, { notWith: [seun] });
    await it_.join(seun);
    await it_.playUntil(closing);
    expect(await it_.pairs()).toEqual([]);
  });

  it('with somebody who erases their data leaves no row that names them; the form says so beforehand, and said again it holds again', async () => {
    await it_.who(mara).say(learning, '/coach join');
    expect(JSON.stringify(it_.who(mara).modal())).toContain('If they erase their data, I forget this too');
    await it_.who(mara).closeAll();
    await it_.join(mara, { notWith: [seun] });
    await it_.join(seun);
    await it_.erase(seun);
    expect(await it_.rows('coaching_block', 'coaching_join')).not.toContain(seun);
    await it_.join(seun);
    await it_.join(mara, { notWith: [seun] });
    await it_.playUntil(closing);
    expect(await it_.pairs()).toEqual([]);
    for (const who of [mara, seun]) expect(it_.direct(who).map(({ text }) => text)).toHaveLength(1);
  });

  it('cannot be “not with” oneself or an app, and the form says so and stays', async () => {
    expect(await it_.join(mara, { notWith: [mara] })).toContain('That’s you');
    await it_.who(mara).closeAll();
    expect(await it_.join(mara, { notWith: ['U0LOREBOT'] })).toContain('is an app');
    expect(await it_.rows('coaching_join', 'coaching_block')).toBe('[[],[]]');
  });

  it('is for full members: a guest reads so', async () => {
    await it_.set(priya, { standing: 'guest' });
    expect(await it_.type(sam, 'join', website)).toContain('for full members');
  });

  it('outside a channel with rounds says where they are, as far as one may see, and how they begin', async () => {
    await it_.join(mara);
    expect(await it_.type('U0DIEGO', '', website)).toContain('<#C0LEARNING>');
    const answer = await it_.type('U0INES', 'join', secretly);
    expect(answer).toContain('Any channel can start rounds');
    expect(answer).not.toContain('C0WEBSITE');
  });

  it('pauses until a day that one chooses, takes part again from it on, and takes no day that is past or far off', async () => {
    await it_.join(mara);
    await it_.join(priya);
    const until = async (date: string) => {
      await it_.home(mara);
      await it_.who(mara).pressInHome('coaching.pause-until');
      const answer = JSON.stringify(await it_.who(mara).submit({ until: date }));
      await it_.settle();
      await it_.who(mara).closeAll();
      return answer;
    };
    for (const date of ['2026-11-20', '2028-01-01']) expect(await until(date)).toContain('"until":');
    expect(await it_.home(mara)).toContain('You take part');
    // The second round's day itself is the first on which she takes part again.
    expect(await until('2026-12-09')).not.toContain('errors');
    expect(await it_.home(mara)).toContain('You’ve paused');
    expect(JSON.stringify(it_.direct(mara))).not.toContain('coaching.yes');
    await it_.playUntil(closing);
    expect(await it_.pairs()).toEqual([]);
    expect(it_.direct(mara)).toEqual([]);
    await it_.playUntil(secondRound + 60_000);
    expect(await it_.pairs()).toMatchObject([{ size: 2 }]);
    expect(await it_.home(mara)).not.toContain('You’ve paused');
    for (const who of [priya, seun]) expect(await it_.export(who)).not.toMatch(/"pausedUntil":\{/);
  });

  it('says with “help” what can be typed, and what nobody sees', async () => {
    for (const [who, channel] of [
      [mara, learning],
      ['U0INES', secretly],
    ] as const) {
      const help = await it_.type(who, 'help', channel);
      for (const typed of ['coach join`', 'coach pause`', 'coach mentor`']) expect(help).toContain(typed);
      expect(help).toContain('Nobody sees who takes part');
    }
    expect(await it_.type(mara, 'dance')).toContain('I don’t know that one');
    expect(await it_.rows('coaching_join')).toBe('[[]]');
  });

  it('pauses for two weeks with one word, goes on in Home, and stops with one press', async () => {
    await it_.join(mara);
    expect(await it_.type(mara, 'pause')).toContain('Paused until');
    expect(await it_.home(mara)).toContain('You’ve paused');
    await it_.who(mara).pressInHome('coaching.go-on');
    expect(await it_.home(mara)).toContain('You take part');
    await it_.who(mara).pressInHome('coaching.stop');
    expect(await it_.home(mara)).toContain('has coaching rounds');
    expect(await it_.type(mara, 'pause')).toContain('You aren’t in these rounds');
    await it_.playUntil(firstRound + 60_000);
    expect(it_.direct(mara)).toEqual([]);
  });
});
