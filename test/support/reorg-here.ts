/** The made-up company in a reorganisation, and the steps that people take. Ines is an admin, and in neither of the channels that change. */
import { day, hour, minute } from '../../src/core/clock.ts';
import type { Feature } from '../../src/core/feature.ts';
import type { Rule } from '../../src/core/recurrence.ts';
import { features } from '../../src/features.ts';
import type { Filled } from '../../sandbox/company/elements.ts';
import type { Message } from '../../sandbox/state/world.ts';
import { ines } from './company.ts';
import type { TestEngine } from './databases.ts';
import { type LoreHere, startLoreHere } from './lore-here.ts';

export const general = 'C0GENERAL';
export const weekly: Rule = { every: 'week', weekday: 4, minutes: 14 * 60 };
export const words = { why: 'Both teams answer the same customers.', stays: 'The goals of this quarter.' };

export interface ReorgHere extends LoreHere {
  /** Types a command, and reads what the person then sees: what they were told, or the form that opened. */
  readonly type: (who: string, text: string, channel?: string) => Promise<string>;
  /** Presses something in the topmost modal, and reads what is on top then. */
  readonly go: (who: string, actionId: string, holds?: string) => Promise<string>;
  /** Submits the topmost form. @returns the answer, and what is on top then */
  readonly submit: (who: string, fields: Filled) => Promise<string>;
  /** Writes the words of a draft. @param on days from now @returns what the admin reads then */
  readonly draft: (on?: number, fields?: Filled) => Promise<string>;
  /** Adds a change to the draft; `kind` first, since it decides what else is asked. */
  readonly change: (fields: Filled & { readonly kind: string }) => Promise<string>;
  readonly send: (fields?: Filled) => Promise<string>;
  /** All of that, read by the channels within a day. */
  readonly brief: (
    changes: readonly (Filled & { readonly kind: string })[],
    fields?: Filled,
  ) => Promise<void>;
  /** The newest message in a channel, or to a person, that holds a text. @throws when there is none */
  readonly saying: (where: string, text: string) => Message;
  readonly dayFrom: (days: number) => string;
  readonly wait: (time: number) => Promise<void>;
  /** Changes what Lore knows of somebody. */
  readonly standing: (who: string, standing: 'member' | 'guest' | 'deactivated') => Promise<void>;
}

/** @param engine `null`: a database in memory */
export async function reorgOn(
  engine: TestEngine | null,
  options: { readonly features?: readonly Feature[] } = {},
): Promise<ReorgHere> {
  const here = await startLoreHere({
    ...(engine === null ? {} : { engine }),
    lore: { features: options.features ?? features },
  });
  await here.playUntil(here.sandbox.core.clock.now() + 10 * minute);
  const cells = {
    tz: 'Europe/Berlin',
    locale: 'en',
    work_start: 540,
    work_end: 1_050,
    away_until: null,
  } as const;
  await here.lore.store.write(async (db) => {
    await db.updateTable('person').set(cells).execute();
    await db.updateTable('channel').set({ tz: 'Europe/Berlin', locale: 'en' }).execute();
  });
  const now = () => here.sandbox.core.clock.now();
  const dayFrom = (days: number) => new Date(now() + days * day).toISOString().slice(0, 10);
  const top = (who: string) => (here.who(who).modal() === undefined ? '' : here.modal(who));
  const made: ReorgHere = {
    ...here,
    dayFrom,
    wait: (time) => here.playUntil(now() + time),
    type: async (who, text, channel = general) => {
      const before = here.who(who).told(channel).length;
      await here.who(who).closeAll();
      await here.who(who).say(channel, text);
      await here.settle();
      return `${here.who(who).told(channel).slice(before).join('\n')}${top(who)}`;
    },
    go: async (who, actionId, holds) => {
      await here.who(who).pressInModal(actionId, holds === undefined ? {} : { holds });
      await here.settle();
      return top(who);
    },
    submit: async (who, fields) => {
      const answer = JSON.stringify(await here.who(who).submit(fields));
      await here.settle();
      return `${answer}${top(who)}`;
    },
    draft: async (on = 14, fields = {}) => {
      await made.type(ines, '/lore reorg');
      await made.go(ines, 'reorg.edit');
      return made.submit(ines, { ...words, on: dayFrom(on), ask: ines, ...fields });
    },
    change: async ({ kind, ...fields }) => {
      await made.type(ines, '/lore reorg');
      await made.go(ines, 'reorg.add');
      await here.who(ines).fill({ kind });
      await here.settle();
      return made.submit(ines, { kind, ...fields });
    },
    send: async (fields = {}) => {
      await made.type(ines, '/lore reorg');
      await made.go(ines, 'reorg.to-send');
      return made.submit(ines, { all: [], ...fields });
    },
    brief: async (changes, fields) => {
      await made.draft();
      for (const change of changes) await made.change(change);
      await made.send(fields);
      await here.playUntil(now() + 2 * hour);
    },
    saying: (where, text) => {
      const all = where.startsWith('C') ? here.posted(where) : here.direct(where);
      const found = all.findLast((message) => message.text.includes(text));
      if (found === undefined)
        throw new Error(`nothing in ${where} says “${text}”: ${all.map((one) => one.text).join(' | ')}`);
      return found;
    },
    standing: (who, standing) =>
      here.lore.store.write(async (db) => {
        await db
          .updateTable('person')
          .set({ standing })
          .where('user_id', '=', who as never)
          .execute();
      }),
  };
  return made;
}
