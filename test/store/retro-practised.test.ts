/** A retrospective tells practices that people learn with who planned a project and who facilitated one, and nothing of what was written. On both engines. */
import { defineCopy } from '../../src/core/copy.ts';
import type { Feature } from '../../src/core/feature.ts';
import type { Practised } from '../../src/core/practised.ts';
import { retroAmong } from '../../src/features/retro/feature.ts';
import { learning, mara, priya, website } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { holdRetro } from '../support/hold-retro.ts';
import { type LoreHere, startLoreHere } from '../support/lore-here.ts';
import { beginRetro, cancelAll } from '../support/retro-path.ts';

describe.each(engines())('on $name, a retrospective tells', (engine) => {
  let here: LoreHere;
  let heard: Practised[];
  beforeEach(async () => {
    heard = [];
    const hearing: Feature = {
      name: 'hearing',
      title: () => 'Hearing',
      copy: defineCopy({ en: {}, de: {} }),
      tables: [],
      practised: async (_work, what) => {
        heard.push(what);
      },
    };
    here = await startLoreHere({ engine, lore: { features: [retroAmong(() => [hearing]), hearing] } });
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });

  it('who facilitated one to its end, once, and what it was about', async () => {
    const cards = [[mara, 'We rehearsed'], [priya, 'We rehearsed twice']] as const; // prettier-ignore
    await holdRetro(here, { lead: mara, channel: website, about: 'The move', cards, topic: 'rehearsed' });
    await here.settle();
    expect(heard).toMatchObject([{ kind: 'facilitated', by: mara, channel: website, called: 'The move' }]);
    expect(JSON.stringify(heard)).not.toContain('rehearsed');
  });

  it('nobody of one that was cancelled', async () => {
    await beginRetro(here.who(mara), website, 'The move');
    await here.settle();
    await cancelAll(here.sandbox, here.who(mara), website);
    await here.settle();
    expect(heard).toEqual([]);
  });

  it('who owns a project that somebody planned', async () => {
    await here.who(mara).say(learning, '/retro plan New shop');
    const ends = new Date(here.sandbox.core.clock.now() + 60 * 86_400_000).toISOString().slice(0, 10);
    const { ok } = await here.who(mara).submit({ owner: priya, ends });
    expect(ok).toBe(true);
    await here.settle();
    expect(heard).toMatchObject([{ kind: 'planned', by: priya, channel: learning, called: 'New shop' }]);
  });
});
