/** The made-up company with journeys and weekly shares, and the steps that people take. */
import { listAt } from '../../sandbox/json.ts';
import type { Feature } from '../../src/core/feature.ts';
import { journeyAmong } from '../../src/features/journey/feature.ts';
import { learnedAmong } from '../../src/features/learned/feature.ts';
import { type Filled, inputsOf } from '../../sandbox/company/elements.ts';
import { learning, website } from './company.ts';
import type { TestEngine } from './databases.ts';
import { startLoreHere, type LoreHere } from './lore-here.ts';
import { until } from './unhurried.ts';

const learned = learnedAmong(() => []);
const journey: Feature = journeyAmong(() => [journey]);

export interface JourneyHere extends LoreHere {
  /** Writes an entry up to what will be posted. @returns what the topmost modal holds then */
  readonly preview: (who: string, text: string, channels: readonly string[]) => Promise<string>;
  /** The same, and publishes it. */
  readonly tell: (who: string, text: string, channels: readonly string[]) => Promise<void>;
  /** Types into the topmost form, without submitting, until it is kept. */
  readonly type: (who: string, fields: Filled) => Promise<void>;
  /** Every row of the feature, as text. */
  readonly tables: () => Promise<string>;
}

/** @param engine whose database it runs on; it is removed with it */
export async function journeyOn(engine: TestEngine): Promise<JourneyHere> {
  const here = await startLoreHere({ engine, lore: { features: [journey, learned] } });
  const { sandbox } = here;
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
    tables: () => here.rows('journey_entry', 'journey_first', 'journey_draft', 'journey_keeping'),
  };
  return it;
}
