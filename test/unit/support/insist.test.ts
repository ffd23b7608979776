/** People in the soaks do again what Lore says nothing came of, however late it says so. */
import { loreCopy } from '../../../src/slack/copy.ts';
import type { Colleague } from '../../support/colleague.ts';
import { insist } from '../../support/insist.ts';
import type { LoreProcess } from '../../support/lore-process.ts';

const typed = { what: 'A dry run with the real data took ten minutes' };
const lore = {
  sandbox: { world: { messages: {} } },
  deaths: () => 0,
  settle: async () => undefined,
} as unknown as LoreProcess;

/** Somebody who sees these windows one after the other, a text for each look, and from the last on none. */
function shown(...texts: readonly string[]) {
  const left = [...texts];
  const modal = () => {
    const text = left.shift();
    return text === undefined ? undefined : { view: { type: 'modal', blocks: [{ text }] } };
  };
  return { id: 'U1', modal } as unknown as Colleague;
}

const times = async (person: Colleague): Promise<number> => {
  let tries = 0;
  await insist(lore, [person], async () => {
    tries += 1;
    return typed;
  });
  return tries;
};

describe('what somebody typed', () => {
  it('is typed once where Lore takes it', async () => {
    expect(await times(shown())).toBe(1);
  });

  it.each(['en', 'de'] as const)(
    'is typed again where Lore is saving it, and then gives it back, in %s',
    async (language) => {
      const saving = loreCopy.in(language, 'UTC').plain('saving');
      const back = `I can’t see this conversation. Here’s what you typed: ${typed.what}`;
      expect(await times(shown(saving, saving, '', '', back))).toBe(2);
    },
  );

  it.each(['en', 'de'] as const)(
    'is typed again where Lore then says that it failed, in %s',
    async (language) => {
      const failed = loreCopy.in(language, 'UTC').plain('failed', { reference: 'abc' });
      expect(await times(shown('', '', failed))).toBe(2);
    },
  );
});
