/** The made-up company with journeys and weekly shares, and the steps that people take. */
import { exportOf } from '../../src/core/export.ts';
import { listAt } from '../../sandbox/json.ts';
import type { Message } from '../../sandbox/state/world.ts';
import { teamId, userId } from '../../src/core/ids.ts';
import { journey } from '../../src/features/journey/feature.ts';
import { learned } from '../../src/features/learned/feature.ts';
import { inputsOf, type Filled } from './colleague.ts';
import type { TestEngine } from './databases.ts';
import { startLoreHere, type LoreHere } from './lore-here.ts';
import { posts } from './retro-path.ts';
import { until } from './unhurried.ts';

export const team = teamId('T0LINDGROVE');
export const learning = 'C0LEARNING';
export const website = 'C0WEBSITE';
export const secretly = 'C0PEOPLE';
export const withHarbour = 'C0HARBOUR';
/** Head of product: in `learning`, `secretly` and `withHarbour`. */
export const seun = 'U0SEUN';
/** Project lead: in `learning`, `website` and `withHarbour`. */
export const mara = 'U0MARA';
/** In `learning` and `website`. */
export const priya = 'U0PRIYA';
/** Admin: in `secretly`. */
export const ines = 'U0INES';
/** A guest, in `website`. */
export const sam = 'U0SAM';

export interface JourneyHere extends LoreHere {
  /** Writes an entry up to what will be posted. @returns what the topmost modal holds then */
  readonly preview: (who: string, text: string, channels: readonly string[]) => Promise<string>;
  /** The same, and publishes it. */
  readonly tell: (who: string, text: string, channels: readonly string[]) => Promise<void>;
  /** What Lore posted in a channel, oldest first. */
  readonly posted: (channel: string) => readonly Message[];
  /** What Lore wrote to a person alone. */
  readonly direct: (who: string) => readonly Message[];
  /** Waits until the topmost modal of a person holds a text; it is drawn anew after Slack was answered. */
  readonly modalWith: (who: string, text: string) => Promise<string>;
  readonly modal: (who: string) => string;
  /** Types into the topmost form, without submitting, until it is kept. */
  readonly type: (who: string, fields: Filled) => Promise<void>;
  /** Every row of the feature, as text. */
  readonly tables: () => Promise<string>;
  readonly home: (who: string) => string;
  /** What is theirs, as an export. */
  readonly export: (who: string) => Promise<string>;
  /** As their own button in App Home does. */
  readonly erase: (who: string) => Promise<void>;
}

/** @param engine whose database it runs on; it is removed with it */
export async function journeyOn(engine: TestEngine): Promise<JourneyHere> {
  const database = await engine.fresh();
  const here = await startLoreHere({ databaseUrl: database.url, lore: { features: [journey, learned] } });
  const { sandbox, lore } = here;
  const modal = (who: string) => JSON.stringify(here.who(who).modal()?.view ?? null);
  const it: JourneyHere = {
    ...here,
    preview: async (who, text, channels) => {
      const person = here.who(who);
      await person.say(learning, '/journey write').catch(() => person.say(website, '/journey write'));
      const answer = await person.submit({ text, channels });
      if (JSON.stringify(answer).includes('errors')) throw new Error(JSON.stringify(answer));
      return it.modalWith(who, 'As it will be posted');
    },
    tell: async (who, text, channels) => {
      await it.preview(who, text, channels);
      await here.who(who).submit();
      await here.settle();
    },
    posted: (channel) => posts(sandbox, channel),
    direct: (who) => {
      const conversation = sandbox.world.conversations.find(
        ({ kind, members }) => kind === 'im' && members.includes(who),
      );
      return conversation === undefined ? [] : posts(sandbox, conversation.id);
    },
    modalWith: async (who, text) => {
      await until(async () => modal(who).includes(text));
      return modal(who);
    },
    modal,
    type: async (who, fields) => {
      const view = sandbox.world.modals.filter((one) => one.userId === who).at(-1);
      if (view === undefined) throw new Error(`${who} has no modal open`);
      const inputs = inputsOf(listAt(view.view, 'blocks'), fields);
      const [blockId = ''] = Object.keys(inputs).filter((name) => name.startsWith('text'));
      const value = inputs[blockId]?.['text'];
      await sandbox.page('act', {
        as: who,
        where: { kind: 'view', viewId: view.id },
        blockId,
        actionId: 'text',
        value,
        inputs,
      });
      // Slack is answered before it is kept.
      await until(async () => (await it.tables()).includes(String(fields['text'])));
    },
    tables: async () => {
      const names = ['journey_entry', 'journey_first', 'journey_draft', 'journey_keeping'] as const;
      const rows = await Promise.all(
        names.map((name) =>
          lore.store.house
            .selectFrom(name as 'audit')
            .selectAll()
            .execute(),
        ),
      );
      return JSON.stringify(rows);
    },
    home: (who) => JSON.stringify(here.who(who).home()),
    export: async (who) =>
      JSON.stringify(
        await lore.store.read(team, { kind: 'person', userId: userId(who) }, (view) =>
          exportOf(journey, view, { kind: 'person', userId: userId(who) }),
        ),
      ),
    erase: async (who) => {
      await lore.store.erasing(team, userId(who), { kind: 'person', userId: userId(who) });
    },
    close: async () => {
      await here.close();
      await database.remove();
    },
  };
  return it;
}
