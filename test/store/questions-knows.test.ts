/** "What I know": who sees it, from when on, and how it ends. On both engines. */
import { day } from '../../src/core/clock.ts';
import { channelId, userId } from '../../src/core/ids.ts';
import { expertise } from '../../src/features/questions/experts/rows.ts';
import { diego, hana, mara, sam, team, website } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { pressPayload, sendPayload } from '../support/forged.ts';
import { type PeopleHere, startPeople } from '../support/people-here.ts';

describe.each(engines())('on $name, what somebody knows', (engine) => {
  let here: PeopleHere;
  beforeEach(async () => {
    here = await startPeople(engine);
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });
  const now = () => here.sandbox.core.clock.now();
  /** All that a person may know of others' lists, and of their own. */
  const known = (who: string) =>
    here.lore.store.read(team, { kind: 'person', userId: userId(who) }, async (read) => {
      const offered = await read.offering(expertise, {});
      return offered.map(({ person, row }) => `${person.userId}: ${row.topic}`);
    });
  const share = async (who: string, what: string, topics: string) => {
    await here.who(who).say(website, `/learned ${what}`);
    await here.submit(who, { topics });
    await here.who(who).closeAll();
  };

  it('is suggested from what they shared, and is seen and stored by nobody before they say so', async () => {
    await share(hana, 'Dry runs show what a rollback costs', 'rollback, postgres');
    await here.type(hana, 'expertise');
    expect(here.modal(hana)).toContain('"initial_value":"rollback, postgres"');
    expect(here.modal(hana)).toContain('They stand in this form alone until you press');
    expect(here.modal(hana)).not.toContain('initial_options');
    expect(await known(mara)).toEqual([]);
    expect(await here.rows('question_expertise')).toBe('[[]]');
    await here.who(hana).closeAll();
    expect(await known(mara)).toEqual([]);
    expect(await here.home(mara)).not.toContain('rollback, postgres');
    // Nor are they suggested to anybody else.
    await here.type(diego, 'expertise');
    expect(here.modal(diego)).not.toContain('rollback');
  });

  it('is seen by full members once they say so, by no guest, and by no channel; others may not ask them by it', async () => {
    await here.knows(hana, 'rollback, postgres', false);
    expect(await known(mara)).toEqual([`${hana}: postgres`, `${hana}: rollback`]);
    expect(await known(sam)).toEqual([]);
    const channel = { kind: 'channel', channelId: channelId(website) } as const;
    expect(await here.lore.store.read(team, channel, (read) => read.offering(expertise, {}))).toEqual([]);
    expect(await here.choosing(mara, 'How do we do a rollback?')).toContain('nobody who fits and has agreed');
    expect(await here.home(hana)).toContain('You show that you know about: postgres, rollback');
    expect(await here.home(hana)).not.toContain('Others may ask you');
  });

  it('is taken back with one press, and ends by itself after a year', async () => {
    await here.knows(hana, 'rollback');
    await here.knows(diego, 'rollback');
    await here.home(hana);
    await here.who(hana).pressInHome('questions.knows-back');
    await here.settle();
    expect(await known(mara)).toEqual([`${diego}: rollback`]);
    expect(await here.home(hana)).toContain('You show nothing of what you know about.');
    await here.playUntil(now() + 366 * day);
    expect(await known(mara)).toEqual([]);
  });

  it('takes ten short topics, keeps what was typed, and needs one to be asked', async () => {
    expect(await here.knows(hana, '', true)).toContain('Write at least one topic');
    expect(await here.knows(hana, Array.from({ length: 11 }, (_, at) => `t${at}`).join(','))).toContain(
      'Up to 10 topics',
    );
    expect(await here.knows(hana, 'x'.repeat(31))).toContain('up to 30 characters');
    expect(await here.rows('question_expertise')).toBe('[[]]');
    await here.knows(hana, 'a topic, another');
    expect(await here.knows(hana, '', false)).toContain('You show nothing');
    expect(await here.rows('question_expertise')).toBe('[[]]');
  });

  it('is for full members: a guest is told so, in the command and after a forged press', async () => {
    await here.type(sam, 'expertise');
    expect(here.who(sam).told(website).at(-1)).toContain('Only full members of this workspace');
    const [message] = here.sandbox.world.messages[website] ?? [];
    if (message === undefined) throw new Error('there is no message');
    const forged = { action_id: 'questions.knows', value: '{}' };
    expect((await sendPayload(here.sandbox, pressPayload(here.sandbox, sam, message, forged))).status).toBe(
      200,
    );
    await here.settle();
    expect(here.modal(sam)).not.toContain('questions.knows');
    expect(await here.home(sam)).not.toContain('What I know');
  });

  it('goes with an erasure, and stands in their own export', async () => {
    await here.knows(hana, 'rollback');
    expect(await here.export(hana)).toContain('rollback');
    expect(await here.export(mara)).not.toContain('rollback');
    await here.erase(hana);
    expect(await known(mara)).toEqual([]);
    expect(await here.rows('question_expertise')).toBe('[[]]');
  });
});
