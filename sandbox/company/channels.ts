/** The channels of the made-up company, and what was said in them before Lore came. */
import { BOT_USER, HARBOUR, LINDGROVE, STAFF, zoneOf } from './people.ts';
import { workTime } from './work-time.ts';

export interface ChannelSeed {
  readonly id: string;
  readonly name: string;
  readonly kind: 'public' | 'private';
  readonly topic: string;
  readonly creator: string;
  readonly members: readonly string[];
  readonly teamIds: readonly string[];
  readonly isGeneral?: boolean;
  readonly isArchived?: boolean;
  /** Oldest first: working days before today, at what time of the writer's own, who, what; a fifth makes it a reply to the message before. */
  readonly said: readonly (readonly [
    workingDaysAgo: number,
    time: string,
    userId: string,
    text: string,
    isReply?: boolean,
  ])[];
}

const staff = STAFF.filter((id) => id !== 'U0SAM');
const own = [LINDGROVE];

export const CHANNELS: readonly ChannelSeed[] = [
  {
    id: 'C0GENERAL',
    name: 'general',
    kind: 'public',
    topic: 'News for everyone',
    creator: 'U0INES',
    members: [...staff, BOT_USER],
    teamIds: own,
    isGeneral: true,
    said: [
      [
        15,
        '10:05',
        'U0INES',
        'I’ve added Lore to our workspace. It asks what we learned. Its Home shows what it stores.',
      ],
      [4, '09:30', 'U0SEUN', 'The new website is live. Thank you all, in every time zone.'],
      [3, '09:40', 'U0HANA', 'Zero open blockers this morning in Singapore. I never thought I’d write that.'],
    ],
  },
  {
    id: 'C0WEBSITE',
    name: 'website-relaunch',
    kind: 'public',
    topic: 'The relaunch of lindgrove.example, led by Mara',
    creator: 'U0MARA',
    members: ['U0MARA', 'U0DIEGO', 'U0PRIYA', 'U0HANA', 'U0ELLIOT', 'U0NOOR', 'U0JONAS', 'U0SAM', BOT_USER],
    teamIds: own,
    said: [
      [5, '10:30', 'U0NOOR', 'Redirects are in: 214 old addresses. Four of them we only found in the logs.'],
      [3, '11:15', 'U0PRIYA', 'The contact form was broken in Safari for two hours. It’s fixed now.'],
      [3, '14:20', 'U0HANA', 'We did test it, but on staging, which still had the old form.', true],
      [3, '15:30', 'U0DIEGO', 'Photos came late again. Elliot and I placed them the night before.'],
      [2, '10:10', 'U0ELLIOT', 'Can we write down what we’d do differently while we still remember?'],
      [2, '16:40', 'U0MARA', 'Yes. Let’s run a retro while everyone’s still here.'],
    ],
  },
  {
    id: 'C0LEARNING',
    name: 'learning',
    kind: 'public',
    topic: 'What we learned, from anywhere',
    creator: 'U0KATRIN',
    members: [
      'U0KATRIN',
      'U0SEUN',
      'U0MARA',
      'U0MEILING',
      'U0ARJUN',
      'U0NOOR',
      'U0CAROL',
      'U0PRIYA',
      BOT_USER,
    ],
    teamIds: own,
    said: [
      [6, '12:30', 'U0ARJUN', 'A dry run with the real data took ten minutes and saved us a night.'],
      [
        5,
        '11:00',
        'U0SEUN',
        'I was sure about the pricing page, and I was wrong. The test showed it within a day.',
      ],
    ],
  },
  {
    id: 'C0PEOPLE',
    name: 'people-private',
    kind: 'private',
    topic: 'Confidential',
    creator: 'U0KATRIN',
    members: ['U0KATRIN', 'U0CAROL', 'U0SEUN', 'U0INES', BOT_USER],
    teamIds: own,
    said: [
      [2, '11:30', 'U0CAROL', 'Three exit interviews this month said the same thing: no time to hand over.'],
    ],
  },
  {
    id: 'C0HARBOUR',
    name: 'harbour-launch',
    kind: 'public',
    topic: 'With our friends at Harbour',
    creator: 'U0WILL',
    members: ['U0WILL', 'U0SEUN', 'U0ELLIOT', 'U0MARA', 'U0FREYA', 'U0KWAME', 'U0YUKI', BOT_USER],
    teamIds: [LINDGROVE, HARBOUR],
    said: [
      [4, '10:20', 'U0FREYA', 'The film is cut. We lost two days to a licence nobody had asked about.'],
      [4, '09:10', 'U0WILL', 'Same here last autumn. Let’s write it down this time.', true],
    ],
  },
  {
    id: 'C0SPRING',
    name: 'spring-campaign',
    kind: 'public',
    topic: 'Done in May',
    creator: 'U0WILL',
    members: ['U0WILL', 'U0ELLIOT', 'U0DIEGO', BOT_USER],
    teamIds: own,
    isArchived: true,
    said: [[90, '16:00', 'U0WILL', 'That’s it. I’m archiving this channel.']],
  },
  {
    id: 'C0COFFEE',
    name: 'coffee-corner',
    kind: 'public',
    topic: 'Anything but work',
    creator: 'U0JONAS',
    members: ['U0JONAS', 'U0PRIYA', 'U0WILL', 'U0MEILING', 'U0MARA'],
    teamIds: own,
    said: [[2, '12:45', 'U0MEILING', 'Durian ice cream: yes or no?']],
  },
  {
    id: 'C0BUDGET',
    name: 'budget-round',
    kind: 'private',
    topic: '',
    creator: 'U0SEUN',
    members: ['U0SEUN', 'U0KATRIN'],
    teamIds: own,
    said: [[5, '17:20', 'U0SEUN', 'Draft numbers by Monday.']],
  },
];

export interface Line {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly channelId: string;
  readonly userId: string;
  readonly text: string;
  /** To the last line before it that is none. */
  readonly isReply: boolean;
}

/** What was said in a channel before `today`, oldest first. */
export function linesOf({ id, said }: ChannelSeed, today: number): readonly Line[] {
  return said.map(([workingDaysAgo, time, userId, text, isReply = false]) => ({
    at: workTime(today, workingDaysAgo, time, zoneOf(userId)),
    channelId: id,
    userId,
    text,
    isReply,
  }));
}
