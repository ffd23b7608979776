/** A review before the work has lessons of other teams in its thread, chosen by what is intended, and what changed here before; they count like those of a plan. */
import { day } from '../../src/core/clock.ts';
import { elementsOf } from '../../sandbox/blocks/inside.ts';
import { listAt, textAt } from '../../sandbox/json.ts';
import type { Message } from '../../sandbox/state/world.ts';
import { engines } from '../support/databases.ts';
import { hana, learning, mara, priya, seun, website, withHarbour } from '../support/company.ts';
import { lessonsOn, type LessonsHere, rehearse } from '../support/lessons-here.ts';
import { posts } from '../support/retro-path.ts';

const titles = ['The import took nine hours', 'Photos came late'];
const cardsIn = (message: Message | undefined) =>
  (message?.blocks ?? []).flatMap((block) => (block['type'] === 'carousel' ? listAt(block, 'elements') : []));
const readIn = (message: Message | undefined) =>
  (message?.blocks ?? []).flatMap(elementsOf).filter((one) => one['action_id'] === 'retro.lesson-read');

describe.each(engines())('on $name', (engine) => {
  let it_: LessonsHere;
  beforeAll(async () => {
    it_ = await lessonsOn(engine);
    const fields = { names: 'shown', cardsFor: 'channel' } as const;
    for (const [at, title] of titles.entries()) {
      await it_.hold(`Website relaunch ${at}`, [[priya, title]], { fields });
      await it_.write(mara, title, { ...rehearse, title });
    }
    await it_.playUntil(it_.sandbox.core.clock.now() + day);
    while ((await it_.list(priya)).includes('lessons.agree')) {
      await it_.who(priya).pressInModal('lessons.agree');
      await it_.settle();
    }
  }, 120_000);
  afterAll(async () => {
    expect(it_.wrong()).toEqual([]);
    await it_.close();
  });
  beforeEach(async () => {
    for (const who of [mara, priya, seun, hana]) await it_.who(who).closeAll();
  });

  const begin = async (who: string, channel: string, name: string, intent: string) => {
    await it_.who(who).say(channel, `/retro before ${name}`);
    expect(JSON.stringify(await it_.who(who).submit({ intent }))).not.toContain('errors');
    await it_.settle();
    return card(channel, name);
  };
  const card = (channel: string, name: string): Message => {
    const found = posts(it_.sandbox, channel).findLast(
      ({ text, threadTs: thread }) => !thread && text.startsWith(`Before we start: ${name}`),
    );
    if (found === undefined) throw new Error(`${name} has not begun`);
    return found;
  };
  const under = (message: Message) =>
    posts(it_.sandbox, message.channelId).filter(
      ({ threadTs: thread, text }) => thread === message.ts && /learned something|changed here/.test(text),
    );
  const read = async (who: string, message: Message) => {
    const [button] = readIn(message);
    await it_.who(who).closeAll();
    await it_.who(who).press(message, 'retro.lesson-read', { holds: textAt(button ?? {}, 'value') });
    return it_.modal(who);
  };

  it('nothing is said where none fits; once somebody says how it will be known, that counts, too', async () => {
    const review = await begin(seun, learning, 'Summer party', 'Everybody dances');
    expect(under(review)).toEqual([]);
    await it_.who(seun).press(review, 'retro.before-change');
    await it_.who(seun).submit({
      intent: 'Everybody dances',
      measure: 'The relaunch of the website and the move of its data take a night',
    });
    await it_.settle();
    expect(under(review)).toHaveLength(1);
    expect(under(review)[0]?.text).toContain(titles[0]);
  }, 60_000);

  it('has what fits what is intended, as cards in one message, and each person says alone whether it was applied', async () => {
    const review = await begin(seun, learning, 'Apollo', 'We relaunch the website of the company');
    const [one, ...more] = under(review);
    if (one === undefined) throw new Error('no lesson was shown');
    expect(more).toEqual([]);
    expect(one.text).toContain('I chose it by what you intend');
    expect(cardsIn(one)).toHaveLength(titles.length);
    for (const title of titles) expect(one.text).toContain(title);
    expect(await read(seun, one)).toContain(rehearse.happened ?? '');
    await it_.who(seun).submit({ use: 'applied' });
    await it_.settle();
    expect(await read(seun, one)).toContain('You said: applied.');
    expect(await read(priya, one)).not.toContain('You said');
    expect((await it_.rows('retro_before_lesson_use')).match(/"use"/g)).toHaveLength(1);
    // Another sentence chooses no others.
    await it_.who(seun).press(review, 'retro.before-change');
    await it_.who(seun).submit({ intent: 'We relaunch the website of the company soon' });
    await it_.settle();
    expect((await it_.rows('retro_before_offer')).match(/"place"/g)).toHaveLength(2 * titles.length);
  }, 60_000);

  it('where not everyone may read a lesson the thread has none, and the form shows it to who may', async () => {
    const review = await begin(seun, withHarbour, 'Apollo', 'We relaunch the website of the company');
    expect(under(review)).toEqual([]);
    await it_.who(seun).press(review, 'retro.before-change');
    const form = it_.modal(seun);
    expect(form).toContain('Other teams learned something');
    for (const title of titles) expect(form).toContain(title);
    await it_.who(seun).closeAll();
  }, 60_000);

  it('has what changed here before, in the channel where it changed alone', async () => {
    await it_.list(mara);
    await it_.who(mara).pressInModal('lessons.open');
    await it_.who(mara).pressInModal('lessons.standard');
    await it_.who(mara).submit({ kind: 'runbook', name: 'Moving house', link: 'wiki.example.com/move' });
    await it_.settle();
    await it_.playUntil(it_.sandbox.core.clock.now() + day);
    const here = await begin(mara, website, 'Gemini', 'Words that nobody has written');
    const [changed] = under(here);
    expect(changed?.text).toContain('What changed here before, to begin with:');
    expect(changed?.text).toContain(
      'the runbook “Moving house” (link https://wiki.example.com/move) · since',
    );
    expect(readIn(changed)).toEqual([]);
    const there = await begin(seun, learning, 'Gemini', 'Words that nobody has written');
    expect(under(there)).toEqual([]);
  }, 60_000);

  it('says why nothing can be said of a lesson any more, once it is over', async () => {
    const review = card(learning, 'Apollo');
    const [one] = under(review);
    if (one === undefined) throw new Error('no lesson was shown');
    await it_.who(seun).press(review, 'retro.before-change');
    await it_.who(seun).pressInModal('retro.before-end');
    await it_.settle();
    expect(await read(priya, one)).toContain('This review is over');
    expect(under(review)[0]?.text).not.toContain('say whether you applied it');
  }, 60_000);

  it('suggests to its owner who wrote a lesson that fits, once they agreed to be asked', async () => {
    const title = 'The newsletter went to spam';
    await it_.hold('Newsletter', [[hana, title]], { fields: { names: 'shown', cardsFor: 'channel' } });
    await it_.write(mara, title, { ...rehearse, title, useWhen: 'a newsletter goes to new addresses' });
    await it_.playUntil(it_.sandbox.core.clock.now() + day);
    while ((await it_.list(hana)).includes('lessons.agree')) {
      await it_.who(hana).pressInModal('lessons.agree');
      await it_.settle();
    }
    const review = await begin(seun, learning, 'Newsletter', 'Our newsletter reaches all new addresses');
    const suggested = async () => {
      await it_.who(seun).closeAll();
      await it_.who(seun).press(review, 'retro.assist');
      return it_.modal(seun);
    };
    expect(await suggested()).not.toContain(title);
    await it_.who(hana).say(website, '/retro asked');
    await it_.who(hana).submit({ to: ['peers'] });
    await it_.settle();
    expect(await suggested()).toContain(`wrote the lesson “${title}”`);
  }, 60_000);
});
