/** Who and where a newcomer tries things with: found by name, and by role when the company has other names. */
import type { ConversationView, PersonView, Snapshot } from '../protocol.ts';

/** The channel to begin in: the project's, else the first one of mine that the app is in, else any of mine. */
export function firstChannel(conversations: readonly ConversationView[]): ConversationView | undefined {
  const open = conversations.filter(
    ({ kind, isArchived, isMember }) => kind === 'public' && !isArchived && isMember,
  );
  return open.find(({ name }) => name === 'website-relaunch') ?? open.find(({ hasBot }) => hasBot) ?? open[0];
}

/** Who starts the first retrospective, and who joins it in a second tab. */
export function firstPeople(state: Pick<Snapshot, 'me' | 'people'>): {
  readonly host: PersonView | undefined;
  readonly guest: PersonView | undefined;
} {
  const here = state.people.filter(({ standing }) => standing === 'member');
  const host = here.find(({ name }) => name.startsWith('Mara')) ?? here[0];
  const others = here.filter(({ id }) => id !== host?.id && id !== state.me.id);
  return { host, guest: others.find(({ name }) => name.startsWith('Priya')) ?? others[0] };
}

/** One thing to try: where one does it, what is typed for one there, and who does it when it is somebody else. */
export interface Step {
  readonly text: string;
  readonly link?: string;
  readonly placeId?: string;
  readonly draft?: string;
  readonly as?: PersonView;
}

type Known = Pick<Snapshot, 'me' | 'people' | 'conversations' | 'hasPast'>;

/** Three things that this person can do now. */
export function stepsFor(state: Known): readonly Step[] {
  return (state.hasPast ? stepsOfMine(state) : []).concat(firstStepsOf(state)).slice(0, 3);
}

const clock: Step = { text: '“Next thing due”, at the top, jumps to the next reminder or deadline.' };

/** Where nothing has happened yet, one begins. */
function firstStepsOf(state: Known): readonly Step[] {
  const { host, guest } = firstPeople(state);
  const channel = firstChannel(state.conversations);
  const at = channel === undefined ? {} : { placeId: channel.id };
  const isHost = host?.id === state.me.id;
  const draft = '/retro Website relaunch';
  return [
    {
      text: `Start a retrospective in ${channel === undefined ? 'a channel' : `#${channel.name}`}: ${draft}`,
      ...at,
      ...(isHost || host === undefined
        ? { link: 'Type it for me', draft }
        : { link: `Act as ${firstName(host)}`, as: host }),
    },
    {
      text: 'Add cards as someone else. Nobody can see anyone else’s cards yet.',
      ...at,
      ...(guest === undefined ? {} : { link: `In a second tab, as ${firstName(guest)}`, as: guest }),
    },
    clock,
  ];
}

/** What waits for this person in the middle of the company's story. */
function stepsOfMine({ me, conversations }: Known): Step[] {
  const mine = (name: string) =>
    conversations.find((one) => one.name === name && one.isMember && !one.isArchived)?.id;
  const idOf = (kind: ConversationView['kind']) => conversations.find((one) => one.kind === kind)?.id;
  const step = (text: string, placeId: string | undefined, link: string, draft?: string): Step[] =>
    placeId === undefined ? [] : [{ text, placeId, link, ...(draft === undefined ? {} : { draft }) }];

  const cards = step(
    'Add cards to the retrospective “Website relaunch”. Nobody sees them before collecting ends.',
    me.standing === 'guest' ? undefined : mine('website-relaunch'),
    'Open #website-relaunch',
  );
  const ahead = step(
    'Say what could fail in “Winter shop”, before it begins. Nobody reads it yet, and later it has no name.',
    me.standing === 'guest' ? undefined : mine('website-relaunch'),
    'Open #website-relaunch',
  );
  const digest = step(
    'Read what others learned this week. “I used it” and “Useful” stand in the “…” menu beside each.',
    mine('learning'),
    'Open #learning',
  );
  const share = step(
    'Share one line that you learned. You see who can read it before you save it.',
    mine('learning') ?? mine('website-relaunch'),
    'Type it for me',
    '/learned Ask who owns the photos first',
  );
  const library = step(
    'Find what others learned: a word, a name, a command. Typos are forgiven.',
    me.standing === 'guest' ? undefined : mine('website-relaunch'),
    'Type it for me',
    '/lessons launch',
  );
  const home = step(
    'See what waits for you, and what Lore stores about you.',
    idOf('home'),
    'Open Lore home',
  );
  const own: Readonly<Record<string, readonly Step[]>> = {
    Carol: [
      ...step(
        'Move the clock to noon of the first Wednesday of the next quarter: #learning reads what this one came to. What does it mean?',
        mine('learning'),
        'Type it for me',
        '/indicators',
      ),
      ...digest,
      ...share,
    ],
    Mara: [
      ...step(
        'You facilitate “Website relaunch”: two have answered. Add your cards, or end collecting in its “…” menu.',
        mine('website-relaunch'),
        'Open #website-relaunch',
      ),
      ...digest,
      clock,
    ],
    Diego: [
      ...step(
        'You look ahead to “Winter shop”: two have answered. Ask somebody who did it before.',
        mine('website-relaunch'),
        'Open #website-relaunch',
      ),
      ...step(
        'Your action from “Autumn newsletter” is due on Thursday: say that it’s done.',
        idOf('home'),
        'Open Lore home',
      ),
      ...share,
    ],
    Elliot: [
      ...step(
        'Noor has answered your question. Say whether it answers it: then others find it, too.',
        idOf('im'),
        'Open Lore',
      ),
      ...step(
        'Ask something else, and see first what is known already.',
        mine('website-relaunch'),
        'Type it for me',
        '/ask Who owns the photos?',
      ),
      ...cards,
    ],
    Priya: [
      ...cards,
      ...step(
        'Arjun would like you in the core group of a forum. Agree, or decline without anyone hearing of it.',
        idOf('im'),
        'Open Lore',
      ),
      ...library,
    ],
    Hana: [
      ...step('Mara has thanked you. Only you can show it to others.', idOf('im'), 'Open Lore'),
      ...ahead,
      ...step(
        'Read what your retrospective in autumn agreed on.',
        mine('website-relaunch'),
        'Type it for me',
        '/retro history',
      ),
    ],
    Seun: [
      ...step(
        'Write on in your learning journey. You choose who reads it.',
        mine('learning'),
        'Type it for me',
        '/journey write',
      ),
      ...digest,
      ...step(
        'The film ends next week: plan when its team looks back.',
        mine('harbour-launch'),
        'Open #harbour-launch',
      ),
    ],
    Katrin: [
      ...step(
        'You set up the rituals of #learning. Move one, or pause it.',
        mine('learning'),
        'Type it for me',
        '/lore settings',
      ),
      ...digest,
      clock,
    ],
    Inês: [
      ...step(
        'Let teams say how safe it is to learn here: set up a safety pulse, and see who would be asked.',
        mine('general'),
        'Type it for me',
        '/pulse',
      ),
      ...step(
        'You decide which practices are on, and how long things are kept.',
        idOf('home'),
        'Open Lore home',
      ),
      clock,
    ],
  };
  return [...(own[firstName(me)] ?? [...cards, ...ahead, ...library, ...digest, ...share, ...home])];
}

const firstName = ({ name }: PersonView): string => name.split(' ')[0] ?? name;
