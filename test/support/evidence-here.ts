/** The made-up company with all practices, and the steps by which somebody puts together their evidence pack. */
import { elementsOf } from '../../sandbox/blocks/inside.ts';
import { optionsOf } from '../../sandbox/app/values.ts';
import { listAt, textAt } from '../../sandbox/json.ts';
import type { JournalLine } from '../../src/jobs/journal.ts';
import { type Filled, textsIn, widely } from './colleague.ts';
import { learning } from './company.ts';
import type { TestEngine } from './databases.ts';
import { type LoreHere, startLoreHere } from './lore-here.ts';
import { until } from './unhurried.ts';

export const arjun = 'U0ARJUN';
export const noor = 'U0NOOR';

export interface EvidenceHere extends LoreHere {
  /** Arjun shares something, and others say that they used it. */
  readonly share: (what: string, uses?: Readonly<Record<string, string>>) => Promise<void>;
  /** Opens the pack. @returns it as text */
  readonly openPack: (who?: string) => Promise<string>;
  /** Presses what stands beside a text in the pack, and waits until it is redrawn. */
  readonly pressBeside: (text: string, actionId: string, who?: string) => Promise<void>;
  /** The value of what stands beside a text in the pack. */
  readonly valueBeside: (text: string, actionId: string, who?: string) => string;
  /** Submits the topmost form. @returns what was answered, as text */
  readonly send: (who: string, fields?: Filled) => Promise<string>;
  /** What stands in the pack, in order. */
  readonly inIt: (who?: string) => readonly string[];
  /** The files that were sent, the newest last. */
  readonly files: () => readonly { readonly name: string; readonly content: string }[];
  readonly journal: JournalLine[];
}

/** @param engine whose database it runs on; it is removed with it */
export async function evidenceOn(engine: TestEngine): Promise<EvidenceHere> {
  const journal: JournalLine[] = [];
  const here = await startLoreHere({ engine, lore: { journal: (line) => void journal.push(line) } });
  const blocksOf = (who: string) => listAt(here.who(who).modal()?.view ?? {}, 'blocks');
  const valueBeside = (text: string, actionId: string, who = arjun): string => {
    const block = blocksOf(who).find((one) => textsIn([one]).some((said) => said.includes(text)));
    const values = (block === undefined ? [] : elementsOf(block)).flatMap((element) =>
      element['action_id'] === actionId
        ? [textAt(element, 'value')]
        : optionsOf(element).map((option) => textAt(option, 'value')),
    );
    const all = values.map((value) => value.replace(`${actionId}:`, ''));
    const found = all.find((value, at) => value !== values[at] || values.length === 1);
    if (found === undefined) throw new Error(`there is no ${actionId} beside “${text}”`);
    return found;
  };
  return {
    ...here,
    journal,
    share: async (what, uses = {}) => {
      await here.who(arjun).say(learning, `/learned ${what}`);
      await here.who(arjun).submit(widely(here.who(arjun)));
      await here.settle();
      const message = here.posted(learning).at(-1);
      if (message === undefined) throw new Error('nothing is posted');
      for (const [who, how] of Object.entries(uses)) {
        await here.who(who).press(message, 'learned.use');
        await here.who(who).submit({ how });
        await here.settle();
        await here.who(who).closeAll();
      }
    },
    openPack: async (who = arjun) => {
      await here.who(who).closeAll();
      await here.who(who).say(learning, '/thanks evidence');
      return here.modal(who);
    },
    valueBeside,
    pressBeside: async (text, actionId, who = arjun) => {
      const before = here.modal(who);
      await here.who(who).pressInModal(actionId, { holds: valueBeside(text, actionId, who) });
      await until(async () => here.modal(who) !== before, `${actionId} redrew nothing`);
    },
    send: async (who, fields = {}) => {
      const answer = JSON.stringify(await here.who(who).submit(fields));
      await here.settle();
      return answer;
    },
    inIt: (who = arjun) => textsIn(blocksOf(who)).flatMap((text) => /^\d+\. (.*)$/s.exec(text)?.[1] ?? []),
    files: () =>
      here.sandbox.world.uploads.flatMap(({ name, content }) =>
        content === null ? [] : [{ name, content }],
      ),
  };
}
