/** The made-up company with a safety pulse, and the steps that people take. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { day, minute } from '../../src/core/clock.ts';
import type { Feature } from '../../src/core/feature.ts';
import { pulse } from '../../src/features/pulse/feature.ts';
import type { LoreOptions } from '../../src/lore-options.ts';
import type { Message } from '../../sandbox/state/world.ts';
import type { Filled } from '../../sandbox/company/elements.ts';
import { ines, katrin, mara, seun } from './company.ts';
import type { TestEngine } from './databases.ts';
import { type LoreHere, startLoreHere } from './lore-here.ts';

export const general = 'C0GENERAL';

/** Two teams, of six and of five people, in one company; two people are in both. */
export const tree = [
  'name,part of,people,leader',
  'Lindgrove,,,Katrin',
  'Website,Lindgrove,#website-relaunch,Mara',
  'Learning,Lindgrove,#learning,Seun',
].join('\n');
export const leaders = [katrin, mara, seun] as const;
export const askedInWebsite = ['U0DIEGO', 'U0PRIYA', 'U0HANA', 'U0ELLIOT', 'U0NOOR', 'U0JONAS'] as const;
export const askedInLearning = ['U0KATRIN', 'U0MARA', 'U0MEILING', 'U0ARJUN', 'U0CAROL'] as const;
export const asked: readonly string[] = [...askedInWebsite, ...askedInLearning];

export interface PulseHere extends LoreHere {
  /** Types a command, and reads what the person then sees: what they were told, or the form that opened. */
  readonly type: (who: string, text: string, channel?: string) => Promise<string>;
  /** Chooses the channel of the pulse, as an admin; `general` if none is named. */
  readonly setUp: (channel?: string) => Promise<void>;
  /** Pastes lines into the tree. @returns what the admin reads then */
  readonly paste: (lines: string) => Promise<string>;
  readonly agree: (...who: readonly string[]) => Promise<void>;
  /** Opens a window through the form. @returns what the admin reads then */
  readonly openIt: (fields?: Filled) => Promise<string>;
  /** All of that, with the tree above. */
  readonly openPulse: (channel?: string) => Promise<void>;
  /** The message that asks a person. @throws when there is none */
  readonly asking: (who: string, text?: string) => Message;
  /** Opens the form of the message, as far as it goes. @returns what the person reads then */
  readonly begin: (who: string) => Promise<string>;
  /** Answers: each statement with the same point, but for those given. @returns what the person reads then */
  readonly answer: (who: string, point: string, but?: Filled) => Promise<string>;
  /** Until the window ends and what follows is done. */
  readonly toTheEnd: () => Promise<void>;
  /** The files in the folder of keys. */
  readonly keys: () => readonly string[];
  /** As when a backup is restored on another machine. */
  readonly loseKeys: () => void;
  /** Changes what Lore knows of a person. */
  readonly set: (
    who: string,
    cells: Readonly<{
      standing?: 'member' | 'guest' | 'deactivated';
      locale?: 'en' | 'de';
      away_until?: number;
    }>,
  ) => Promise<void>;
}

const statements = [
  'PS1',
  'PS2',
  'PS3',
  'PS4',
  'PS5',
  'PS6',
  'PS7',
  'SL1',
  'SL2',
  'SL3',
  'RR1',
  'RR2',
  'RR3',
];

/**
 * Everybody works in Berlin’s hours and reads English. @param engine `null`: a database in memory
 * @param options `hasNoKeys`: Lore was given no folder for keys; `lore`: what it is composed with besides
 */
export async function pulseOn(
  engine: TestEngine | null,
  options: {
    readonly hasNoKeys?: boolean;
    readonly features?: readonly Feature[];
    readonly lore?: Partial<LoreOptions>;
  } = {},
): Promise<PulseHere> {
  const folder = mkdtempSync(join(tmpdir(), 'lore-pulse-keys-'));
  const here = await startLoreHere({
    ...(engine === null ? {} : { engine }),
    // A folder under a file cannot be made.
    ballotKeys: options.hasNoKeys === true ? join(import.meta.filename, 'keys') : folder,
    lore: { features: options.features ?? [pulse], ...options.lore },
  });
  const set: PulseHere['set'] = (who, cells) =>
    here.lore.store.write(async (db) => {
      await db
        .updateTable('person')
        .set(cells)
        .where('user_id', '=', who as never)
        .execute();
    });
  // Lore has read who there is.
  await here.playUntil(here.sandbox.core.clock.now() + 10 * minute);
  await here.lore.store.write(async (db) => {
    await db
      .updateTable('person')
      .set({ tz: 'Europe/Berlin', locale: 'en', work_start: 540, work_end: 1_050, away_until: null })
      .execute();
  });
  const type: PulseHere['type'] = async (who, text, channel = general) => {
    const before = here.who(who).told(channel).length;
    await here.who(who).closeAll();
    await here.who(who).say(channel, text);
    await here.settle();
    const told = here.who(who).told(channel).slice(before).join('\n');
    return here.who(who).modal() === undefined ? told : `${told}${here.modal(who)}`;
  };
  const submitted = async (who: string, fields: Filled) => {
    const answer = JSON.stringify(await here.who(who).submit(fields));
    await here.settle();
    return `${answer}${here.modal(who)}`;
  };
  const asking: PulseHere['asking'] = (who, text = 'How safe is it to learn in') => {
    const found = here.direct(who).findLast((message) => message.text.includes(text));
    if (found === undefined) throw new Error(`${who} was not asked`);
    return found;
  };
  const made: PulseHere = {
    ...here,
    type,
    set,
    asking,
    setUp: async (channel = general) => {
      await type(ines, '/pulse');
      await here.who(ines).pressInModal('pulse.channel');
      await here.settle();
      await submitted(ines, { channel });
    },
    paste: async (lines) => {
      await type(ines, '/pulse');
      await here.who(ines).pressInModal('pulse.paste');
      await here.settle();
      return submitted(ines, { lines });
    },
    agree: async (...who) => {
      for (const one of who) {
        await here.who(one).press(asking(one, 'Would you agree'), 'pulse.agree');
        await here.settle();
      }
    },
    openIt: async (fields = {}) => {
      await type(ines, '/pulse');
      await here.who(ines).pressInModal('pulse.preview');
      await here.settle();
      return submitted(ines, fields);
    },
    openPulse: async (channel) => {
      await made.setUp(channel);
      await made.paste(tree);
      await here.settle();
      await made.agree(...leaders);
      await made.openIt();
      await here.who(ines).closeAll();
      // Leaders had a message that day already.
      await here.playUntil(here.sandbox.core.clock.now() + day);
    },
    begin: async (who) => {
      await here.who(who).closeAll();
      await here.who(who).press(asking(who), 'pulse.begin');
      await here.settle();
      return here.modal(who);
    },
    answer: async (who, point, but = {}) => {
      await made.begin(who);
      if (!here.modal(who).includes('pulse.go-on')) return here.modal(who);
      await here.who(who).pressInModal('pulse.go-on');
      await here.settle();
      return submitted(who, { ...Object.fromEntries(statements.map((key) => [key, point])), ...but });
    },
    toTheEnd: async () => {
      await here.playUntil(here.sandbox.core.clock.now() + 15 * day);
    },
    keys: () => readdirSync(folder),
    loseKeys: () => {
      for (const name of readdirSync(folder)) rmSync(join(folder, name));
    },
    close: async () => {
      await here.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return made;
}
