/** Two hundred cards: every character can be read, and Slack takes every page. */
import { listAt } from '../../sandbox/json.ts';
import { textsIn } from '../support/colleague.ts';
import { startLoreHere, type LoreHere } from '../support/lore-here.ts';
import { beginRetro, endPhase, readAllCards, retroPost, website } from '../support/retro-path.ts';

let here: LoreHere;
beforeAll(async () => {
  here = await startLoreHere();
});
afterAll(() => here.close());

/** Lines of different lengths and scripts, each its own. */
const card = (who: string, index: number): string =>
  `${who} ${index}: ${'Wörter 言葉 👩🏽‍🚀 <&> '.repeat(1 + (index % 4))}${'x'.repeat((index * 7) % 60)}.`;

describe('two hundred cards', () => {
  it('can all be read by the participants, page by page, nothing cut', async () => {
    const mara = here.who('U0MARA');
    await beginRetro(mara, website, 'Many');
    await here.settle();
    const message = retroPost(here.sandbox, website, 'Many');
    const written: string[] = [];
    for (const id of ['U0PRIYA', 'U0NOOR', 'U0HANA', 'U0DIEGO']) {
      const person = here.who(id);
      for (const round of [0, 1]) {
        const lines = Array.from({ length: 25 }, (_, index) => card(id, round * 25 + index));
        const columns = [0, 1, 2].map((column) => lines.filter((_, index) => index % 3 === column));
        await person.press(message, 'retro.add');
        // What stands in the form already stays there, when it stands there.
        const blocks = listAt(person.modal()?.view ?? {}, 'blocks');
        const standing = [0, 1, 2].map((column) => initialOf(blocks, `column${column}`));
        const fields = Object.fromEntries(
          columns.map((those, column) => [
            `column${column}`,
            [standing[column], ...those].filter(Boolean).join('\n'),
          ]),
        );
        expect(await person.submit(fields)).toEqual({ ok: true });
        written.push(...lines);
        await here.settle();
      }
    }
    // The longest that a card can be, in each column.
    const longest = ['a', 'b', 'c'].map((letter) => letter.repeat(3_000));
    await mara.press(message, 'retro.add');
    expect(
      await mara.submit({ column0: longest[0] ?? '', column1: longest[1] ?? '', column2: longest[2] ?? '' }),
    ).toEqual({ ok: true });
    written.push(...longest);
    expect(written).toHaveLength(203);
    await endPhase(mara, message);
    await here.settle();
    for (const reader of ['U0MARA', 'U0NOOR'])
      expect((await readAllCards(here.who(reader), message)).sort()).toEqual(written.toSorted());
    expect(await ownCardsOf('U0NOOR')).toEqual(written.filter((text) => text.startsWith('U0NOOR')).sort());
    expect(here.wrong()).toEqual([]);
  });
});

/** What an input holds when the form opens. */
function initialOf(blocks: readonly Record<string, unknown>[], name: string): string {
  const block = blocks.find(({ block_id: id }) => String(id).split('#')[0] === name);
  const element = block?.['element'] as { initial_value?: string } | undefined;
  return element?.initial_value ?? '';
}

/** All pages of "My cards", through the topics. */
async function ownCardsOf(id: string): Promise<string[]> {
  const person = here.who(id);
  await person.press(retroPost(here.sandbox, website, 'Many'), 'retro.topics');
  await person.pressInModal('retro.own');
  const own: string[] = [];
  for (;;) {
    const blocks = listAt(person.modal()?.view ?? {}, 'blocks');
    own.push(...textsIn(blocks.filter(({ type }) => type === 'rich_text')));
    if (!JSON.stringify(blocks).includes('retro.own-on')) break;
    await person.pressInModal('retro.own-on');
  }
  await person.closeAll();
  return own.sort();
}
