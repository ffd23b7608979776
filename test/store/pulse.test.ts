/** The pulse from its tree to its end, as people do it. On both engines. */
import { day } from '../../src/core/clock.ts';
import { diego, ines } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { asked, leaders, pulseOn, type PulseHere, tree } from '../support/pulse-here.ts';

describe.each(engines())('on $name', (engine) => {
  let here: PulseHere;
  beforeEach(async () => {
    here = await pulseOn(engine);
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });

  it('is set up by an admin, agreed to by leaders, opened, answered, and closed with its key destroyed', async () => {
    await here.setUp();
    expect(await here.paste(tree)).toContain('not yet agreed');
    await here.settle();
    await here.agree(...leaders);
    expect(await here.type(ines, '/pulse')).toContain('leads it and has agreed');
    expect(await here.openIt()).toContain('11 people are asked');
    await here.playUntil(here.sandbox.core.clock.now() + day);
    expect(here.keys()).toHaveLength(1);
    for (const who of asked) expect(here.asking(who).text).toContain('How safe is it to learn in');
    expect(await here.begin(diego)).toContain('Until this pulse ends on');
    expect(await here.answer(diego, '6')).toContain('Counted.');
    expect(await here.answer(diego, '1')).toContain('You’ve answered this one');
  });
});
