/** The made-up company with a pathway, and the steps that people take. */
import type { Json } from '../../sandbox/json.ts';
import type { Message } from '../../sandbox/state/world.ts';
import type { Feature } from '../../src/core/feature.ts';
import { rowId, type RowId } from '../../src/core/ids.ts';
import { pathways } from '../../src/features/pathways/feature.ts';
import type { Filled } from './colleague.ts';
import { ines, learning, mara, priya, team } from './company.ts';
import type { TestEngine } from './databases.ts';
import { type LoreHere, startLoreHere } from './lore-here.ts';

export interface PathwaysHere extends LoreHere {
  readonly now: () => number;
  /** After so many days, everybody having been at work meanwhile. */
  readonly later: (days: number) => Promise<void>;
  /** Types `/pathway` in a channel. @returns the form that comes of it */
  readonly type: (who: string, text?: string, channel?: string) => Promise<string>;
  /** Submits the topmost form. @returns what the person reads then: errors, or the next form */
  readonly submit: (who: string, fields: Filled) => Promise<string>;
  /** Presses in the topmost form. @returns it as it is then */
  readonly press: (who: string, action: string, holds?: string) => Promise<string>;
  /** Mara begins one in a channel. */
  readonly begin: (fields?: Filled, channel?: string) => Promise<string>;
  /** Somebody adds activities to a skill. */
  readonly add: (lines: string, skill?: string, who?: string) => Promise<string>;
  /** Opens the pathway. */
  readonly open: (who: string) => Promise<string>;
  /** Made by Mara and Priya in the learning channel, with three activities, and published. */
  readonly published: (fields?: Filled) => Promise<void>;
  readonly card: (channel?: string) => Message;
  /** What was said to somebody alone, all of it. */
  readonly said: (who: string) => string;
  readonly directWith: (who: string, text: string) => Message;
  readonly idOf: (title: string) => Promise<RowId>;
  readonly deactivates: (who: string) => Promise<void>;
}

export const role = 'Data engineer';

/** @param others practices beside it */
export async function pathwaysOn(engine: TestEngine, others: readonly Feature[] = []): Promise<PathwaysHere> {
  const here = await startLoreHere({ engine, lore: { features: [pathways, ...others] } });
  const now = () => here.sandbox.core.clock.now();
  const type = async (who: string, text = '', channel = learning) => {
    await here.who(who).closeAll();
    await here.who(who).say(channel, `/pathway ${text}`.trim());
    await here.settle();
    return here.modal(who);
  };
  const submit = async (who: string, fields: Filled) => {
    const answer: Json = await here.who(who).submit(fields);
    await here.settle();
    return `${JSON.stringify(answer)}${here.modal(who)}`;
  };
  const press = async (who: string, action: string, holds = '') => {
    await here.who(who).pressInModal(`pathways.${action}`, { holds });
    await here.settle();
    return here.modal(who);
  };
  const open = async (who: string) => {
    await type(who);
    return press(who, 'open');
  };
  const begin = async (fields: Filled = {}, channel: string = learning) => {
    await type(mara, 'new', channel);
    return submit(mara, { role, about: 'For people who build pipelines', ...fields });
  };
  const add = async (lines: string, skill = 'Modelling data', who: string = mara) => {
    await open(who);
    await press(who, 'add');
    return submit(who, { skill, level: '3', format: 'selfPaced', lines });
  };
  const card = (channel = learning): Message => {
    const found = here.posted(channel).find(({ text }) => text.includes(role));
    if (found === undefined) throw new Error('there is no card');
    return found;
  };
  return {
    ...here,
    now,
    later: (days) => here.playUntil(now() + days * 86_400_000),
    type,
    submit,
    press,
    begin,
    add,
    open,
    card,
    published: async (fields = {}) => {
      await begin(fields);
      await add('Read the guide https://example.com/guide\nDraw a model\nPresent it to the team');
      await here.who(priya).press(card(), 'pathways.walk');
      await here.settle();
      await open(mara);
      await press(mara, 'publish');
      for (const who of [mara, priya]) await here.who(who).closeAll();
    },
    said: (who) =>
      here
        .direct(who)
        .map(({ text }) => text)
        .join('\n'),
    directWith: (who, text) => {
      const found = here.direct(who).findLast((message) => message.text.includes(text));
      if (found === undefined)
        throw new Error(
          `${who} was not told “${text}”: ${here
            .direct(who)
            .map((one) => one.text)
            .join(' | ')}`,
        );
      return found;
    },
    idOf: async (title) => {
      const rows = await here.lore.store.system
        .selectFrom('pathway_activity' as 'audit')
        .selectAll()
        .execute();
      const found = (rows as unknown as readonly Readonly<Record<string, string>>[]).find(
        (one) => one['team_id'] === team && one['title'] === title,
      );
      return rowId(found?.['id'] ?? '');
    },
    deactivates: async (who) => {
      await here.sandbox.page('person', { as: ines, userId: who, change: { kind: 'deactivate' } });
      await here.settle();
    },
  };
}
