/** M9 and M7: leaders are counted in full and only from five on, and what the pulse published stands in the workspace’s numbers. On both engines. */
import { channelId, userId } from '../../src/core/ids.ts';
import { katrin, learning, mara, priya, seun } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { type IndicatorsHere, indicatorsOn } from '../support/indicators-here.ts';

const day = 86_400_000;

describe.each(engines())('on $name, the workspace’s numbers', (engine) => {
  let here: IndicatorsHere;
  beforeEach(async () => {
    here = await indicatorsOn(engine);
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });
  const wrote = (who: string, about = 'reading') =>
    here.did({ kind: 'journey', by: userId(who), channel: channelId(learning), about });
  /** Counted, and all leaders two days later. */
  const counted = async () => {
    here.agreed(learning, 3, 2);
    await here.look(mara, learning);
    await here.playUntil(here.sandbox.core.clock.now() + 3 * day);
    return here.look(mara, learning, 'workspace');
  };

  it('count all leaders, and say how many showed feedback or a mistake', async () => {
    await here.leads(mara, katrin, seun, priya, 'U0ARJUN');
    wrote(mara, 'mistake');
    wrote(seun);
    wrote('U0NOOR', 'mistake');
    const page = await counted();
    expect(page).toContain('Shared feedback or a mistake: 1 of 5');
    expect(page).toContain('Shared something in 28 days: 0 of 5');
    expect(await here.look(mara, learning)).not.toContain('M9 ·');
    for (const who of [mara, seun]) expect(await here.rows('indicator_number')).not.toContain(who);
  });

  it('say nothing of four leaders', async () => {
    await here.leads(mara, katrin, seun, priya);
    wrote(mara, 'mistake');
    expect(await counted()).not.toContain('M9 ·');
    expect(await here.rows('indicator_number')).not.toContain('M9');
  });

  it('stay when a leader joins, leaves or erases themselves: a difference would be that one person', async () => {
    await here.leads(mara, katrin, seun, priya, 'U0ARJUN');
    wrote(seun, 'feedback');
    const page = await counted();
    await here.leads(mara, katrin, priya, 'U0ARJUN', 'U0CAROL', 'U0NOOR');
    await here.who(mara).closeAll();
    await here.erase(seun);
    await here.playUntil(here.sandbox.core.clock.now() + 3 * day);
    expect(await here.look(mara, learning, 'workspace')).toBe(page);
  });

  it('tell a leader in their own export that they were counted as one, and nobody else', async () => {
    await here.leads(mara, katrin, seun, priya, 'U0ARJUN');
    wrote(seun, 'feedback');
    await counted();
    expect(await here.export(seun)).toMatch(/indicatorLeader":\[\{/);
    expect(await here.export('U0NOOR')).toMatch(/indicatorLeader":\[\]/);
  });

  it('have what the pulse published, theme by theme, and what too few answered as such', async () => {
    const safety = { theme: 'safety', asked: 10, answered: 8, mean: 5.5, spread: 'close' } as const;
    here.published(safety, { ...safety, theme: 'support', answered: 5, mean: null, spread: null });
    const page = await counted();
    expect(page).toContain('Safety 5.5 of 7 (answers: 8 of 10)');
    expect(page).toContain('Support for learning: too few answered to say');
    expect(await here.look(mara, learning)).not.toContain('Safety 5.5');
  });
});
