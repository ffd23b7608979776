/** A whole retrospective with hidden names: what Lore says of its own doings leads to nobody and repeats nothing that was written. */
import { day, hour } from '../../src/core/clock.ts';
import type { JournalLine } from '../../src/jobs/journal.ts';
import { startLoreHere, type LoreHere } from '../support/lore-here.ts';
import { addCards, beginRetro, endPhase, posts, retroPost, website } from '../support/retro-path.ts';

const lines: JournalLine[] = [];
let here: LoreHere;
beforeAll(async () => {
  here = await startLoreHere({ lore: { journal: (line) => void lines.push(line) } });
});
afterAll(() => here.close());

const cards = { column0: 'Quokka meadow', column1: 'Zeppelin harbour' };

describe('the journal of a retrospective with hidden names, from its start to a month after its end', () => {
  it('holds names that the code declares, codes and numbers, and a channel where everybody sees it', async () => {
    const from = here.sandbox.core.clock.now();
    await beginRetro(here.who('U0MARA'), website, 'Secret matter', { names: 'hidden' });
    await here.settle();
    const message = retroPost(here.sandbox, website, 'Secret matter');
    await addCards(here.who('U0PRIYA'), message, cards);
    await here.who('U0DIEGO').press(message, 'retro.nothing');
    await here.sandbox.page('person', {
      as: 'U0HANA',
      change: { kind: 'status', text: 'Away at sea', emoji: ':palm_tree:', until: from + 9 * day },
    });
    await here.playUntil(from + 47 * hour);
    await endPhase(here.who('U0MARA'), message);
    await here.playUntil(from + 40 * day);

    const told = (did: JournalLine['did'], name: string) =>
      lines.filter((line) => line.did === did && line.name === name).length;
    expect(told('sent', 'retro.main')).toBe(1);
    expect(told('done', 'retro.phase-end')).toBeGreaterThan(0);
    // Mara, Elliot and Noor for cards, since the others have answered; for votes Priya and Diego as well; never Hana.
    expect(told('sent', 'retro.reminder')).toBe(8);
    expect(told('held', 'retro.remind')).toBe(2);

    const channels = new Set(here.sandbox.world.conversations.map(({ id }) => id));
    for (const line of lines) {
      expect(Object.keys(line).toSorted()).toEqual(
        ['at', 'channel', 'did', 'minutes', 'name', 'of', 'team', 'why'].toSorted(),
      );
      expect(line.name).toMatch(/^[a-z]+(\.[a-z-]+)+$/);
      expect(line.why ?? 'none').toMatch(/^[a-z_]+$/);
      expect(line.channel === null || channels.has(line.channel)).toBe(true);
      if (line.of === 'message') expect(line.channel).toBeNull();
    }
    const all = JSON.stringify(lines);
    const written = [...Object.values(cards), 'Secret matter', 'Away at sea'];
    const people = here.sandbox.world.people.flatMap(({ id, realName }) => [id, realName]);
    const deliveries = await here.lore.store.system.selectFrom('delivery').select(['id', 'key']).execute();
    const ims = here.sandbox.world.conversations.filter(({ kind }) => kind === 'im').map(({ id }) => id);
    for (const secret of [...written, ...people, ...ims, ...deliveries.flatMap(({ id, key }) => [id, key])])
      expect(all).not.toContain(secret);
    expect(posts(here.sandbox, 'D0MARA').length).toBeGreaterThan(0);
    expect(here.wrong()).toEqual([]);
  });
});
