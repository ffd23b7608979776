/** The project that the made-up company is about to begin: planned, and looked ahead to since yesterday; and who may be asked. */
import type { Filled } from './elements.ts';
import { dateAfter, type Scene } from './scene.ts';

const WEBSITE = 'C0WEBSITE';
const SHOP = 'Winter shop';

const FORESEEN: readonly (readonly [time: string, who: string, lines: Filled])[] = [
  ['11:10', 'U0DIEGO', { fails: 'The photos come late, as in autumn', protects: 'Calm evenings' }],
  ['17:20', 'U0PRIYA', { fails: 'Paying works in one browser only\nNobody tests it on an old phone' }],
];

/** Says that they may be asked. */
const agrees = (time: string, who: string, to: string): Scene => ({
  daysAgo: 4,
  time,
  who,
  play: async (stage) => {
    await stage.say(who, 'C0LEARNING', '/retro asked');
    await stage.fill(who, { to: [to] });
    await stage.settle();
    await stage.closeForms(who);
  },
});

export const AHEAD: readonly Scene[] = [
  agrees('14:10', 'U0MEILING', 'peers'),
  agrees('11:20', 'U0SEUN', 'leader'),
  {
    daysAgo: 7,
    time: '11:30',
    who: 'U0DIEGO',
    play: async (stage, today) => {
      await stage.say('U0DIEGO', WEBSITE, `/retro plan ${SHOP}`);
      await stage.fill('U0DIEGO', {
        about: 'A small shop on our website goes live on a fixed day, with texts in three languages.',
        ends: dateAfter(today, 38),
      });
    },
  },
  {
    daysAgo: 1,
    time: '10:30',
    who: 'U0DIEGO',
    play: async (stage) => {
      await stage.say('U0DIEGO', WEBSITE, `/retro before ${SHOP}`);
      await stage.fill('U0DIEGO', {
        intent: 'The shop goes live, and anyone can pay in a minute, on a phone too',
      });
    },
  },
  ...FORESEEN.map(([time, who, lines]): Scene => ({
    daysAgo: 1,
    time,
    who,
    play: async (stage) => {
      await stage.press(who, WEBSITE, `Before we start: ${SHOP}`, 'retro.predict');
      await stage.fill(who, lines);
    },
  })),
];
