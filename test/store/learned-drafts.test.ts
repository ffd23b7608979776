/** What is typed into the form for a share is kept while one types, for its author alone, until it is of no use any more. On both engines. */
import { z } from 'zod';
import { day } from '../../src/core/clock.ts';
import { channelId, userId } from '../../src/core/ids.ts';
import { learnedAmong } from '../../src/features/learned/feature.ts';
import { drafts } from '../../src/features/learned/rows.ts';
import { exportFor } from '../../src/system/my-data/subject-data.ts';
import { learning, team } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { type LearnedHere, learnedOn } from '../support/learned-here.ts';
import { until } from '../support/unhurried.ts';

const learned = learnedAmong(() => []);

describe.each(engines())('on $name, what is typed and not saved', (engine) => {
  let it_: LearnedHere;
  beforeEach(async () => {
    it_ = await learnedOn(engine);
  });
  afterEach(async () => {
    expect(it_.wrong()).toEqual([]);
    await it_.close();
  });
  const arjun = () => it_.who('U0ARJUN');
  const shown = (who = 'U0ARJUN') => JSON.stringify(it_.who(who).modal()?.view ?? null);
  /** Opens the form, types and closes it. */
  const leave = async (text = 'Half a thou') => {
    await arjun().say(learning, '/learned');
    await it_.type('U0ARJUN', 'what', text);
    await arjun().closeAll();
  };

  it('stands in the form when it is opened again, which says so; nobody else sees it, and nothing is posted', async () => {
    await arjun().say(learning, '/learned');
    expect(shown()).toContain('Your draft is saved as you type, for your eyes alone');
    expect(shown()).not.toContain('It isn’t saved yet');
    await it_.type('U0ARJUN', 'what', 'Half a thou');
    await it_.type('U0ARJUN', 'useWhen', 'Before a move');
    await arjun().closeAll();
    await arjun().say(learning, '/learned');
    expect(shown()).toContain('"initial_value":"Half a thou"');
    expect(shown()).toContain('"initial_value":"Before a move"');
    expect(shown()).toContain('What you typed earlier is below. It isn’t saved yet.');
    await it_.who('U0NOOR').say(learning, '/learned');
    expect(shown('U0NOOR')).not.toContain('Half a thou');
    const read = (who: string) =>
      it_.lore.store.read(team, { kind: 'person', userId: userId(who) }, (read) =>
        read.from(drafts).selectAll().execute(),
      );
    expect(await read('U0NOOR')).toEqual([]);
    expect(await read('U0ARJUN')).toHaveLength(1);
    expect(it_.posted(learning)).toEqual([]);
  });

  it('is of one channel: another channel’s form is empty', async () => {
    const mara = it_.who('U0MARA');
    await mara.say(learning, '/learned');
    await it_.type('U0MARA', 'what', 'Half a thou');
    await mara.closeAll();
    await mara.say('C0WEBSITE', '/learned');
    expect(shown('U0MARA')).not.toContain('Half a thou');
    await mara.closeAll();
    await mara.say(learning, '/learned');
    expect(shown('U0MARA')).toContain('Half a thou');
  });

  it('is gone once it is shared', async () => {
    await leave('Rehearse moves');
    await arjun().say(learning, '/learned');
    await arjun().submit();
    await it_.settle();
    expect(it_.messageWith(learning, 'Rehearse moves').text).toContain('Rehearse moves');
    expect(await it_.drafts()).toBe('[[]]');
  });

  it('is offered beside what comes with a command, never mixed into it; either is kept', async () => {
    await leave('Rehearse moves');
    await arjun().say(learning, '/learned Ask for photos early');
    expect(shown()).toContain('"initial_value":"Ask for photos early"');
    expect(shown()).toContain('You kept a draft: “Rehearse moves”');
    await it_.type('U0ARJUN', 'what', 'Ask for photos in week one');
    await arjun().pressInModal('learned.use-draft');
    expect(await it_.modalWith('U0ARJUN', '"initial_value":"Rehearse moves"')).toContain(
      'You kept a draft: “Ask for photos in week one”',
    );
    await arjun().closeAll();
    await arjun().say(learning, '/learned');
    expect(shown()).toContain('"initial_value":"Rehearse moves"');
    expect(shown()).toContain('You kept a draft: “Ask for photos in week one”');
  });

  it('that is offered goes when it is discarded, and what is being typed stays', async () => {
    await leave('Rehearse moves');
    await arjun().say(learning, '/learned Ask early');
    await it_.type('U0ARJUN', 'what', 'Ask for photos early');
    await arjun().pressInModal('learned.discard');
    await until(async () => !shown().includes('Rehearse moves'), 'the draft is gone from the form');
    // The input keeps its name, and so what is typed.
    expect(shown()).toContain('"block_id":"what"');
    expect(await it_.drafts()).toContain('Ask for photos early');
    expect(await it_.drafts()).not.toContain('Rehearse moves');
    await arjun().submit();
    await it_.settle();
    expect(it_.messageWith(learning, 'Ask for photos early').text).not.toContain('Rehearse');
  });

  it('waits while something else is shared, and is in the form the next time', async () => {
    await leave('Rehearse moves');
    await it_.share('U0ARJUN', learning, 'Ask for photos early');
    expect(it_.messageWith(learning, 'Ask for photos early').text).not.toContain('Rehearse');
    await arjun().say(learning, '/learned');
    expect(shown()).toContain('"initial_value":"Rehearse moves"');
    expect(shown()).not.toContain('You kept a draft');
  });

  it('of a share that is changed stands in its form alone, and is nothing when it is as it was', async () => {
    await it_.share('U0ARJUN', learning, 'Rehearse moves');
    const edit = () =>
      arjun().press(it_.messageWith(learning, 'Rehearse moves'), 'learned.manage', { holds: '"edit"' });
    await edit();
    await it_.type('U0ARJUN', 'what', 'Rehearse moves twice');
    await arjun().closeAll();
    expect(it_.messageWith(learning, 'Rehearse moves').text).not.toContain('twice');
    await arjun().say(learning, '/learned');
    expect(shown()).not.toContain('Rehearse');
    await arjun().closeAll();
    await edit();
    expect(shown()).toContain('"initial_value":"Rehearse moves twice"');
    await it_.type('U0ARJUN', 'what', 'Rehearse moves');
    expect(await it_.drafts()).toBe('[[]]');
    await arjun().submit({ what: 'Rehearse all moves' });
    await it_.settle();
    expect(it_.messageWith(learning, 'Rehearse all moves').text).toContain('edited');
    expect(await it_.drafts()).toBe('[[]]');
  });

  it('can be discarded, and the form forgets it', async () => {
    await leave();
    await arjun().say(learning, '/learned');
    await arjun().pressInModal('learned.discard');
    const again = await it_.modalWith('U0ARJUN', '"block_id":"what#');
    expect(again).not.toContain('Half a thou');
    expect(again).not.toContain('Discard draft');
    expect(await it_.drafts()).toBe('[[]]');
  });

  it('survives that its author asks for more than the channel', async () => {
    await it_.who('U0CAROL').say('C0PEOPLE', '/learned');
    await it_.type('U0CAROL', 'what', 'Hand over in pairs');
    await it_.who('U0CAROL').pressInModal('ask', { holds: 'more' });
    await it_.modalWith('U0CAROL', 'Every full member of the workspace');
    expect(await it_.drafts()).toContain('Hand over in pairs');
  });

  it.each([
    ['a share that its author does not see', 'C0PEOPLE', 'U0INES'],
    ['a share that is not theirs', learning, 'U0NOOR'],
    ['a channel that they are not in', 'C0PEOPLE', null],
  ])('is not kept where a forged form names %s', async (_what, channel, author) => {
    if (author !== null) await it_.share(author, channel, 'Rehearse moves');
    const shares = z.array(z.array(z.object({ id: z.string() })));
    const [[share] = []] = shares.parse(JSON.parse(await it_.tables()));
    await arjun().say(learning, '/learned');
    const form = it_.sandbox.world.modals.find(({ userId: who }) => who === 'U0ARJUN');
    const right = String(form?.view['private_metadata']);
    const of = author === null ? `"channel":"${channel}"` : `"share":"${share?.id ?? ''}"`;
    const forged = right.replace(`"channel":"${learning}"`, of);
    expect(forged).not.toBe(right);
    Object.assign(form?.view ?? {}, { private_metadata: forged });
    await arjun().type('what', 'About what is not mine');
    Object.assign(form?.view ?? {}, { private_metadata: right });
    // What is typed after it is kept after it.
    await it_.type('U0ARJUN', 'useWhen', 'Whenever');
    const kept = z.array(z.array(z.object({ about: z.string() }))).parse(JSON.parse(await it_.drafts()));
    expect(kept).toEqual([[{ about: learning }]]);
  });

  it('is exported and erased as its author’s own', async () => {
    await leave();
    const exported = (who: string) =>
      exportFor(
        it_.lore.store,
        [learned],
        team,
        { actor: 'operator', reader: null },
        {
          kind: 'person',
          userId: userId(who),
        },
      );
    expect(JSON.stringify(await exported('U0ARJUN'))).toContain('Half a thou');
    expect(JSON.stringify(await exported('U0NOOR'))).not.toContain('Half a thou');
    await it_.lore.store.erasing(team, 'operator', { kind: 'person', userId: userId('U0ARJUN') });
    expect(await it_.drafts()).toBe('[[]]');
  });

  it('is gone with its channel, however it names it, and what is for another channel stays', async () => {
    await leave('Rehearse moves');
    // What was kept waits beside it.
    await arjun().say(learning, '/learned Ask for photos early');
    await arjun().closeAll();
    const [said] = it_.sandbox.world.messages[learning] ?? [];
    await it_.save('U0NOOR', learning, said?.ts ?? '');
    await it_.type('U0NOOR', 'what', 'About what Arjun said');
    await it_.who('U0NOOR').closeAll();
    await it_.who('U0MARA').say('C0WEBSITE', '/learned');
    await it_.type('U0MARA', 'what', 'Half a thou');
    const kept = async () =>
      z
        .array(z.array(z.object({ about: z.string() })))
        .parse(JSON.parse(await it_.drafts()))
        .flatMap((rows) => rows.map(({ about }) => about))
        .toSorted();
    expect(await kept()).toEqual([
      learning,
      'C0WEBSITE',
      `aside ${learning}`,
      expect.stringContaining(`/archives/${learning}/`),
    ]);
    await it_.lore.store.erasing(team, 'operator', { kind: 'channel', channelId: channelId(learning) });
    expect(await kept()).toEqual(['C0WEBSITE']);
  });

  it('is gone after two weeks', async () => {
    await leave();
    const start = it_.sandbox.core.clock.now();
    await it_.playUntil(start + 13 * day);
    expect(await it_.drafts()).toContain('Half a thou');
    await it_.playUntil(start + 16 * day);
    await it_.lore.runner.runDue();
    expect(await it_.drafts()).toBe('[[]]');
  });
});
