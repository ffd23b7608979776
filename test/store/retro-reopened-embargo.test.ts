/**
 * Collecting is opened again: what is written then is its author's alone until it is over again, by whichever way one looks, while what could be read before
 * can be read on. When somebody wrote is told by nothing either.
 */
import fc from 'fast-check';
import { sql } from 'kysely';
import { addCards } from '../../src/features/retro/collect/screens.ts';
import { readPage } from '../../src/features/retro/history/screens.ts';
import { engines } from '../support/databases.ts';
import type { Shown } from '../support/every-way.ts';
import { often } from '../support/often.ts';
import { type Again, asked, gus, holdAgain, mara } from '../support/retro-again.ts';

const wordsIn = (shown: unknown) => new Set(JSON.stringify(shown ?? null).split(/[^A-Za-z0-9]+/));

interface Written {
  readonly by: string;
  readonly text: string;
  readonly id: string;
}

/** What somebody else than its author is shown: its words anywhere, or that there is a row. */
function told(all: readonly Shown[], written: readonly Written[]): string[] {
  return all.flatMap(({ viewer, where, shown }) => {
    const words = wordsIn(shown);
    const isTable = where.startsWith('the table');
    return written
      .filter(({ by, text, id }) => by !== viewer && (words.has(text) || (isTable && words.has(id))))
      .map(({ by, text }) => `${viewer} is told ${text} of ${by} in ${where}`);
  });
}

const plan = fc.record({
  kind: fc.constantFrom('project', 'sprint'),
  names: fc.constantFrom('hidden', 'shown'),
  cardsFor: fc.constantFrom('participants', 'channel'),
  before: fc.subarray([...asked], { minLength: 2 }),
  after: fc.subarray([...asked], { minLength: 1, maxLength: 3 }),
  /** So many phases are gone on with before collecting is opened again. */
  further: fc.integer({ min: 1, max: 2 }),
  end: fc.constantFrom('ends', 'cancels'),
});

/** The cards of these people, each of one line. */
async function writtenBy(it_: Again, people: readonly string[], when: string): Promise<Written[]> {
  const { rows } = await sql<{ id: string; text: string }>`select id, text from retro_card`.execute(
    it_.system.store.system,
  );
  return people.map((by) => {
    const text = `${when}${by}`;
    return { by, text, id: rows.find((row) => row.text === text)?.id ?? '' };
  });
}

describe.each(engines())('on $name', (engine) => {
  it('what is added while collecting is open again is read by nobody else, wherever they look, until it is over', async () => {
    await fc.assert(
      fc.asyncProperty(plan, async ({ kind, names, cardsFor, before, after, further, end }) => {
        const option = (value: string) => ({ selected_option: { value } });
        const it_ = await holdAgain(engine, {
          kind: option(kind),
          names: option(names),
          cardsFor: option(cardsFor),
        });
        try {
          for (const who of before) await it_.writes(who, `before${who}`);
          // Where all have written it is over already.
          if ((await it_.phase()) === 'collect') await it_.ends();
          if (further > 1 && kind === 'project') await it_.ends();
          while ((await it_.phase()) !== 'collect') await it_.opensAgain();
          for (const who of after) await it_.writes(who, `after${who}`);
          const old = await writtenBy(it_, before, 'before');
          const added = await writtenBy(it_, after, 'after');
          expect(added.filter(({ id }) => id === '')).toEqual([]);

          const other = asked.find((who) => who !== mara && !after.includes(who)) ?? mara;
          // Somebody may have got hold of the id of what others cannot read.
          const ids = [old[0]?.id ?? '', added[0]?.id ?? ''];
          const shown = await it_.everyWay([...new Set([mara, other, gus])], ids);
          expect(told(shown, added)).toEqual([]);
          // And that is what is promised, where cards are written and in the channel.
          const form = JSON.stringify(await it_.press(other, addCards, { retro: it_.retro }));
          expect(form).toContain('Nobody else sees what you add now until collecting is over again');
          expect(form).not.toContain('Nobody else sees your cards');
          expect(it_.system.slack.messages[0]?.text).toContain('only the author sees what is added now');
          const read = told(
            shown.filter(({ viewer, where }) => viewer === mara && where.startsWith('retro.see {')),
            old,
          );
          expect(read).toHaveLength(before.filter((who) => who !== mara).length);

          await it_[end]();
          const page = await it_.press(mara, readPage, { retro: it_.retro });
          const isRead = told([{ viewer: mara, where: 'the page', shown: page }], added).length > 0;
          expect(isRead).toBe(end === 'ends' && after.some((who) => who !== mara));
        } finally {
          await it_.system.close();
        }
      }),
      // Each takes long, and is small already.
      { ...often(1), endOnFailure: true },
    );
  }, 300_000);
});
