/** Questions to people who agreed to be asked: whom somebody can choose, what each is told, and what comes of it. On both engines. */
import { day } from '../../src/core/clock.ts';
import { hana, mara, website } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { type PeopleHere, startPeople } from '../support/people-here.ts';
import { downScript, migration } from '../support/questions-here.ts';

describe.each(engines())('on $name, a question to people', (engine) => {
  let here: PeopleHere;
  beforeEach(async () => {
    here = await startPeople(engine);
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });
  const now = () => here.sandbox.core.clock.now();

  it('goes to somebody who agreed, who answers the person who asked alone', async () => {
    await here.knows(hana, 'migrations, postgres');
    const form = await here.choosing(mara);
    expect(form).toContain('says they know about');
    await here.who(mara).closeAll();
    const sent = await here.askPeople(mara, [hana]);
    expect(sent).toContain('I’m asking');
    await here.playUntil(now() + day);
    expect(here.brought(hana)).toHaveLength(1);
    expect(here.brought(hana)[0]?.text).toContain(`<@${mara}> asks you:\n${migration}`);
    expect(await here.answersAsk(hana, downScript)).not.toContain('errors');
    await here.playUntil(now() + day);
    expect(here.direct(mara).at(-1)?.text).toContain(downScript);
    expect(here.posted(website).filter(({ text }) => text.includes('migration'))).toEqual([]);
  });
});
