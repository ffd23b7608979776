/** How people of the made-up company find each other: what one asks, who may be asked, who talks with whom, and a forum that is about to begin. */
import type { Filled } from './elements.ts';
import type { Scene } from './scene.ts';

const LEARNING = 'C0LEARNING';
const WEBSITE = 'C0WEBSITE';

/** Types a command, and fills in what it opens. */
const types = (
  daysAgo: number,
  time: string,
  who: string,
  where: string,
  command: string,
  fields: Filled = {},
): Scene => ({
  daysAgo,
  time,
  who,
  play: async (stage) => {
    await stage.say(who, where, command);
    await stage.fill(who, fields);
    await stage.settle();
    await stage.closeForms(who);
  },
});

const JOINED: readonly (readonly [time: string, who: string])[] = [
  ['10:10', 'U0KATRIN'],
  ['11:20', 'U0MARA'],
  ['12:30', 'U0PRIYA'],
  ['13:40', 'U0MEILING'],
  ['14:50', 'U0NOOR'],
];

export const MEETING: readonly Scene[] = [
  ...JOINED.map(([time, who]) => types(5, time, who, LEARNING, '/coach join')),
  types(4, '15:10', 'U0HANA', WEBSITE, '/ask expertise', {
    topics: 'testing, roll-backs',
    asked: ['mayAsk'],
  }),
  types(3, '10:40', 'U0ELLIOT', WEBSITE, '/ask How do we test a payment without a real card?'),
  {
    daysAgo: 3,
    time: '14:20',
    who: 'U0NOOR',
    play: async (stage) => {
      await stage.press('U0NOOR', WEBSITE, 'How do we test a payment', 'questions.answer');
      await stage.fill('U0NOOR', {
        words:
          'The payment service has test cards. Their numbers stand on its first page, and one of them always fails.',
      });
    },
  },
  types(2, '15:20', 'U0ARJUN', LEARNING, '/forum new', {
    subject: 'Releasing without fear',
    about: 'How we roll out, watch and roll back, and what we’d like to get better at',
    core: ['U0ARJUN', 'U0PRIYA', 'U0NOOR'],
    sponsor: 'U0SEUN',
  }),
];
