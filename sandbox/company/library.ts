/** The lessons that the people of the made-up company wrote for everybody in the weeks before today. */
import type { Filled } from './elements.ts';
import type { Scene } from './scene.ts';

const LEARNING = 'C0LEARNING';
const WEBSITE = 'C0WEBSITE';

const WRITTEN: readonly (readonly [
  daysAgo: number,
  time: string,
  who: string,
  channel: string,
  words: Filled,
])[] = [
  [
    13,
    '12:10',
    'U0ARJUN',
    LEARNING,
    {
      title: 'Restore a backup before you need one',
      happened:
        'Our nightly backup ran for a year. The first time we restored one, half of the tables were empty.',
      useWhen: 'Backups are set up, or nobody has restored one for three months',
      topics: 'backups, databases',
    },
  ],
  [
    11,
    '10:20',
    'U0NOOR',
    WEBSITE,
    {
      title: 'Freeze texts a day before a launch',
      happened: 'Texts changed until the last hour, and the translations went live without them.',
      useWhen: 'A website or a newsletter goes live on a fixed day',
      topics: 'launches, translations',
    },
  ],
  [
    9,
    '10:15',
    'U0CAROL',
    LEARNING,
    {
      title: 'Ask a new colleague what surprised them in week one',
      happened:
        'Three people in a row found the same broken link in our first-day guide, and thought it was their fault.',
      useWhen: 'Somebody has been here for a week',
      topics: 'onboarding',
    },
  ],
  [
    8,
    '14:20',
    'U0MEILING',
    LEARNING,
    {
      title: 'Let ten people pay before a shop goes live',
      happened: 'Our first shop took no card from abroad. We saw it in the numbers of the second day.',
      useWhen: 'A shop goes live',
      topics: 'shops, launches',
    },
  ],
  [
    7,
    '15:10',
    'U0PRIYA',
    WEBSITE,
    {
      title: 'Keep the old addresses when a website moves',
      happened:
        'Links in four old newsletters led nowhere for a week. We found them in the logs, one by one.',
      useWhen: 'A page gets another address, or a website is relaunched',
      topics: 'websites, launches',
    },
  ],
  [
    5,
    '11:40',
    'U0KATRIN',
    LEARNING,
    {
      title: 'Ein Workshop braucht am Ende zehn freie Minuten',
      happened:
        'Wir haben bis zur letzten Minute diskutiert, und niemand hat aufgeschrieben, was jetzt gilt.',
      useWhen: 'Ein Workshop wird geplant',
      topics: 'workshops',
    },
  ],
];

export const LESSONS: readonly Scene[] = WRITTEN.map(([daysAgo, time, who, channel, words]) => ({
  daysAgo,
  time,
  who,
  play: async (stage) => {
    await stage.say(who, channel, '/lessons add');
    await stage.fill(who, { ...words, reach: 'workspace' });
    await stage.settle();
    await stage.closeForms(who);
  },
}));
