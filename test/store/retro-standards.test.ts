/** An action that helped: what changed because of it is said once, stands wherever the action is read of, and with the lesson that it belongs to. */
import { day } from '../../src/core/clock.ts';
import { engines } from '../support/databases.ts';
import { mara, priya, website } from '../support/company.ts';
import { lessonsOn, type LessonsHere } from '../support/lessons-here.ts';
import {
  addCards,
  beginRetro,
  endPhase,
  posts,
  propose,
  retroPost,
  toActions,
} from '../support/retro-path.ts';

const about = 'Website relaunch';

describe.each(engines())('on $name', (engine) => {
  let it_: LessonsHere;
  beforeAll(async () => {
    it_ = await lessonsOn(engine);
    const lead = it_.who(mara);
    const begun = await beginRetro(lead, website, about, { names: 'shown', cardsFor: 'channel' });
    expect(JSON.stringify(begun)).not.toContain('errors');
    await it_.settle();
    await addCards(it_.who(priya), retroPost(it_.sandbox, website, about), {
      column1: 'The import took nine hours',
    });
    await toActions(lead, retroPost(it_.sandbox, website, about), it_.settle);
    for (const what of ['Rehearse the import', 'Write to the users first'])
      await propose(lead, retroPost(it_.sandbox, website, about), { what, owner: mara });
    await endPhase(lead, retroPost(it_.sandbox, website, about));
    await it_.settle();
    await it_.write(mara, 'nine hours');
    await play(1);
    await it_.answer(priya, 'lessons.agree');
    await play(7);
    for (let action = 0; action < 2; action += 1) {
      await lead.openHome();
      await it_.settle();
      await lead.pressInHome('retro.done');
      await it_.settle();
    }
    await play(35);
  }, 120_000);
  afterAll(async () => {
    expect(it_.wrong()).toEqual([]);
    await it_.close();
  });
  beforeEach(async () => {
    for (const who of [mara, priya]) await it_.who(who).closeAll();
  });

  const play = (days: number) => it_.playUntil(it_.sandbox.core.clock.now() + days * day);
  /** Answers the question about an action: several may be asked in one message. */
  const say = async (what: string, helped: 'yes' | 'partly') => {
    const [all] = JSON.parse(await it_.rows('retro_action')) as [{ id: string; what: string }[]];
    const id = all.find((row) => row.what === what)?.id ?? 'none';
    const asked = it_.direct(mara).findLast(({ blocks }) => JSON.stringify(blocks).includes(id));
    if (asked === undefined) throw new Error(`nobody asked about ${what}`);
    await it_.who(mara).press(asked, `retro.helped-${helped}`, { holds: id });
    await it_.settle();
  };
  const helpedReply = (what: string) => {
    const found = posts(it_.sandbox, website).find(
      ({ text, blocks }) => text.startsWith(what) && JSON.stringify(blocks).includes('retro.what-changed'),
    );
    if (found === undefined) throw new Error(`nobody said whether it helped: ${what}`);
    return found;
  };
  const submit = async (fields: Parameters<ReturnType<typeof it_.who>['submit']>[0]) => {
    const answer = JSON.stringify(await it_.who(mara).submit(fields));
    await it_.settle();
    return answer;
  };
  const texts = (channel = website) => posts(it_.sandbox, channel).map(({ text }) => text);
  const told = (starts: string) => texts().findLast((text) => text.startsWith(starts));
  const command = async (who: string, text: string) => {
    await it_.who(who).closeAll();
    await it_.who(who).say(website, text);
    await it_.settle();
    return it_.modal(who);
  };
  const checklist = { kind: 'checklist', name: ' Release \n checklist ', link: 'wiki.example.com/release' };

  it('is asked once the answer is stored; what is missing or no address is said where it was typed, and nothing is stored', async () => {
    await say('Rehearse the import', 'yes');
    const form = it_.modal(mara);
    expect(form).toContain('Did a checklist, runbook, template or default change with it?');
    expect(form).toContain('Rehearse a move with the real data');
    expect(told('Rehearse the import helped')).toBe('Rehearse the import helped.');
    expect(await submit({ ...checklist, name: '' })).toContain('Say what it’s called');
    expect(await submit({ ...checklist, kind: 'none' })).toContain('Choose what changed');
    expect(await submit({ ...checklist, name: 'x'.repeat(121) })).toContain('the limit is 120');
    for (const link of ['javascript:alert(1)', 'data:text/html,x', 'just words'])
      expect(await submit({ ...checklist, link })).toContain('This isn’t a web address');
    const unseen = 'https://lindgrove.slack.com/archives/C0PEOPLE/p1795514403000100';
    expect(await submit({ ...checklist, link: unseen })).toContain('You’re not in the conversation');
    expect(await submit({ ...checklist, how: 'x'.repeat(301) })).toContain('"how"');
    expect(await it_.rows('retro_action')).not.toMatch(/checklist|example\.com/);
    expect(await it_.rows('lesson')).toContain('"effect":"advice"');
  }, 60_000);

  it('belongs to a lesson, which has changed a standard from then on, and stands with the action wherever that is read of', async () => {
    await it_.who(mara).press(helpedReply('Rehearse the import'), 'retro.what-changed');
    await it_.settle();
    const [, lesson = ''] = /"value":"([a-z0-9]{20,})"/.exec(it_.modal(mara)) ?? [];
    expect(await submit({ ...checklist, how: 'It took one hour', lesson })).not.toContain('errors');
    expect(await it_.rows('lesson')).toContain('"effect":"standard","standard_kind":"checklist"');
    expect(await it_.rows('lesson')).toContain('"standard_name":"Release checklist"');
    const said = 'the checklist “Release checklist” (link https://wiki.example.com/release)';
    expect(told('Rehearse the import helped')).toContain(`: It took one hour\nWhat changed with it: ${said}`);
    const summary = `done, and it helped · changed: ${said}`;
    expect(retroPost(it_.sandbox, website, about).text).toContain(summary);
    expect(await it_.home(mara)).toContain('What changed with them in the last three months');
    expect(await it_.home(mara)).toContain('Release checklist');
    expect(await it_.home(priya)).not.toContain('What changed with them');
    expect(await it_.export(mara)).toContain('"standardName":"Release checklist"');
    await command(mara, '/retro history');
    await it_.who(mara).pressInModal('retro.page');
    expect(it_.modal(mara)).toContain('What changed with it:');
    await it_.who(mara).pressInModal('retro.export');
    await it_.who(mara).submit({ format: 'markdown' });
    await it_.settle();
    const file = it_.sandbox.world.uploads.at(-1)?.content ?? '';
    expect(file).toContain('What changed with it: the checklist “Release checklist”');
  }, 60_000);

  it('is told once, however often the same is saved, and never twice where a lesson tells of it', async () => {
    const versions = async () =>
      JSON.parse(await it_.rows('lesson_version')) as readonly [readonly unknown[]];
    const [before] = await versions();
    await it_.who(mara).press(helpedReply('Rehearse the import'), 'retro.what-changed');
    await it_.settle();
    expect(await submit({})).not.toContain('errors');
    expect((await versions())[0]).toHaveLength(before.length);
    const trends = await command(mara, '/retro trends');
    expect(trends.split('Release checklist')).toHaveLength(2);
  }, 60_000);

  it('only its owner says so', async () => {
    await it_.who(priya).press(helpedReply('Rehearse the import'), 'retro.what-changed');
    await it_.settle();
    const refused = it_.sandbox.world.messages[website]?.findLast(({ ephemeralTo }) => ephemeralTo === priya);
    expect(refused?.text).toContain('Only its owner decides');
    expect(it_.modal(priya)).not.toContain('retro.helped');
  }, 60_000);

  it('stays with the action where no lesson is chosen; a link is shown to those alone who may see where it leads', async () => {
    await say('Write to the users first', 'partly');
    const { ts } = retroPost(it_.sandbox, website, about);
    const link = `https://lindgrove.slack.com/archives/${website}/p${ts.replace('.', '')}`;
    expect(await submit({ kind: 'template', name: 'Letter to users', link })).not.toContain('errors');
    expect(told('Write to the users first partly helped')).toContain('the template “Letter to users” (link');
    const trends = await command(priya, '/retro trends');
    expect(trends).toContain('the template “Letter to users”');
    expect(trends).toContain(link);
    // Taken back: it is nowhere any more.
    await it_.who(mara).press(helpedReply('Write to the users'), 'retro.what-changed');
    await it_.settle();
    expect(await submit({ kind: 'none', name: '', link: '' })).not.toContain('errors');
    expect(told('Write to the users first partly helped')).toBe('Write to the users first partly helped.');
    expect(await command(priya, '/retro trends')).not.toContain('Letter to users');
  }, 60_000);

  it('is told no more once its lesson is retired, which is offered to no action either', async () => {
    await it_.who(mara).press(helpedReply('Write to the users'), 'retro.what-changed');
    await it_.settle();
    const [, lesson = ''] = /"value":"([a-z0-9]{20,})"/.exec(it_.modal(mara)) ?? [];
    await it_.list(priya);
    await it_.who(priya).pressInModal('lessons.open');
    await it_.who(priya).pressInModal('lessons.retire');
    await it_.who(priya).submit({ why: 'Imports are instant now' });
    await it_.settle();
    expect(await submit({ ...checklist, lesson })).toContain('This lesson was removed, no longer holds');
    expect((await it_.rows('retro_action')).split('"standard_name":"Release checklist"')).toHaveLength(2);
    await it_.who(mara).closeAll();
    expect(await command(mara, '/retro trends')).not.toContain('Release checklist');
    await it_.who(mara).closeAll();
    await it_.who(mara).press(helpedReply('Write to the users'), 'retro.what-changed');
    await it_.settle();
    expect(it_.modal(mara)).not.toContain('Rehearse a move with the real data');
  }, 60_000);
});
