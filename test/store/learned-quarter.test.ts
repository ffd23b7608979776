/** What a channel shared and used over a quarter: asked for, as numbers and as a picture, for oneself or for everyone there. */
import { isJson, type Json } from '../../sandbox/json.ts';
import { messageView } from '../../sandbox/page-api/shown.ts';
import type { Message } from '../../sandbox/state/world.ts';
import { day } from '../../src/core/clock.ts';
import { textsIn } from '../support/colleague.ts';
import { learning, secretly, website } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { learnedOn, type LearnedHere } from '../support/learned-here.ts';

describe.each(engines())('on $name, a channel’s quarter', (engine) => {
  let it_: LearnedHere;
  beforeEach(async () => {
    it_ = await learnedOn(engine);
  });
  afterEach(async () => {
    expect(it_.wrong()).toEqual([]);
    await it_.close();
  });
  const arjun = () => it_.who('U0ARJUN');
  const weeksPass = (weeks: number) => it_.playUntil(it_.sandbox.core.clock.now() + weeks * 7 * day);
  /** What is in the first column is seven weeks old when it is asked for. */
  const shareForWeeks = async () => {
    await it_.share('U0ARJUN', learning, 'Rehearse moves with real data');
    await it_.share('U0NOOR', learning, 'Ask for the licence first');
    const [first] = it_.posted(learning).filter(({ text }) => text.includes('Rehearse'));
    if (first === undefined) throw new Error('nothing was shared');
    await weeksPass(2);
    await it_.share('U0ARJUN', learning, 'Photos come late when nobody owns them');
    await it_.who('U0NOOR').press(first, 'learned.use');
    await it_.who('U0NOOR').submit({ how: 'On Tuesday' });
    await weeksPass(5);
    await it_.share('U0NOOR', learning, 'Handing over takes a week');
    await it_.share('U0CAROL', secretly, 'Of another channel');
  };
  const ask = async (who = 'U0ARJUN', channel: string = learning, word = 'quarter') => {
    await it_.who(who).say(channel, `/learned ${word}`);
    return textsIn(it_.who(who).modal()?.view ?? {}).join('\n');
  };
  const imageIn = (message: Message | undefined): Json | undefined =>
    message === undefined
      ? undefined
      : (messageView(it_.sandbox.core, message).blocks as unknown[])
          .filter(isJson)
          .find(({ type }) => type === 'image');
  /** Until the picture is there: it is processed for some seconds. */
  const pictured = () => it_.playUntil(it_.sandbox.core.clock.now() + 60_000);

  it('is shown to the person who asks: its numbers first, then as a direct message with a picture of the same', async () => {
    await shareForWeeks();
    const form = await ask();
    const said = `In the last 13 weeks, people in <#${learning}> shared 4 things. What was shared here was used once.`;
    expect(form).toContain(said);
    expect(form).toContain(
      '23 Nov: 2 shared, 0 used · 7 Dec: 1 shared, 1 used · 11 Jan: 1 shared, 0 used. Nothing in the other weeks.',
    );
    await arjun().submit();
    await pictured();
    const message = it_.direct('U0ARJUN').at(-1);
    expect(message?.text).toContain(said);
    expect(imageIn(message)).toMatchObject({
      alt_text: expect.stringContaining('7 Dec: Shared 1, Used 1') as string,
    });
    expect(imageIn(message)).toHaveProperty('image_url');
    expect(it_.posted(learning).filter(({ text }) => text.includes('13 weeks'))).toEqual([]);
  });

  it('is posted once in the channel for the person who wants that, with who asked, and names nobody in the picture', async () => {
    await shareForWeeks();
    await ask();
    await arjun().submit({ to: 'channel' });
    await pictured();
    const posted = it_.posted(learning).filter(({ text }) => text.includes('13 weeks'));
    expect(posted).toHaveLength(1);
    expect(posted[0]?.text).toContain('Arjun asked for this. So can you: `/learned quarter`');
    const image = imageIn(posted[0]);
    expect(image).toHaveProperty('image_url');
    expect(JSON.stringify(image)).not.toMatch(/Arjun|U0/);
    expect(it_.direct('U0ARJUN').filter(({ text }) => text.includes('13 weeks'))).toEqual([]);
  });

  it('with too little in it has no picture, and says so', async () => {
    await it_.share('U0ARJUN', learning, 'Rehearse moves with real data');
    const form = await ask();
    expect(form).toContain('shared one thing. What was shared here was used by nobody yet.');
    expect(form).toContain('That’s too little for a picture');
    expect(arjun().modal()?.view['submit']).toBeUndefined();
    expect(await ask('U0MARA', website)).toContain('shared nothing.');
  });

  it('is complete without its picture where nothing can be uploaded', async () => {
    it_.sandbox.faults.order(
      'files.getUploadURLExternal',
      { kind: 'error', error: 'file_uploads_disabled' },
      9,
    );
    await shareForWeeks();
    await ask();
    await arjun().submit();
    await pictured();
    const message = it_.direct('U0ARJUN').at(-1);
    expect(message?.text).toContain('7 Dec: 1 shared, 1 used');
    expect(imageIn(message)).toBeUndefined();
    expect(it_.wrong()).toEqual(['files.getUploadURLExternal: HTTP 200, file_uploads_disabled']);
  });

  it('counts what stands: what was taken back is in neither the numbers nor the picture', async () => {
    await shareForWeeks();
    const [mine] = it_.posted(learning).filter(({ text }) => text.includes('Photos come late'));
    if (mine === undefined) throw new Error('nothing was shared');
    await arjun().press(mine, 'learned.manage', { holds: 'back' });
    await arjun().submit();
    await it_.settle();
    expect(await ask()).toContain('shared 3 things');
  });

  it('is for people of the channel: elsewhere nothing of it is told', async () => {
    await it_.share('U0CAROL', secretly, 'Of a private channel');
    await arjun().say('D0ARJUN', '/learned quarter');
    expect(arjun().told('D0ARJUN').join()).toContain('Type `/learned quarter` in a channel');
    expect(await ask()).toContain('shared nothing');
  });

  it('that somebody left before they chose is not shown to them', async () => {
    await shareForWeeks();
    await ask();
    await it_.sandbox.page('membership', { as: 'U0ARJUN', channelId: learning, change: 'leave' });
    await it_.settle();
    const answer = await arjun().submit();
    expect(JSON.stringify(answer)).toContain('You or I are no longer in that channel');
  });

  it('is asked for in German too', async () => {
    await it_.sandbox.page('person', { as: 'U0ARJUN', change: { kind: 'locale', locale: 'de-DE' } });
    await it_.settle();
    expect(await ask('U0ARJUN', learning, 'Quartal')).toContain(
      `In den letzten 13 Wochen wurde in <#${learning}> nichts geteilt.`,
    );
  });
});
